package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.TradingRows.Rule;
import kz.sandyq.protocol.sbe.HaltReason;

/** In which status a pair stands, and how it comes into a call when a trade would leave its band. */
final class Calls {
    private final State state;
    private final MarketEvents events;

    Calls(State state, MarketEvents events) {
        this.state = state;
        this.events = events;
    }

    boolean isContinuous(int instrument) {
        return state.instruments.get(instrument, Instrument.STATUS) == TradingState.CONTINUOUS.status;
    }

    void enter(int instrument, TradingState next, int reason) {
        next.enter(state.instruments, instrument);
        state.instruments.set(instrument, Instrument.HALT_REASON, reason);
        events.instrumentChanged(instrument);
    }

    /** A trade would have left the band: an unscheduled call, which ends by a command or by itself. */
    void interrupt(int instrument) {
        long lastsMs = state.rules.get(instrument, Rule.INTERRUPTION_MS);
        if (lastsMs > 0) {
            state.instruments.set(instrument, Instrument.CALL_ENDS, state.logicalNowMs() + lastsMs);
            state.callDeadlines.insert(instrument);
        }
        enter(instrument, TradingState.UNSCHEDULED_CALL, HaltReason.VOLATILITY.value());
    }

    /** Forgets when a call would end by itself. */
    void forgetEnd(int instrument) {
        if (state.instruments.get(instrument, Instrument.CALL_ENDS) != 0) {
            state.callDeadlines.remove(instrument);
            state.instruments.set(instrument, Instrument.CALL_ENDS, 0);
        }
    }
}
