package kz.sandyq.operator.trading;

import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
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
 */
record OrderTerms(
        Instrument instrument, Side side, TimeInForce timeInForce, long priceTicks, long lots, long clientReference) {

    /**
     * Reads a request.
     *
     * @throws RefusedException SIDE_UNKNOWN, ORDER_TYPE_NOT_SUPPORTED, PRICE_NOT_ON_TICK, QUANTITY_NOT_WHOLE_LOTS,
     *     FIELD_OUT_OF_RANGE and those of {@link DecimalText#minor}
     */
    static OrderTerms of(OrderRequest request, Instrument instrument) {
        Side side = side(request.side());
        TimeInForce force = timeInForce(request.timeInForce());
        if (!"LIMIT".equals(Objects.requireNonNullElse(request.orderType(), "LIMIT"))) {
            throw new RefusedException("ORDER_TYPE_NOT_SUPPORTED").field("orderType");
        }
        long price = DecimalText.minor(request.price(), instrument.quoteScale(), "price");
        if (price % instrument.tickMinor() != 0) {
            String tick = Amounts.decimal(instrument.tickMinor(), instrument.quoteScale());
            throw new RefusedException("PRICE_NOT_ON_TICK", tick).field("price");
        }
        long quantity = DecimalText.minor(request.quantity(), instrument.baseScale(), "quantity");
        if (quantity % instrument.lotQuantity() != 0) {
            String lot = Amounts.decimal(instrument.lotQuantity(), instrument.baseScale());
            throw new RefusedException("QUANTITY_NOT_WHOLE_LOTS", lot).field("quantity");
        }
        long reference = Objects.requireNonNullElse(request.clientReference(), 0L);
        if (reference < 0) {
            throw new RefusedException("FIELD_OUT_OF_RANGE").field("clientReference");
        }
        return new OrderTerms(
                instrument,
                side,
                force,
                price / instrument.tickMinor(),
                quantity / instrument.lotQuantity(),
                reference);
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

    private static TimeInForce timeInForce(@Nullable String text) {
        return switch (Objects.requireNonNullElse(text, "GTC")) {
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> throw new RefusedException("ORDER_TYPE_NOT_SUPPORTED").field("timeInForce");
        };
    }
}
