package kz.sandyq.operator.placement;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementRulesTest {
    private static final Instant FROM = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant UNTIL = FROM.plusSeconds(86_400);

    /** One line an application: minimum, maximum, price, lot, cap; what it leads to. 100 units are unsold at 950.00. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 95000, 1, 0, ''",
        "50, 100, 95000, 10, 20, ''",
        "0, 101, 95000, 1, 0, PLACEMENT_ABOVE_ISSUED",
        "100, 90, 95000, 1, 0, PLACEMENT_MINIMUM_ABOVE_MAXIMUM",
        "0, 100, 95001, 1, 0, CONTRADICTS_ISSUE_TERMS",
        "0, 100, 95000, 3, 0, NOT_WHOLE_LOTS",
        "0, 100, 95000, 10, 15, NOT_WHOLE_LOTS",
        "0, 100, 95000, 0, 0, AMOUNT_NOT_POSITIVE",
        "-1, 100, 95000, 1, 0, AMOUNT_NOT_POSITIVE"
    })
    @LegalBasis(
            value = "RUL-48",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "LAW-1.6-6-p2",
            shows = {ACCEPTED, REFUSED})
    void anApplicationFitsTheIssue(long minimum, long maximum, long price, long lot, long cap, String code) {
        var terms = new PlacementTerms(FROM, UNTIL, minimum, maximum, price, lot, cap, PlacementTerms.Method.PRO_RATA);
        assertThat(PlacementRules.check(terms, 100, 95_000, FROM).stream().map(Finding::code))
                .containsExactly(code.isEmpty() ? new String[0] : new String[] {code});
    }

    @Test
    void aWindowMustBeAhead() {
        var over = new PlacementTerms(FROM, UNTIL, 0L, 1L, 1L, 1L, 0L, PlacementTerms.Method.FIRST_COME);
        assertThat(PlacementRules.check(over, 1, 1, UNTIL).stream().map(Finding::code))
                .containsExactly("PLACEMENT_WINDOW_INVALID");
        var nothing = new PlacementTerms(null, null, null, null, null, null, null, null);
        assertThat(PlacementRules.check(nothing, 1, 1, FROM)).hasSize(8);
    }

    /** Quantity, what the account has already, its free money, seconds from the start; refusal. Cap 50, lot 10. */
    static Stream<Arguments> tickets() {
        return Stream.of(
                Arguments.of(10, 0, 950_000, 0, null),
                Arguments.of(10, 0, 950_000, 86_399, null),
                Arguments.of(10, 40, 950_000, 0, null),
                Arguments.of(10, 0, 950_000, -1, "OUTSIDE_WINDOW"),
                Arguments.of(10, 0, 950_000, 86_400, "OUTSIDE_WINDOW"),
                Arguments.of(11, 0, 9_500_000, 0, "NOT_WHOLE_LOTS"),
                Arguments.of(110, 0, 99_500_000, 0, "ABOVE_MAXIMUM"),
                Arguments.of(20, 40, 9_500_000, 0, "ABOVE_INVESTOR_CAP"),
                Arguments.of(10, 0, 949_999, 0, "INSUFFICIENT_FUNDS"),
                Arguments.of(0, 0, 950_000, 0, "AMOUNT_NOT_POSITIVE"));
    }

    @ParameterizedTest
    @MethodSource("tickets")
    @LegalBasis(
            value = "RUL-47.p1",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "LAW-1.6-6-p2",
            shows = {ACCEPTED, REFUSED})
    void aTicketSaysWhatItCostsAndWhetherItIsTaken(
            long quantity, long already, long freeMinor, long second, @Nullable String code) {
        var quote = SubscriptionQuote.of(
                quantity, 95_000, 10, FROM, UNTIL, 100, 50, already, freeMinor, FROM.plusSeconds(second));
        assertThat(quote.refusal() == null ? null : quote.refusal().code()).isEqualTo(code);
        assertThat(quote.costMinor()).isEqualTo(quantity * 95_000);
        assertThat(quote.freeAfterMinor()).isEqualTo(freeMinor - quantity * 95_000);
    }

    @Test
    void aPriceBeyondTheRangeIsRefusedNotWrapped() {
        var quote = SubscriptionQuote.of(Long.MAX_VALUE, 2, 1, FROM, UNTIL, Long.MAX_VALUE, 0, 0, 1, FROM);
        assertThat(quote.refusal()).isEqualTo(new Finding("AMOUNT_OVERFLOW", "", java.util.List.of()));
    }
}
