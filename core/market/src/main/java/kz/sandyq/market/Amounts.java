package kz.sandyq.market;

/** Exact arithmetic of amounts. An overflow is a reason to refuse, never an exception and never a wrap. */
final class Amounts {
    /** Largest amount of anything: far enough from the end that two of them add up. */
    static final long MAX = Long.MAX_VALUE / 4;

    static final long OVERFLOW = -1;
    static final long NOT_WHOLE = -2;

    private Amounts() {}

    /** left x right for non-negative values, or {@link #OVERFLOW}. */
    static long product(long left, long right) {
        long low = left * right;
        return Math.multiplyHigh(left, right) != 0 || low < 0 || low > MAX ? OVERFLOW : low;
    }

    /** quantity x price per whole unit / factor, or {@link #OVERFLOW}, or {@link #NOT_WHOLE}. */
    static long money(long quantity, long priceMinor, long factor) {
        long product = product(quantity, priceMinor);
        if (product == OVERFLOW) {
            return OVERFLOW;
        }
        return product % factor == 0 ? product / factor : NOT_WHOLE;
    }

    /** 10 to the power of a scale. */
    static long factor(int scale) {
        long factor = 1;
        for (int i = 0; i < scale; i++) {
            factor *= 10;
        }
        return factor;
    }

    /** floor(left x right / divisor) for non-negative values whose quotient fits a long. */
    static long quotient(long left, long right, long divisor) {
        return divide(left, right, divisor, false);
    }

    /** The same, rounded up. */
    static long quotientUp(long left, long right, long divisor) {
        return quotient(left, right, divisor) + (remainder(left, right, divisor) == 0 ? 0 : 1);
    }

    /** left x right mod divisor. */
    static long remainder(long left, long right, long divisor) {
        return divide(left, right, divisor, true);
    }

    private static long divide(long left, long right, long divisor, boolean wantsRemainder) {
        long rest = Math.multiplyHigh(left, right);
        long low = left * right;
        if (rest == 0 && low >= 0) {
            return wantsRemainder ? low % divisor : low / divisor;
        }
        long quotient = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            rest = rest << 1 | low >>> Long.SIZE - 1;
            low <<= 1;
            quotient <<= 1;
            if (Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return wantsRemainder ? rest : quotient;
    }
}
