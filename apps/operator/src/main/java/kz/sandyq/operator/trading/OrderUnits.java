package kz.sandyq.operator.trading;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;

/** The texts of an order in the units of its book. */
final class OrderUnits {
    private OrderUnits() {}

    /**
     * Ticks of a price.
     *
     * @throws RefusedException PRICE_NOT_ON_TICK and those of {@link DecimalText#minor}
     */
    static long ticks(Instrument pair, @Nullable String text, String field) {
        long price = DecimalText.minor(text, pair.quoteScale(), field);
        if (price % pair.tickMinor() != 0) {
            String tick = Amounts.decimal(pair.tickMinor(), pair.quoteScale());
            throw new RefusedException("PRICE_NOT_ON_TICK", tick).field(field);
        }
        return price / pair.tickMinor();
    }

    /**
     * Lots of a quantity.
     *
     * @throws RefusedException QUANTITY_NOT_WHOLE_LOTS and those of {@link DecimalText#minor}
     */
    static long lots(Instrument pair, @Nullable String text, String field) {
        long quantity = DecimalText.minor(text, pair.baseScale(), field);
        if (quantity % pair.lotQuantity() != 0) {
            String lot = Amounts.decimal(pair.lotQuantity(), pair.baseScale());
            throw new RefusedException("QUANTITY_NOT_WHOLE_LOTS", lot).field(field);
        }
        return quantity / pair.lotQuantity();
    }

    static boolean isAbsent(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Unix milliseconds of a time, 0 when there is none. */
    static long timeMs(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new RefusedException("FIELD_OUT_OF_RANGE").field(field);
        }
    }

    /** The value of that name, or the default when there is no text. */
    static <E extends Enum<E>> E named(
            Class<E> type, E unknown, @Nullable String text, E otherwise, String code, String field) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        for (E each : Objects.requireNonNull(type.getEnumConstants())) {
            if (each.name().equals(text) && each != unknown) {
                return each;
            }
        }
        throw new RefusedException(code).field(field);
    }
}
