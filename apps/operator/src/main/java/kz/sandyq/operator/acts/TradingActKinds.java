package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;
import static kz.sandyq.operator.acts.ActField.optional;

import java.util.List;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.OrderRules;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.readmodel.Instrument;

/** Acts of the trading desk. */
final class TradingActKinds {
    static final String PHASE = "PHASE";
    static final String REOPENING = "REOPENING";

    private static final long MS_PER_SECOND = 1_000;

    static final List<ActKind> ALL = List.of(
            ActKind.ofTwo(
                    "TRADE_CANCELLATION",
                    ActRoom.TRADING,
                    (given, ground) -> TradingCommands.cancelTrade(given.id("trade"), ground),
                    of("trade", Type.TRADE)),
            ActKind.ofTwo(
                    "PAIR_RULES",
                    ActRoom.TRADING,
                    TradingActKinds::rules,
                    of("pair", Type.PAIR),
                    optional("largestOrderQuantity", Type.AMOUNT),
                    optional("largestOrderAmount", Type.AMOUNT),
                    optional("smallestOrderAmount", Type.AMOUNT),
                    optional("referencePrice", Type.AMOUNT),
                    optional("collarPercent", Type.PERCENT),
                    optional("dynamicBandPercent", Type.PERCENT),
                    optional("staticBandPercent", Type.PERCENT),
                    optional("interruptionSeconds", Type.WHOLE),
                    optional("cancelWindowSeconds", Type.WHOLE)),
            ActKind.daily(
                    PHASE,
                    ActRoom.TRADING,
                    TradingActKinds::phase,
                    of("pair", Type.PAIR),
                    choice(
                            "phase",
                            TradingPhase.OPENING_AUCTION,
                            TradingPhase.CONTINUOUS,
                            TradingPhase.CLOSING_AUCTION,
                            TradingPhase.POST_TRADING)),
            ActKind.ofTwo(
                    REOPENING,
                    ActRoom.TRADING,
                    (given, ground) -> phase(given.id("pair"), TradingPhase.UNSCHEDULED_AUCTION, ground),
                    of("pair", Type.PAIR)));

    private TradingActKinds() {}

    private static CommandBody rules(Given given, Ground ground) {
        Instrument pair = given.pair("pair");
        OrderRules rules = new OrderRules(
                whole(given.amount("largestOrderQuantity", pair.baseScale()), pair.lotQuantity(), "LOT"),
                given.amount("largestOrderAmount", pair.quoteScale()),
                given.amount("smallestOrderAmount", pair.quoteScale()),
                whole(given.amount("referencePrice", pair.quoteScale()), pair.tickMinor(), "TICK"),
                0,
                given.basisPoints("collarPercent"),
                given.basisPoints("dynamicBandPercent"),
                given.basisPoints("staticBandPercent"),
                Math.multiplyExact(given.whole("interruptionSeconds"), MS_PER_SECOND),
                Math.multiplyExact(given.whole("cancelWindowSeconds"), MS_PER_SECOND));
        return TradingCommands.setInstrumentRules(pair.instrumentId(), rules, ground);
    }

    private static long whole(long minor, long step, String what) {
        if (minor % step != 0) {
            throw new RefusedException("NOT_WHOLE_" + what)
                    .field(what.equals("LOT") ? "largestOrderQuantity" : "referencePrice");
        }
        return minor / step;
    }

    /** A phase of the day with the only status that goes with it. */
    static CommandBody phase(Given given, Ground ground) {
        return phase(given.id("pair"), given.choice("phase", TradingPhase.class), ground);
    }

    static CommandBody phase(long instrumentId, TradingPhase phase, Ground ground) {
        SecurityTradingStatus status = switch (phase) {
            case OPENING_AUCTION, CLOSING_AUCTION, UNSCHEDULED_AUCTION -> SecurityTradingStatus.PRE_OPEN;
            case POST_TRADING -> SecurityTradingStatus.POST_CLOSE;
            default -> SecurityTradingStatus.READY_TO_TRADE;
        };
        return TradingCommands.setTradingStatus(instrumentId, status, phase, HaltReason.NONE, false, ground);
    }
}
