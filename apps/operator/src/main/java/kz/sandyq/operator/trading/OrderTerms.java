package kz.sandyq.operator.trading;

import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * An order in the units of its book.
 *
 * @param priceTicks price of one lot in ticks, above 0
 * @param lots above 0
 * @param clientReference 0 for none
 * @param displayLots 0 for all
 * @param stopPriceTicks 0 for none
 * @param expireTimeMs 0 for none
 */
record OrderTerms(
        Instrument instrument,
        Side side,
        OrdType orderType,
        TimeInForce timeInForce,
        long priceTicks,
        long lots,
        long clientReference,
        long displayLots,
        long stopPriceTicks,
        long expireTimeMs,
        ExecInst execInst,
        SelfTradePrevention selfTradePrevention) {

    /**
     * Reads a request.
     *
     * @throws RefusedException SIDE_UNKNOWN, ORDER_TYPE_NOT_SUPPORTED, FIELD_OUT_OF_RANGE and those of
     *     {@link OrderUnits}
     */
    static OrderTerms of(OrderRequest request, Instrument instrument) {
        OrdType type = OrderUnits.named(
                OrdType.class,
                OrdType.NULL_VAL,
                request.orderType(),
                OrdType.LIMIT,
                "ORDER_TYPE_NOT_SUPPORTED",
                "orderType");
        TimeInForce force = OrderUnits.named(
                TimeInForce.class,
                TimeInForce.NULL_VAL,
                request.timeInForce(),
                type == OrdType.MARKET ? TimeInForce.IOC : TimeInForce.GTC,
                "ORDER_TYPE_NOT_SUPPORTED",
                "timeInForce");
        String display = request.displayQuantity();
        String stop = request.stopPrice();
        return new OrderTerms(
                instrument,
                side(request.side()),
                type,
                force,
                OrderUnits.ticks(instrument, request.price(), "price"),
                OrderUnits.lots(instrument, request.quantity(), "quantity"),
                reference(request.clientReference()),
                OrderUnits.isAbsent(display) ? 0 : OrderUnits.lots(instrument, display, "displayQuantity"),
                OrderUnits.isAbsent(stop) ? 0 : OrderUnits.ticks(instrument, stop, "stopPrice"),
                OrderUnits.timeMs(request.expireTime(), "expireTime"),
                OrderUnits.named(
                        ExecInst.class,
                        ExecInst.NULL_VAL,
                        request.execInst(),
                        ExecInst.NONE,
                        "FIELD_OUT_OF_RANGE",
                        "execInst"),
                OrderUnits.named(
                        SelfTradePrevention.class,
                        SelfTradePrevention.NULL_VAL,
                        request.selfTradePrevention(),
                        SelfTradePrevention.CANCEL_NEWEST,
                        "FIELD_OUT_OF_RANGE",
                        "selfTradePrevention"));
    }

    /** The command that places it. */
    CommandBody command(long accountId) {
        return OrderCommands.placeOrder(new kz.sandyq.protocol.command.OrderTerms(
                instrument.instrumentId(),
                accountId,
                side,
                orderType,
                timeInForce,
                priceTicks,
                lots,
                clientReference,
                displayLots,
                stopPriceTicks,
                expireTimeMs,
                execInst,
                selfTradePrevention));
    }

    /** Waits for a trade before it comes to the book. */
    boolean isStop() {
        return orderType == OrdType.STOP || orderType == OrdType.STOP_LIMIT;
    }

    /** What becomes of what is not filled at once: the name of the time in force, MARKET or STOP. */
    String remainder() {
        if (isStop()) {
            return "STOP";
        }
        return orderType == OrdType.MARKET && timeInForce == TimeInForce.IOC ? "MARKET" : timeInForce.name();
    }

    /** What is reserved: minor units of the quote asset for a purchase, of the base asset for a sale. */
    long reserved() {
        try {
            return side == Side.BUY
                    ? Math.multiplyExact(Math.multiplyExact(priceTicks, instrument.tickMinor()), lots)
                    : Math.multiplyExact(instrument.lotQuantity(), lots);
        } catch (ArithmeticException tooLarge) {
            throw new RefusedException("AMOUNT_OVERFLOW").field("quantity");
        }
    }

    /** Minor units of the quote asset that all of it comes to at its own price. */
    long moneyMinor() {
        try {
            return Math.multiplyExact(Math.multiplyExact(priceTicks, instrument.tickMinor()), lots);
        } catch (ArithmeticException tooLarge) {
            throw new RefusedException("AMOUNT_OVERFLOW").field("quantity");
        }
    }

    /** The asset that is reserved. */
    long reservedAssetId() {
        return side == Side.BUY ? instrument.quoteAssetId() : instrument.baseAssetId();
    }

    private static Side side(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "")) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new RefusedException("SIDE_UNKNOWN").field("side");
        };
    }

    private static long reference(@Nullable Long given) {
        long reference = Objects.requireNonNullElse(given, 0L);
        if (reference < 0) {
            throw new RefusedException("FIELD_OUT_OF_RANGE").field("clientReference");
        }
        return reference;
    }
}
