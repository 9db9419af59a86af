package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TradingPhase;
import org.jspecify.annotations.Nullable;

/** The trading statuses of a pair in FIX terms: what each takes and which may follow it. Cancelling is always open. */
enum TradingState {
    //                status                                     phase                            orders trades
    CLOSED(SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING, TradingPhase.PRE_TRADING, false, false),
    OPENING_CALL(SecurityTradingStatus.PRE_OPEN, TradingPhase.OPENING_AUCTION, true, false),
    CONTINUOUS(SecurityTradingStatus.READY_TO_TRADE, TradingPhase.CONTINUOUS, true, true),
    UNSCHEDULED_CALL(SecurityTradingStatus.PRE_OPEN, TradingPhase.UNSCHEDULED_AUCTION, true, false),
    HALT(SecurityTradingStatus.TRADING_HALT, TradingPhase.QUIESCENT, false, false),
    CLOSING_CALL(SecurityTradingStatus.PRE_OPEN, TradingPhase.CLOSING_AUCTION, true, false),
    POST_CLOSE(SecurityTradingStatus.POST_CLOSE, TradingPhase.POST_TRADING, false, false);

    private static final boolean Y = true;
    private static final boolean N = false;
    /** From a row to a column, both in the order above. */
    private static final boolean[][] MAY_FOLLOW = {
        // closed opening continuous unscheduled halt closing post-close
        {Y, Y, Y, N, Y, N, N}, // closed
        {Y, Y, Y, N, Y, N, N}, // opening call
        {Y, N, Y, Y, Y, Y, Y}, // continuous
        {Y, N, Y, Y, Y, Y, N}, // unscheduled call
        {Y, Y, Y, Y, Y, Y, N}, // halt
        {Y, N, N, N, Y, Y, Y}, // closing call
        {Y, Y, Y, N, Y, N, Y}, // post-close
    };

    private static final TradingState[] ALL = values();

    final int status;
    final int phase;
    /** New orders are taken. */
    final boolean takesOrders;
    /** Orders that cross trade at once; elsewhere the book may stand crossed. */
    final boolean trades;

    TradingState(SecurityTradingStatus status, TradingPhase phase, boolean takesOrders, boolean trades) {
        this.status = status.value();
        this.phase = phase.value();
        this.takesOrders = takesOrders;
        this.trades = trades;
    }

    /** The state of a status and phase; phase 0 is the only one that goes with the status, if it is. */
    static @Nullable TradingState of(int status, int phase) {
        boolean manyPhases = status == OPENING_CALL.status;
        for (TradingState each : ALL) {
            if (each.status == status && (each.phase == phase || phase == 0 && !manyPhases)) {
                return each;
            }
        }
        return null;
    }

    static TradingState at(int ordinal) {
        return ALL[ordinal];
    }

    /** The state a pair is in. */
    static TradingState of(Table instruments, int slot) {
        TradingState found =
                of(instruments.getInt(slot, Instrument.STATUS), instruments.getInt(slot, Instrument.PHASE));
        if (found == null) {
            throw new InvariantViolation("trading status without a meaning, instrument " + slot);
        }
        return found;
    }

    boolean mayBecome(TradingState next) {
        return MAY_FOLLOW[ordinal()][next.ordinal()];
    }

    /** The book may not stand crossed in it. */
    boolean needsUncrossed() {
        return trades || this == POST_CLOSE;
    }

    void enter(Table instruments, int slot) {
        instruments.set(slot, Instrument.STATUS, status);
        instruments.set(slot, Instrument.PHASE, phase);
    }
}
