package kz.sandyq.operator.trading;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/** Prices and quantities as programs and forms send them: exact decimals above zero. */
final class DecimalText {
    private static final Pattern EXACT = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    private DecimalText() {}

    /**
     * Minor units of a decimal text.
     *
     * @param scale decimals of the asset; a text with more is refused, also when they are zeros
     * @param field name of the input, for the refusal
     * @throws RefusedException AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE, AMOUNT_NOT_POSITIVE, AMOUNT_OVERFLOW
     */
    static long minor(@Nullable String text, int scale, String field) {
        if (text == null || !EXACT.matcher(text).matches()) {
            throw new RefusedException("AMOUNT_MALFORMED").field(field);
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > scale) {
            throw new RefusedException("AMOUNT_TOO_PRECISE", scale).field(field);
        }
        if (value.signum() <= 0) {
            throw new RefusedException("AMOUNT_NOT_POSITIVE").field(field);
        }
        try {
            return value.movePointRight(scale).longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new RefusedException("AMOUNT_OVERFLOW").field(field);
        }
    }

    /** What people type, spaces between thousands and a comma among it, as an exact decimal text. */
    static String typed(String text) {
        return text.strip().replaceAll("[\\u2009\\u00a0\\u202f ]", "").replace(',', '.');
    }
}
