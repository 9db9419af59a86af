package kz.sandyq.protocol.command;

/**
 * The tax kept back of an income. Its rate and date come from outside; a rate that is not set is refused, not zero.
 *
 * @param ratePpm millionths of the income, -1 when not set
 * @param rateEpochDay day since when the rate holds, days since 1970-01-01
 * @param accountId account that receives it, 0 when the rate is zero
 */
public record WithheldTax(int ratePpm, int rateEpochDay, long accountId) {
    /** Nobody has set a rate. */
    public static final WithheldTax NOT_SET = new WithheldTax(-1, 0, 0);
}
