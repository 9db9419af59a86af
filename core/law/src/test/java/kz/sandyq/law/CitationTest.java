package kz.sandyq.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RUL-42.p2       | Қағидалар, 42-тармақ, 2-бөлік | Правила, пункт 42, часть 2 | Rules, paragraph 42, part 2
            RUL-34.6        | Қағидалар, 34-тармақ, 6) тармақша | Правила, пункт 34, подпункт 6) | Rules, paragraph 34, sub-paragraph 6)
            RUL-39.p4.1     | Қағидалар, 39-тармақ, 4-бөлік, 1) тармақша | Правила, пункт 39, часть 4, подпункт 1) | Rules, paragraph 39, part 4, sub-paragraph 1)
            RUL-11.L3       | Қағидалар, 11-тармақ, Заңның 3-талабы | Правила, пункт 11, требование Закона 3 | Rules, paragraph 11, rule of the Law 3
            RUL-T.36.p2     | Қағидалар, 36-тармақ, 2-бөлік, уақытша редакция | Правила, пункт 36, часть 2, временная редакция | Rules, paragraph 36, part 2, temporary wording
            RUL-A2.7.1.p1   | Қағидалар, 2-қосымша, 7.1-жол, 1-бөлік | Правила, приложение 2, строка 7.1, часть 1 | Rules, annex 2, row 7.1, part 1
            RUL-A1.4.G1.1   | Қағидалар, 1-қосымша, 4.G1.1-жол | Правила, приложение 1, строка 4.G1.1 | Rules, annex 1, row 4.G1.1
            RUL-RES.2.1     | Қаулы, 2-тармақ, 1) тармақша | Постановление, пункт 2, подпункт 1) | Resolution, paragraph 2, sub-paragraph 1)
            LAW-6.3-p2      | Заң, 6-бап, 3-тармақ, 2-бөлік | Закон, статья 6, пункт 3, часть 2 | Law, article 6, paragraph 3, part 2
            LAW-6.3.2       | Заң, 6-бап, 3-тармақ, 2) тармақша | Закон, статья 6, пункт 3, подпункт 2) | Law, article 6, paragraph 3, sub-paragraph 2)
            LAW-1.6-3-b     | Заң, 1-бап, 6-3) тармақша, тізбенің 2-элементі | Закон, статья 1, подпункт 6-3), элемент перечня 2 | Law, article 1, sub-paragraph 6-3), list item 2
            LAW-5           | Заң, 5-бап | Закон, статья 5 | Law, article 5
            LAW-5.2         | Заң, 5-бап, 2) тармақша | Закон, статья 5, подпункт 2) | Law, article 5, sub-paragraph 2)
            LAW-12-1.9      | Заң, 12-1-бап, 9-тармақ | Закон, статья 12-1, пункт 9 | Law, article 12-1, paragraph 9
            LAW-4.1-p2.2-k  | Заң, 4-бап, 1-тармақ, 2-бөлік, 2) тармақша, тізбенің 11-элементі | Закон, статья 4, пункт 1, часть 2, подпункт 2), элемент перечня 11 | Law, article 4, paragraph 1, part 2, sub-paragraph 2), list item 11
            LAW-13.1        | Заң, 13-бап | Закон, статья 13 | Law, article 13
            """)
    void citesInThreeLanguages(String id, String kk, String ru, String en) {
        assertThat(Citation.of(id, Locale.of("kk"))).isEqualTo(kk);
        assertThat(Citation.of(id, Locale.of("ru"))).isEqualTo(ru);
        assertThat(Citation.of(id, Locale.ENGLISH)).isEqualTo(en);
    }

    @Test
    void everyClauseHasACitationOfItsOwn() {
        for (Locale locale : List.of(Locale.of("kk"), Locale.of("ru"), Locale.ENGLISH)) {
            Map<String, String> cited = new HashMap<>();
            for (Clause clause : Catalogue.ofEdition().clauses()) {
                String before = cited.put(Citation.of(clause.id(), locale), clause.id());
                assertThat(before).as("cited like " + clause.id()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RUL", "RUL-", "XYZ-1", "LAW-x", "LAW-6.3-pp", "RUL-42.p2.", "LAW-6.3 "})
    void anythingElseIsNoClause(String text) {
        assertThatThrownBy(() -> Citation.of(text, Locale.ENGLISH)).isInstanceOf(IllegalArgumentException.class);
    }
}
