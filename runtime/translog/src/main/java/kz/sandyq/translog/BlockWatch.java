package kz.sandyq.translog;

import kz.sandyq.market.MarketCore;

/** Looks at the state behind a block. */
interface BlockWatch {
    /** Looks at nothing. */
    BlockWatch NONE = (block, core) -> {};

    /**
     * A block has ended that was not kept before. Whoever follows the log waits meanwhile.
     *
     * @param core the market after it, only to be looked at, and only now
     */
    void ended(Block block, MarketCore core);
}
