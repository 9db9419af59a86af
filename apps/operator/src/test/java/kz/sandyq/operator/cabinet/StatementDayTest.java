package kz.sandyq.operator.cabinet;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementDayTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = ACCEPTED)
    void aDayBeginsAndEndsAtMidnightInAlmaty() {
        StatementDay day = StatementDay.of("2026-11-20", TODAY);
        assertThat(day.from()).isEqualTo("2026-11-19T19:00:00Z");
        assertThat(day.until()).isEqualTo("2026-11-20T19:00:00Z");
        assertThat(StatementDay.of(" ", TODAY).date()).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, STATEMENT_DATE_IN_FUTURE",
        "2027-01-01, STATEMENT_DATE_IN_FUTURE",
        "2026-02-30, DATE_NOT_VALID",
        "21.11.2026, DATE_NOT_VALID",
        "yesterday, DATE_NOT_VALID",
        "1999-12-31, DATE_NOT_VALID",
        "-999999999-01-01, DATE_NOT_VALID",
        "+999999999-12-31, STATEMENT_DATE_IN_FUTURE"
    })
    @LegalBasis(value = "LAW-1.6-3-b", shows = REFUSED)
    void aDayToComeOrNoDayIsRefused(String text, String code) {
        assertThatThrownBy(() -> StatementDay.of(text, TODAY))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
