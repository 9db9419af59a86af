package kz.sandyq.platform.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private final Amounts amounts = new Amounts();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "125000000 | 2 | kk | 1\u2009250\u2009000,00\u00a0₸",
                "125000000 | 2 | ru | 1\u2009250\u2009000,00\u00a0₸",
                "125000000 | 2 | en | 1\u2009250\u2009000.00\u00a0₸",
                "-5 | 2 | ru | \u22120,05\u00a0₸",
                "999 | 0 | ru | 999\u00a0₸",
                "9223372036854775807 | 2 | kk | 92\u2009233\u2009720\u2009368\u2009547\u2009758,07\u00a0₸",
                "-9223372036854775808 | 2 | en | \u221292\u2009233\u2009720\u2009368\u2009547\u2009758.08\u00a0₸"
            })
    void moneyReadsAsInEachLanguage(long minor, int scale, String language, String expected) {
        assertThat(amounts.money(minor, scale, "KZT", Locale.forLanguageTag(language)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 250 000,00 | 2 | 125000000", "0.05|2|5", "7|3|7000", "1.50|1|15", "-3,2|1|-32"})
    void typedAmountsAreExact(String text, int scale, long minor) {
        assertThat(Amounts.minor(text, scale)).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.005 | 2 | AMOUNT_TOO_PRECISE",
                "92233720368547758.08 | 2 | AMOUNT_OUT_OF_RANGE",
                "1e5 | 2 | AMOUNT_MALFORMED",
                "1,000.00 | 2 | AMOUNT_MALFORMED",
                "'' | 2 | AMOUNT_MALFORMED",
                "₸5 | 2 | AMOUNT_MALFORMED"
            })
    void otherTextsAreRefused(String text, int scale, String code) {
        assertThatThrownBy(() -> Amounts.minor(text, scale))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void momentsAreShownInAlmaty() {
        assertThat(amounts.dateTime(Instant.parse("2026-11-20T19:30:05Z"))).isEqualTo("21.11.2026 00:30:05");
        assertThat(amounts.date(Instant.parse("2024-02-29T17:59:59Z"))).isEqualTo("29.02.2024");
        assertThat(amounts.date(Instant.parse("2024-02-29T18:30:00Z"))).isEqualTo("29.02.2024");
        assertThat(amounts.date(Instant.parse("2024-02-29T19:00:00Z"))).isEqualTo("01.03.2024");
    }
}
