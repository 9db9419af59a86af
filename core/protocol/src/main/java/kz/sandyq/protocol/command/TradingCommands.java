package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.CancelOrderEncoder;
import kz.sandyq.protocol.sbe.CancelTradeEncoder;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OpenInstrumentEncoder;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SetInstrumentRulesEncoder;
import kz.sandyq.protocol.sbe.SetTradingStatusEncoder;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;

/** Commands of the order book. Field meanings are those of the schema (docs/protocol). */
public final class TradingCommands {
    private TradingCommands() {}

    /** Opens a traded pair. A price is tickMinor x priceTicks of quote money per lot. */
    public static CommandBody openInstrument(
            long baseAssetId, long quoteAssetId, long lotQuantity, long tickMinor, String symbol) {
        return (buffer, offset, header) -> {
            var encoder = new OpenInstrumentEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.baseAssetId(baseAssetId)
                    .quoteAssetId(quoteAssetId)
                    .lotQuantity(lotQuantity)
                    .tickMinor(tickMinor)
                    .symbol(symbol);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Opens, halts or closes trading of a pair; the phase is the one that goes with the status. */
    public static CommandBody setTradingStatus(
            long instrumentId, SecurityTradingStatus status, HaltReason haltReason, Ground ground) {
        return setTradingStatus(instrumentId, status, TradingPhase.NONE, haltReason, false, ground);
    }

    /** Moves a pair to a trading status and phase; a halt may cancel what rests in the book. */
    public static CommandBody setTradingStatus(
            long instrumentId,
            SecurityTradingStatus status,
            TradingPhase phase,
            HaltReason haltReason,
            boolean cancelOrders,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetTradingStatusEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instrumentId(instrumentId)
                    .status(status)
                    .haltReason(haltReason)
                    .phase(phase)
                    .cancelOrders(Flags.of(cancelOrders));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Undoes a trade within the window of its pair. */
    public static CommandBody cancelTrade(long tradeId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new CancelTradeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.tradeId(tradeId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Sets the rules of a pair, all at once. */
    public static CommandBody setInstrumentRules(long instrumentId, OrderRules rules, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new SetInstrumentRulesEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instrumentId(instrumentId)
                    .largestOrderLots(rules.largestOrderLots())
                    .largestOrderMinor(rules.largestOrderMinor())
                    .minimumNotionalMinor(rules.minimumNotionalMinor())
                    .referencePriceTicks(rules.referencePriceTicks())
                    .collarTicks(rules.collarTicks())
                    .collarBasisPoints(rules.collarBasisPoints())
                    .dynamicBandBasisPoints(rules.dynamicBandBasisPoints())
                    .staticBandBasisPoints(rules.staticBandBasisPoints())
                    .interruptionMs(rules.interruptionMs())
                    .cancelWindowMs(rules.cancelWindowMs());
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Places an order of one price. Result: order id, amount: filled lots. */
    public static CommandBody placeOrder(
            long instrumentId,
            long accountId,
            Side side,
            OrdType ordType,
            TimeInForce timeInForce,
            long priceTicks,
            long quantityLots,
            long clOrdRef) {
        return OrderCommands.placeOrder(
                OrderTerms.of(instrumentId, accountId, side, ordType, timeInForce, priceTicks, quantityLots, clOrdRef));
    }

    /** Cancels what is left of an order. */
    public static CommandBody cancelOrder(long orderId, long accountId) {
        return (buffer, offset, header) -> {
            var encoder = new CancelOrderEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.orderId(orderId).accountId(accountId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
