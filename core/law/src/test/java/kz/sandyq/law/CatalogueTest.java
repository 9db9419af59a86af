package kz.sandyq.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.ofEdition();
    private static final Pattern BASIS = Pattern.compile("@LegalBasis\\((?:\\s*value\\s*=)?\\s*\"([^\"]+)\"");

    @Test
    void everyClauseIsThereOnceWithTextAndCheck() {
        assertThat(CATALOGUE.clauses()).hasSize(1_070);
        assertThat(CATALOGUE.clauses()).allSatisfy(clause -> {
            assertThat(clause.text()).as(clause.id()).isNotBlank();
            assertThat(clause.check()).as(clause.id()).isNotBlank();
        });
        assertThat(CATALOGUE.find("RUL-42.p2").orElseThrow().text()).contains("must not exceed fifty characters");
        assertThat(CATALOGUE.find("RUL-42.p9")).isEmpty();
    }

    @Test
    @LegalBasis(value = "RUL-RES.4", shows = LegalBasis.Shows.ACCEPTED)
    @LegalBasis(value = "RUL-RES.4", shows = LegalBasis.Shows.REFUSED)
    void aTemporaryWordingEndsWhereTheMainOneBegins() {
        Clause main = CATALOGUE.find("RUL-36.p2").orElseThrow();
        Clause temporary = CATALOGUE.find("RUL-T.36.p2").orElseThrow();
        for (String day : List.of("2026-04-30", "2026-05-01", "2026-07-11", "2026-07-12")) {
            LocalDate date = LocalDate.parse(day);
            assertThat(main.appliesOn(date)).as(day).isEqualTo(day.equals("2026-07-12"));
            assertThat(temporary.appliesOn(date))
                    .as(day)
                    .isEqualTo(day.equals("2026-05-01") || day.equals("2026-07-11"));
        }
    }

    @Test
    void everyClauseNamedInTheCodeExists() throws IOException {
        Set<String> unknown = new TreeSet<>();
        int named = 0;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("sandyq.root")))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher basis = BASIS.matcher(Files.readString(file));
                while (basis.find()) {
                    named++;
                    if (CATALOGUE.find(basis.group(1)).isEmpty()) {
                        unknown.add(basis.group(1) + " in " + file.getFileName());
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(named).isGreaterThan(50);
    }
}
