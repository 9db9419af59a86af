package kz.sandyq.transparency.note;

import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/** ASCII decimals without sign and leading zeroes, 0 to 2^63 - 1. */
public final class Decimal {
    private Decimal() {}

    /** Reads a number, or refuses with this reason. */
    public static long parse(String text, Refusal otherwise) throws Refused {
        Refused.unless(text.matches("0|[1-9][0-9]{0,18}"), otherwise);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new Refused(otherwise);
        }
    }
}
