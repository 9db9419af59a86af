package kz.sandyq.simulator.model;

import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.simulator.model.Things.Instrument;
import org.jspecify.annotations.Nullable;

/** Where a pair stands in its day: a status and a phase in FIX terms, and what may follow, by the letters below. */
enum Session {
    CLOSED(SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING, TradingPhase.PRE_TRADING, "x", "xoch"),
    OPENING(SecurityTradingStatus.PRE_OPEN, TradingPhase.OPENING_AUCTION, "o", "xoch"),
    CONTINUOUS(SecurityTradingStatus.READY_TO_TRADE, TradingPhase.CONTINUOUS, "c", "xcuhep"),
    UNSCHEDULED(SecurityTradingStatus.PRE_OPEN, TradingPhase.UNSCHEDULED_AUCTION, "u", "xcuhe"),
    HALT(SecurityTradingStatus.TRADING_HALT, TradingPhase.QUIESCENT, "h", "xocuhe"),
    CLOSING(SecurityTradingStatus.PRE_OPEN, TradingPhase.CLOSING_AUCTION, "e", "xhep"),
    POST_CLOSE(SecurityTradingStatus.POST_CLOSE, TradingPhase.POST_TRADING, "p", "xochp");

    final long status;
    final long phase;
    private final String letter;
    private final String following;

    Session(SecurityTradingStatus status, TradingPhase phase, String letter, String following) {
        this.status = status.value();
        this.phase = phase.value();
        this.letter = letter;
        this.following = following;
    }

    /** A status that has but one phase needs none; that of calls does. */
    static @Nullable Session of(long status, long phase) {
        for (Session each : values()) {
            boolean unsaid = phase == 0 && each.status != SecurityTradingStatus.PRE_OPEN.value();
            if (each.status == status && (each.phase == phase || unsaid)) {
                return each;
            }
        }
        return null;
    }

    static Session of(Instrument instrument) {
        Session found = of(instrument.status, instrument.phase);
        if (found == null) {
            throw new IllegalStateException("no session of " + instrument.row(0));
        }
        return found;
    }

    boolean mayBecome(Session next) {
        return following.contains(next.letter);
    }

    boolean isCall() {
        return status == SecurityTradingStatus.PRE_OPEN.value();
    }

    /** New orders come, to trade or to wait for the uncross. */
    boolean takesOrders() {
        return isCall() || this == CONTINUOUS;
    }

    /** What is crossed trades before it begins. */
    boolean beginsUncrossed() {
        return this == CONTINUOUS || this == POST_CLOSE;
    }
}
