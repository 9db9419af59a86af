package kz.sandyq.market;

import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.DayCountConvention;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.RecordIncomeDecoder;

/** What a coupon or another income is worth per unit, and the tax that is kept back of it. */
final class IncomeTerms {
    /** Rates are in millionths. */
    static final long RATE_ONE = 1_000_000;

    private static final int GIVEN = DayCountConvention.GIVEN.value();
    private static final int MAX_COUPONS_PER_YEAR = 12;

    private final State state;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private long numerator;
    private long denominator;

    IncomeTerms(State state, Accounts accounts, Balances balances, Issues issues) {
        this.state = state;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
    }

    int check(RecordIncomeDecoder in, int issue) {
        if (in.paymentEpochDay() < state.legalDay() || in.dayCountRaw() > DayCount.ACT_ACT_ICMA) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = in.dayCountRaw() == GIVEN ? given(in) : computed(in, issue);
        if (refused == Command.OK) {
            refused = perSmallestUnit(issue);
        }
        return refused == Command.OK ? checkTax(in, issue) : refused;
    }

    private int given(RecordIncomeDecoder in) {
        if (in.amountNumerator() <= 0 || in.amountDenominator() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        numerator = in.amountNumerator();
        denominator = in.amountDenominator();
        return Command.OK;
    }

    /** nominal x rate x days / (one x basis). */
    private int computed(RecordIncomeDecoder in, int issue) {
        boolean icma = in.dayCountRaw() == DayCount.ACT_ACT_ICMA;
        boolean period = !icma
                || in.periodFromEpochDay() <= in.fromEpochDay()
                        && in.toEpochDay() <= in.periodToEpochDay()
                        && in.couponsPerYear() >= 1
                        && in.couponsPerYear() <= MAX_COUPONS_PER_YEAR;
        boolean near = Math.abs((long) in.fromEpochDay()) < 1_000_000 && Math.abs((long) in.toEpochDay()) < 1_000_000;
        if (in.ratePpm() <= 0 || in.fromEpochDay() >= in.toEpochDay() || !period || !near) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        long days = DayCount.days(in.dayCountRaw(), in.fromEpochDay(), in.toEpochDay());
        long basis =
                DayCount.basis(in.dayCountRaw(), in.periodFromEpochDay(), in.periodToEpochDay(), in.couponsPerYear());
        if (days <= 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        long perYear = Amounts.product(state.issues.get(issue, Issue.NOMINAL), in.ratePpm());
        numerator = perYear == Amounts.OVERFLOW ? Amounts.OVERFLOW : Amounts.product(perYear, days);
        denominator = Amounts.product(RATE_ONE, basis);
        return numerator == Amounts.OVERFLOW || denominator == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    /** From the whole unit to the smallest one, in lowest terms, and small enough for all that circulates. */
    private int perSmallestUnit(int issue) {
        long shared = Accounts.gcd(numerator, denominator);
        numerator /= shared;
        denominator = Amounts.product(denominator / shared, state.issues.get(issue, Issue.SCALE_FACTOR));
        if (denominator == Amounts.OVERFLOW) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        long circulating = issues.circulating(issue);
        if (Math.multiplyHigh(circulating, numerator) >= denominator) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        long most = Amounts.quotient(circulating, numerator, denominator);
        if (most == 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        return most < 0 || most > Amounts.MAX ? RejectCode.AMOUNT_OVERFLOW.number() : Command.OK;
    }

    /** A rate that nobody set, or that is of a later day than the payment, is no rate of zero. */
    private int checkTax(RecordIncomeDecoder in, int issue) {
        if (in.taxRatePpm() < 0 || in.taxRateEpochDay() == 0 || in.taxRateEpochDay() > in.paymentEpochDay()) {
            return RejectCode.TAX_RATE_NOT_SET.number();
        }
        if (in.taxRatePpm() > RATE_ONE) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.taxRatePpm() == 0) {
            return Command.OK;
        }
        if (!accounts.exists(in.taxAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!accounts.mayPass(EntryKind.TAX, state.issues.get(issue, Issue.ISSUER_ACCOUNT), in.taxAccountId())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        return balances.hasRoom(state.issues.get(issue, Issue.MONEY_ASSET), in.taxAccountId(), 0)
                ? Command.OK
                : RejectCode.LIMIT_BALANCES.number();
    }

    /** Writes what was checked; opens the row of the tax. */
    void write(RecordIncomeDecoder in, int issue, int slot) {
        Table rows = state.distributions;
        rows.set(slot, Distribution.NUMERATOR, numerator);
        rows.set(slot, Distribution.DENOMINATOR, denominator);
        rows.set(slot, Distribution.MOST, Amounts.quotient(issues.circulating(issue), numerator, denominator));
        rows.set(slot, Distribution.TAX_RATE, in.taxRatePpm());
        rows.set(slot, Distribution.TAX_RATE_DAY, in.taxRateEpochDay());
        if (in.taxRatePpm() > 0) {
            rows.set(slot, Distribution.TAX_ACCOUNT, in.taxAccountId());
            balances.open(in.taxAccountId(), state.issues.get(issue, Issue.MONEY_ASSET));
        }
    }

    /** The tax on so much of what one holder is owed, rounded down. */
    long tax(int slot, long amountMinor) {
        return Amounts.quotient(amountMinor, state.distributions.get(slot, Distribution.TAX_RATE), RATE_ONE);
    }
}
