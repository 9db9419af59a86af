package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import kz.sandyq.law.LegalBasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationNumberTest {
    private static final String OPERATOR = "KZ-DFA-001";

    @ParameterizedTest
    @ValueSource(strings = {"KZ-DFA-001/1", "KZ-DFA-001-ALTYN26", "KZ-DFA-001Қ"})
    @LegalBasis(value = "RUL-42.p2", shows = ACCEPTED)
    void beginsWithTheOperatorsNumber(String number) {
        assertThat(RegistrationNumber.check(number, OPERATOR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "KZ-DFA-001", "KZ-DFA-00", "kz-dfa-001/1", " KZ-DFA-001/1", "KZ-DFA-001/1 "})
    @LegalBasis(value = "RUL-42.p2", shows = REFUSED)
    void otherFormsAreRefused(String number) {
        assertThat(RegistrationNumber.check(number, OPERATOR))
                .hasValueSatisfying(finding -> assertThat(finding.code()).isEqualTo("REGISTRATION_NUMBER_INVALID"));
    }

    @Test
    @LegalBasis(value = "RUL-42.p2", shows = ACCEPTED)
    void fiftyCharactersPass() {
        assertThat(RegistrationNumber.check(OPERATOR + "x".repeat(40), OPERATOR))
                .isEmpty();
        assertThat(RegistrationNumber.check(OPERATOR + "𝟙".repeat(40), OPERATOR))
                .as("counted as code points, not as UTF-16 units")
                .isEmpty();
    }

    @Test
    @LegalBasis(value = "RUL-42.p2", shows = REFUSED)
    void fiftyOneCharactersDoNot() {
        assertThat(RegistrationNumber.check(OPERATOR + "x".repeat(41), OPERATOR))
                .isPresent();
        assertThat(RegistrationNumber.check(OPERATOR + "𝟙".repeat(41), OPERATOR))
                .isPresent();
    }

    @Test
    void anOperatorWithoutNumberGivesNone() {
        assertThat(RegistrationNumber.check("1", "")).isPresent();
    }
}
