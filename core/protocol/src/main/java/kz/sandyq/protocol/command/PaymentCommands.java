package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.CancelIncomeEncoder;
import kz.sandyq.protocol.sbe.DeclareDefaultEncoder;
import kz.sandyq.protocol.sbe.DeclareOverdueEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PayDueEncoder;
import kz.sandyq.protocol.sbe.RecordIncomeEncoder;

/** Commands by which an issue pays its holders. Field meanings are those of the schema. */
public final class PaymentCommands {
    private PaymentCommands() {}

    /** Fixes what each holder is owed of an income. Result: distribution id. */
    public static CommandBody recordIncome(
            long issueId, int paymentEpochDay, Income income, WithheldTax tax, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RecordIncomeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId)
                    .paymentEpochDay(paymentEpochDay)
                    .dayCount(income.dayCount())
                    .amountNumerator(income.amountNumerator())
                    .amountDenominator(income.amountDenominator())
                    .ratePpm(income.ratePpm())
                    .fromEpochDay(income.fromEpochDay())
                    .toEpochDay(income.toEpochDay())
                    .periodFromEpochDay(income.periodFromEpochDay())
                    .periodToEpochDay(income.periodToEpochDay())
                    .couponsPerYear(income.couponsPerYear())
                    .taxRatePpm(tax.ratePpm())
                    .taxRateEpochDay(tax.rateEpochDay())
                    .taxAccountId(tax.accountId());
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Pays what is owed, all of it for 0, a part only once it is overdue. */
    public static CommandBody payDue(long distributionId, long amountMinor, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new PayDueEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.distributionId(distributionId).amountMinor(amountMinor);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The day of payment without enough of the issuer's money; distribution 0 is the redemption. */
    public static CommandBody declareOverdue(long issueId, long distributionId, int graceEpochDay, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new DeclareOverdueEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).distributionId(distributionId).graceEpochDay(graceEpochDay);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The day of grace has passed unpaid. Two persons. */
    public static CommandBody declareDefault(long distributionId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new DeclareDefaultEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.distributionId(distributionId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Takes back a record of income of which nothing is paid. Two persons. */
    public static CommandBody cancelIncome(long distributionId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new CancelIncomeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.distributionId(distributionId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
