package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.MonitoringRules.Facts;
import kz.sandyq.operator.issuance.MonitoringRules.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One day's look at a base asset, on a day and at an instant that the test chooses. */
class MonitoringRulesTest {
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOON = Instant.parse("2026-11-21T07:00:00Z");

    @Test
    @LegalBasis(value = "RUL-39.p3", shows = ACCEPTED)
    void anAnswerOfTheDayAndACertificateThatHoldsAreGood() {
        assertThat(outcome("100000", NOON, NOON.plusMillis(1))).isEqualTo(Outcome.OK);
    }

    @Test
    @LegalBasis(value = "RUL-39.p3", shows = REFUSED)
    void silenceOrAnAnswerOfAnotherDayIsUnknownOnWeekendsToo() {
        assertThat(outcome(null, NOON, NOON.plusMillis(1))).isEqualTo(Outcome.UNKNOWN);
        Instant lastOfFriday = Instant.parse("2026-11-20T18:59:59.999Z");
        assertThat(outcome("100000", lastOfFriday, NOON.plusMillis(1))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome("100000", lastOfFriday.plusMillis(1), NOON.plusMillis(1)))
                .isEqualTo(Outcome.OK);
    }

    @Test
    void aCertificateThatRanOutOrIsMissingIsFound() {
        assertThat(outcome("100000", NOON, NOON)).isEqualTo(Outcome.CERTIFICATE);
        assertThat(outcome(null, NOON, NOON)).isEqualTo(Outcome.CERTIFICATE);
        var facts = new Facts(Sample.backed(), 100, 0, null, answer("100000", NOON), 0);
        assertThat(MonitoringRules.judge(facts, SATURDAY, NOON).outcome()).isEqualTo(Outcome.CERTIFICATE);
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p4",
            shows = {REFUSED, ACCEPTED})
    void oneTiynTooLittleIsAMismatchAndTheRatioIsTheTerms() {
        assertThat(outcome("99999.99", NOON, NOON.plusMillis(1))).isEqualTo(Outcome.MISMATCH);
        assertThat(outcome("99999.99", NOON, NOON)).as("weighs more").isEqualTo(Outcome.MISMATCH);
        assertThat(outcome("100000.00", NOON, NOON.plusMillis(1))).isEqualTo(Outcome.OK);
        var half = new Facts(
                Sample.backed(), 50, 0, Sample.certificate("1", "KZT", NOON.plusMillis(1)), answer("50000", NOON), 0);
        assertThat(MonitoringRules.judge(half, SATURDAY, NOON).outcome())
                .as("the actual volume counts")
                .isEqualTo(Outcome.OK);
    }

    @Test
    void aStablecoinIsMeasuredByItsReserve() {
        assertThat(stablecoin(10_000, 10_000)).isEqualTo(Outcome.OK);
        assertThat(stablecoin(10_000, 9_999)).isEqualTo(Outcome.MISMATCH);
    }

    private static Outcome stablecoin(long outstanding, long reserveMinor) {
        IssueTerms terms = Sample.terms(Set.of(IssueKind.STABLECOIN), Set.of(BaseAssetKind.BASE_MONEY));
        var facts = new Facts(
                terms, outstanding, 2, Sample.certificate("1", "KZT", NOON.plusMillis(1)), null, reserveMinor);
        return MonitoringRules.judge(facts, SATURDAY, NOON).outcome();
    }

    private static Outcome outcome(@Nullable String value, Instant asOf, Instant validUntil) {
        var facts = new Facts(
                Sample.backed(),
                100,
                0,
                Sample.certificate("100000", "KZT", validUntil),
                value == null ? null : answer(value, asOf),
                0);
        return MonitoringRules.judge(facts, SATURDAY, NOON).outcome();
    }

    private static CustodyFacts.Answer answer(String value, Instant asOf) {
        return new CustodyFacts.Answer("whole", BigDecimal.TEN, new BigDecimal(value), "KZT", asOf);
    }
}
