package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.time.LocalDate;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DayCountConvention;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.schema.Message;

/** What a record of income is worth per smallest unit, as a fraction in lowest terms. */
record IncomeTerms(BigInteger numerator, BigInteger denominator, BigInteger most) {
    static final BigInteger RATE_ONE = big(1_000_000);

    static IncomeTerms of(World world, Shared shared, Message in, Issue issue) {
        long convention = in.number("dayCount");
        boolean inRange = in.number("paymentEpochDay") >= world.legalDay() && convention <= 4;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        BigInteger numerator = big(in.number("amountNumerator"));
        BigInteger denominator = big(in.number("amountDenominator"));
        if (convention == DayCountConvention.GIVEN.value()) {
            boolean positive = Numbers.positive(numerator) && Numbers.positive(denominator);
            Refused.when(!positive, AMOUNT_NOT_POSITIVE);
        } else {
            checkPeriod(in, convention);
            BigInteger days = big(days(convention, in.number("fromEpochDay"), in.number("toEpochDay")));
            Refused.when(!Numbers.positive(days), FIELD_OUT_OF_RANGE);
            BigInteger perYear = fitting(issue.nominal.multiply(big(in.number("ratePpm"))));
            numerator = fitting(perYear.multiply(days));
            denominator = fitting(RATE_ONE.multiply(basis(in, convention)));
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = fitting(denominator.divide(common).multiply(issue.factor));
        BigInteger most = shared.circulating(issue).multiply(numerator).divide(denominator);
        Refused.when(most.signum() == 0, AMOUNT_NOT_POSITIVE);
        return new IncomeTerms(numerator, denominator, fitting(most));
    }

    private static BigInteger fitting(BigInteger amount) {
        Refused.when(Numbers.tooLarge(amount), AMOUNT_OVERFLOW);
        return amount;
    }

    private static void checkPeriod(Message in, long convention) {
        long from = in.number("fromEpochDay");
        long to = in.number("toEpochDay");
        long yearly = in.number("couponsPerYear");
        boolean period = convention != DayCountConvention.ACT_ACT_ICMA.value()
                || in.number("periodFromEpochDay") <= from
                        && to <= in.number("periodToEpochDay")
                        && yearly >= 1
                        && yearly <= 12;
        boolean near = Math.abs(from) < 1_000_000 && Math.abs(to) < 1_000_000;
        Refused.when(in.number("ratePpm") <= 0 || from >= to || !period || !near, FIELD_OUT_OF_RANGE);
    }

    /** The first day counts, the last does not; of thirty-day months every day is at most the thirtieth. */
    static long days(long convention, long fromDay, long toDay) {
        if (convention != DayCountConvention.THIRTY_360.value()) {
            return toDay - fromDay;
        }
        LocalDate from = LocalDate.ofEpochDay(fromDay);
        LocalDate to = LocalDate.ofEpochDay(toDay);
        int first = Math.min(30, from.getDayOfMonth());
        int last = to.getDayOfMonth() == 31 && first == 30 ? 30 : to.getDayOfMonth();
        return 360L * (to.getYear() - from.getYear())
                + 30L * (to.getMonthValue() - from.getMonthValue())
                + last
                - first;
    }

    private static BigInteger basis(Message in, long convention) {
        if (convention == DayCountConvention.ACT_ACT_ICMA.value()) {
            return big(in.number("periodToEpochDay") - in.number("periodFromEpochDay"))
                    .multiply(big(in.number("couponsPerYear")));
        }
        return big(convention == DayCountConvention.ACT_365_FIXED.value() ? 365 : 360);
    }

    /** A rate of tax is given from outside; unset, or of a day behind the payment, it is no rate of zero. */
    static void checkTax(World world, Message in, Issue issue) {
        long rate = in.number("taxRatePpm");
        long day = in.number("taxRateEpochDay");
        Refused.when(rate < 0 || day == 0 || day > in.number("paymentEpochDay"), TAX_RATE_NOT_SET);
        Refused.when(big(rate).compareTo(RATE_ONE) > 0, FIELD_OUT_OF_RANGE);
        if (rate == 0) {
            return;
        }
        Account account = world.account(in.number("taxAccountId"));
        boolean fits = Shared.isOneOf(account.capacity(), Capacity.ISSUER, Capacity.SUSPENSE)
                && account.activity() == world.account(issue.issuerAccount).activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
        world.needBalances(world.missing(account.id(), issue.moneyAsset));
    }
}
