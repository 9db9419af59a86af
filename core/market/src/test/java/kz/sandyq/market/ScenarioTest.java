package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.protocol.RejectCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(SCENARIOS)) {
            return found.sorted().toList();
        }
    }

    /** From one new market of a file to the next; the lines before it are blank, so that each keeps its number. */
    record Scenario(String file, int first, List<String> lines) {
        @Override
        public String toString() {
            return file + ":" + first;
        }
    }

    static List<Scenario> scenarios() throws IOException {
        List<Scenario> all = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            int from = 0;
            for (int next = 1; next <= lines.size(); next++) {
                boolean ends = next == lines.size() || opens(lines.get(next));
                if (ends && lines.subList(from, next).stream().anyMatch(ScenarioTest::opens)) {
                    List<String> scenario = new ArrayList<>(Collections.nCopies(from, ""));
                    scenario.addAll(lines.subList(from, next));
                    all.add(new Scenario(file.getFileName().toString(), from + 1, scenario));
                    from = next;
                }
            }
        }
        return all;
    }

    private static boolean opens(String line) {
        return line.startsWith("market") || line.startsWith("trading");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioEndsAsItSays(Scenario scenario) {
        Script script = new Script();
        script.play(scenario.file(), scenario.lines());
        assertThat(String.join("\n", script.wrong())).isEmpty();
    }

    /** What a line says is what was answered: the other test holds it to that. */
    @Test
    void everyRejectCodeHasALine() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path file : files()) {
            Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#") && line.contains("->"))
                    .map(line -> line.substring(line.lastIndexOf("->") + 2).strip())
                    .forEach(outcomes -> said.addAll(List.of(outcomes.split(" "))));
        }
        said.remove("OK");
        assertThat(said)
                .isEqualTo(Arrays.stream(RejectCode.values())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
