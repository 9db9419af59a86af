package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.law.Catalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/law} to what stands in the class files and to the tests that ran green. Pages may lag behind what
 * is carried by now; they may claim nothing that is not so. {@code .ci/derive} writes them anew after {@code ./test}.
 */
class LawMatrixTest {
    private static final String HOW = "; when this is meant, run ./test and then .ci/derive, and commit docs/law";

    private static final Carriage CARRIAGE = Carriage.ofLastBuild();
    private static final GreenRuns GREEN = GreenRuns.ofLastTest();
    private static final LawMatrix MATRIX =
            new LawMatrix(Catalogue.ofEdition(), CARRIAGE.shownBy(GREEN), CommittedPages.oneSided());

    @BeforeAll
    static void everyModuleWasTested() {
        assertThat(GREEN.untested())
                .as("modules whose tests have not run: run ./test first")
                .isEmpty();
    }

    @Test
    void noCarriedClauseIsLost() {
        Set<String> lost = new TreeSet<>(CommittedPages.carried().keySet());
        assertThat(lost).as("carried so far").hasSizeGreaterThan(20);
        MATRIX.carried().forEach(lost::remove);
        assertThat(lost)
                .as("clauses that docs/law names as carried and that are so no more" + HOW)
                .isEmpty();
    }

    @Test
    void thePagesNameNothingThatIsNotThere() {
        if (Boolean.getBoolean("sandyq.write")) {
            assertThat(notGreen())
                    .as("tests with a clause that have not run green: run ./test first")
                    .isEmpty();
            CommittedPages.write(MATRIX.pages());
        }
        Map<String, Set<String>> gone = new TreeMap<>();
        CommittedPages.carried().forEach((clause, claimed) -> {
            Set<String> left = new TreeSet<>(claimed);
            left.removeAll(MATRIX.named(clause));
            if (!left.isEmpty()) {
                gone.put(clause, left);
            }
        });
        assertThat(gone)
                .as("what docs/law names and what is not there by this name" + HOW)
                .isEmpty();
    }

    @Test
    void everyTestWithAClauseRanGreen() {
        assertThat(notGreen()).as("tests with a clause that did not run green").isEmpty();
    }

    @Test
    void onlyClausesOfTheCatalogueAreNamed() {
        Catalogue catalogue = Catalogue.ofEdition();
        assertThat(CARRIAGE.named())
                .hasSizeGreaterThan(30)
                .allSatisfy(id -> assertThat(catalogue.find(id)).as(id).isPresent());
    }

    @Test
    void aReasonForOneOutcomeStandsOnlyWhereItIsNeeded() {
        assertThat(CommittedPages.oneSided().keySet())
                .allSatisfy(id -> assertThat(CARRIAGE.shown(id)).as(id).hasSize(1));
    }

    @Test
    void aRowOfAPageIsReadWithItsNames() {
        assertThat(CommittedPages.rows("| RUL-1.2 | Rules | `market.A#b`<br>`C` | refused: `d.E#f` |"))
                .hasEntrySatisfying(
                        "RUL-1.2",
                        names -> assertThat((Collection<String>) names).containsExactly("C", "d.E#f", "market.A#b"));
    }

    private static List<String> notGreen() {
        List<String> notGreen = new ArrayList<>();
        for (String clause : CARRIAGE.named()) {
            for (String place : CARRIAGE.tests(clause).keySet()) {
                if (!GREEN.contain(place)) {
                    notGreen.add(clause + " by " + place);
                }
            }
        }
        return notGreen;
    }
}
