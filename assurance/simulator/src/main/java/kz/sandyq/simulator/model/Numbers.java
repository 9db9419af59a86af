package kz.sandyq.simulator.model;

import java.math.BigInteger;

/** Amounts without an end. */
final class Numbers {
    static final BigInteger ZERO = BigInteger.ZERO;
    /** Largest amount of anything that the market takes. */
    static final BigInteger LARGEST = big(Long.MAX_VALUE / 4);

    private Numbers() {}

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    static boolean tooLarge(BigInteger amount) {
        return amount.compareTo(LARGEST) > 0;
    }

    static boolean positive(BigInteger amount) {
        return amount.signum() > 0;
    }

    static boolean less(BigInteger left, BigInteger right) {
        return left.compareTo(right) < 0;
    }

    static boolean divides(BigInteger divisor, BigInteger amount) {
        return amount.mod(divisor).signum() == 0;
    }

    static BigInteger tenTo(long scale) {
        return BigInteger.TEN.pow((int) scale);
    }
}
