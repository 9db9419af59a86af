package kz.sandyq.law.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import kz.sandyq.law.Catalogue;
import kz.sandyq.law.term.Term;
import kz.sandyq.law.term.TermUnit;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Parameters EDITION = Parameters.ofEdition();

    @Test
    void valuesOfTheLawWithUnitAndClause() {
        assertThat(EDITION.on(TODAY, "issue.number.length").wholeNumber()).isEqualTo(50);
        assertThat(EDITION.on(TODAY, "issue.number.length").clause()).isEqualTo("RUL-42.p2");
        assertThat(EDITION.on(TODAY, "registration.capital.combined").number()).isEqualTo(new BigDecimal("250000000"));
        assertThat(EDITION.on(TODAY, "registration.term.first").term()).isEqualTo(new Term(20, TermUnit.WORKING_DAYS));
        assertThat(EDITION.on(TODAY, "transfer.data.suspension").term()).isEqualTo(new Term(48, TermUnit.HOURS));
        assertThat(EDITION.on(TODAY, "issue.kinds").list()).containsExactly("1", "2", "3");
    }

    @Test
    void whatNoActHasSetRefuses() {
        DatedParameter unset = EDITION.on(TODAY, "custodian.requirements.kind1");
        assertThat(unset.value()).isEmpty();
        assertThatThrownBy(unset::list).isInstanceOfSatisfying(ParameterNotSetException.class, refused -> {
            assertThat(refused.key()).isEqualTo("custodian.requirements.kind1");
            assertThat(refused.clause()).isEqualTo("LAW-6.4-p2");
        });
        LocalDate before = LocalDate.of(2026, 4, 30);
        assertThatThrownBy(() -> EDITION.on(before, "issue.number.length"))
                .isInstanceOf(ParameterNotSetException.class);
        assertThatThrownBy(() -> EDITION.on(TODAY, "no.such")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNewValueFollowsTheOldOneOnItsDay() {
        Parameters changed = Parameters.parse(List.of(
                "term | 20 | working days | 2026-05-01 | 2026-07-12 | LAW-6.16",
                "term | 15 | working days | 2026-07-12 | - | LAW-6.16"));
        assertThat(changed.on(LocalDate.of(2026, 7, 11), "term").wholeNumber()).isEqualTo(20);
        assertThat(changed.on(LocalDate.of(2026, 7, 12), "term").wholeNumber()).isEqualTo(15);
        assertThatThrownBy(() -> Parameters.parse(List.of(
                        "term | 20 | working days | 2026-05-01 | 2026-07-13 | LAW-6.16",
                        "term | 15 | working days | 2026-07-12 | - | LAW-6.16")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two values on one day");
        assertThatThrownBy(() -> Parameters.parse(List.of("term | 20"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyParameterNamesAClauseOfTheCatalogue() {
        Catalogue catalogue = Catalogue.ofEdition();
        assertThat(EDITION.all())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(catalogue.find(each.clause())).as(each.key()).isPresent());
    }
}
