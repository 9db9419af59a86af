package kz.sandyq.operator.schedule;

import java.util.Set;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TradingPhase;

/** A step of the trading day, in the order of the day. */
enum ScheduleStep {
    OPENING_CALL,
    CONTINUOUS,
    CLOSING_CALL,
    POST_TRADING,
    /** Orders that were for the day end. */
    DAY_END;

    private static final Set<String> STOPPED = Set.of("TRADING_HALT", "NOT_AVAILABLE_FOR_TRADING");

    /** Whether it moves the pair to a phase; what was stopped is started again by two persons only. */
    boolean phase() {
        return this != DAY_END;
    }

    /** Whether a pair of this trading status takes the step. */
    boolean possible(String tradingStatus) {
        return !phase() || !STOPPED.contains(tradingStatus);
    }

    CommandBody command(long instrumentId) {
        return switch (this) {
            case OPENING_CALL -> phase(instrumentId, SecurityTradingStatus.PRE_OPEN, TradingPhase.OPENING_AUCTION);
            case CONTINUOUS -> phase(instrumentId, SecurityTradingStatus.READY_TO_TRADE, TradingPhase.CONTINUOUS);
            case CLOSING_CALL -> phase(instrumentId, SecurityTradingStatus.PRE_OPEN, TradingPhase.CLOSING_AUCTION);
            case POST_TRADING -> phase(instrumentId, SecurityTradingStatus.POST_CLOSE, TradingPhase.POST_TRADING);
            case DAY_END -> OrderCommands.endDay(instrumentId);
        };
    }

    private static CommandBody phase(long instrumentId, SecurityTradingStatus status, TradingPhase phase) {
        return TradingCommands.setTradingStatus(instrumentId, status, phase, HaltReason.NONE, false, Ground.NONE);
    }
}
