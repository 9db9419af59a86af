package kz.sandyq.transparency.block;

import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Whether headers are the blocks of one log from its first one on: each names the one before and begins where that
 * ends.
 */
public final class HeaderChain {
    private Hash previous = Hash.ZERO;
    private @Nullable BlockHeader last;

    /**
     * Takes the next header.
     *
     * @return its leaf hash
     * @throws Refused when it is of another cluster, or does not follow by hash, sequence and time; it is not taken
     */
    public Hash append(BlockHeader header) throws Refused {
        Refused.unless(last == null || header.cluster() == last.cluster(), Refusal.OTHER_CLUSTER);
        Refused.unless(
                header.previousHash().equals(previous)
                        && (last == null
                                || (header.firstSequence() == last.lastSequence() + 1
                                        && header.timestampMs() >= last.timestampMs())),
                Refusal.CHAIN_BROKEN);
        previous = header.leafHash();
        last = header;
        return previous;
    }

    /** The header that was taken last; null for none. */
    public @Nullable BlockHeader last() {
        return last;
    }
}
