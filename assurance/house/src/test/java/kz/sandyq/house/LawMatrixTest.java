package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.law.Catalogue;
import org.junit.jupiter.api.Test;

class LawMatrixTest {
    private static final Path PAGES = Repository.ROOT.resolve("docs/law");
    private static final Pattern CARRIED = Pattern.compile("(?s)## Carried\n(.*?)(?=\n## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z0-9]+-\\S+) \\|");

    private final Carriage carriage = Carriage.ofLastBuild();
    private final LawMatrix matrix = new LawMatrix(Catalogue.ofEdition(), carriage, oneSided());

    @Test
    void noCarriedClauseIsLost() throws IOException {
        Set<String> lost = new TreeSet<>();
        for (Path page : Repository.list(PAGES)) {
            Matcher carried = CARRIED.matcher(Files.readString(page));
            if (carried.find()) {
                Matcher row = ROW.matcher(carried.group(1));
                while (row.find()) {
                    lost.add(row.group(1));
                }
            }
        }
        assertThat(lost).as("carried so far").hasSizeGreaterThan(20);
        matrix.carried().forEach(lost::remove);
        assertThat(lost)
                .as("clauses that docs/law names as carried and that are so no more")
                .isEmpty();
    }

    @Test
    void thePagesAreTrue() throws IOException {
        SortedMap<String, String> pages = matrix.pages();
        if (Boolean.getBoolean("sandyq.write")) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        }
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = PAGES.resolve(page.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
                stale.add(page.getKey());
            }
        }
        assertThat(stale)
                .as("pages of docs/law that are not true; .ci/derive writes them")
                .isEmpty();
    }

    @Test
    void everyNamedTestRanGreen() {
        Set<String> green = new HashSet<>();
        for (Path module : Repository.modules()) {
            for (Path file : Repository.list(module.resolve("target/legal-basis"))) {
                String type = file.getFileName().toString().replaceAll("\\.txt$", "");
                Repository.lines(file).forEach(method -> green.add(type + "#" + method));
                green.add(type);
            }
        }
        Map<String, Set<String>> heirs = Carriage.heirs();
        Set<String> notGreen = new TreeSet<>();
        for (String clause : carriage.named()) {
            for (String place : carriage.tests(clause).keySet()) {
                String type = place.replaceAll("#.*", "");
                String method = place.substring(type.length());
                if (heirs.getOrDefault(type, Set.of()).stream().noneMatch(heir -> green.contains(heir + method))) {
                    notGreen.add(place);
                }
            }
        }
        assertThat(notGreen)
                .as("tests with a clause that did not run green in this build")
                .isEmpty();
    }

    @Test
    void onlyClausesOfTheCatalogueAreNamed() {
        Catalogue catalogue = Catalogue.ofEdition();
        assertThat(carriage.named())
                .hasSizeGreaterThan(30)
                .allSatisfy(id -> assertThat(catalogue.find(id)).as(id).isPresent());
    }

    @Test
    void aReasonForOneOutcomeStandsOnlyWhereItIsNeeded() {
        assertThat(oneSided().keySet())
                .allSatisfy(id -> assertThat(carriage.shown(id)).as(id).hasSize(1));
    }

    private static Map<String, String> oneSided() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Repository.lines(PAGES.resolve("one-sided.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split("\\|", 2);
                reasons.put(words[0].strip(), words[1].strip());
            }
        }
        return reasons;
    }
}
