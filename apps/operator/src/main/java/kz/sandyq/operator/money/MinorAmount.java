package kz.sandyq.operator.money;

import java.math.BigDecimal;

/** A bank's amount in minor units, or why it has none. Nothing is rounded. */
sealed interface MinorAmount {
    /** Positive minor units. */
    record Exact(long minor) implements MinorAmount {}

    /** The amount cannot be booked. */
    record Unbookable(String reason) implements MinorAmount {}

    static MinorAmount of(BigDecimal amount, int scale) {
        if (amount.signum() == 0) {
            return new Unbookable("ZERO_AMOUNT");
        }
        if (amount.signum() < 0) {
            return new Unbookable("NEGATIVE_AMOUNT");
        }
        BigDecimal minor = amount.movePointRight(scale).stripTrailingZeros();
        if (minor.scale() > 0) {
            return new Unbookable("TOO_MANY_DECIMALS");
        }
        if (minor.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return new Unbookable("AMOUNT_OVERFLOW");
        }
        return new Exact(minor.longValueExact());
    }
}
