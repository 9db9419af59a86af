package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;

/** Compares the value of a base asset with the volume of an issue. Exact; nobody can override the outcome. */
final class BackingRatio {
    private BackingRatio() {}

    /**
     * Refuses when {@code baseValue < volume x nominal x requiredRatio} or when the currencies differ.
     *
     * @param baseValue certified value of the base asset, in {@code baseCurrency}
     * @param volume units of the issue
     * @param nominal nominal of one unit, in {@code nominalCurrency}
     * @param requiredRatio what the terms require, at least 1
     */
    @LegalBasis("RUL-39.p2")
    static Optional<Finding> check(
            BigDecimal baseValue,
            String baseCurrency,
            BigDecimal volume,
            BigDecimal nominal,
            String nominalCurrency,
            BigDecimal requiredRatio) {
        if (!baseCurrency.equals(nominalCurrency)) {
            return Optional.of(Finding.of("BASE_ASSET_CURRENCY_MISMATCH", "RUL-39.p2", baseCurrency, nominalCurrency));
        }
        BigDecimal needed = needed(volume, nominal, requiredRatio);
        return baseValue.compareTo(needed) >= 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "BASE_ASSET_MISMATCH", "RUL-39.p2", baseValue.toPlainString(), needed.toPlainString()));
    }

    /** Value that must stand behind {@code volume} units. */
    static BigDecimal needed(BigDecimal volume, BigDecimal nominal, BigDecimal requiredRatio) {
        if (requiredRatio.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("a required ratio is at least 1, not " + requiredRatio);
        }
        return volume.multiply(nominal).multiply(requiredRatio);
    }
}
