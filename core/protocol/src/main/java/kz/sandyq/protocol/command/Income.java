package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.DayCountConvention;

/**
 * What an income is worth per whole unit: an amount, or a yearly rate over days. Days are since 1970-01-01; the first
 * counts, the last does not.
 *
 * @param dayCount GIVEN for an amount, else the convention by which the rate counts
 * @param amountNumerator minor units per whole unit, over the denominator
 * @param amountDenominator above 0
 * @param ratePpm yearly rate in millionths of the nominal
 * @param fromEpochDay first day of the income
 * @param toEpochDay day after its last
 * @param periodFromEpochDay first day of the coupon's regular period (ICMA)
 * @param periodToEpochDay day after the last of that period (ICMA)
 * @param couponsPerYear regular periods in a year (ICMA)
 */
public record Income(
        DayCountConvention dayCount,
        long amountNumerator,
        long amountDenominator,
        long ratePpm,
        int fromEpochDay,
        int toEpochDay,
        int periodFromEpochDay,
        int periodToEpochDay,
        int couponsPerYear) {
    /** An amount that was computed outside, as a fraction of minor units per whole unit. */
    public static Income given(long amountNumerator, long amountDenominator) {
        return new Income(DayCountConvention.GIVEN, amountNumerator, amountDenominator, 0, 0, 0, 0, 0, 0);
    }

    /** A yearly rate over days, by a convention without regular periods. */
    public static Income rate(DayCountConvention dayCount, long ratePpm, int fromEpochDay, int toEpochDay) {
        return new Income(dayCount, 0, 0, ratePpm, fromEpochDay, toEpochDay, 0, 0, 0);
    }
}
