package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    @ParameterizedTest
    @MethodSource("files")
    void everyScenarioEndsAsItSays(Path file) throws IOException {
        Script script = new Script();
        script.play(file.getFileName().toString(), Files.readAllLines(file));
        assertThat(String.join("\n", script.wrong())).isEmpty();
    }

    /** What a line says is what was answered: the other test holds it to that. */
    @Test
    void everyRejectCodeHasALine() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path file : files()) {
            Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#") && line.contains("->"))
                    .forEach(line ->
                            said.add(line.substring(line.lastIndexOf("->") + 2).strip()));
        }
        said.remove("OK");
        assertThat(said)
                .isEqualTo(Arrays.stream(RejectCode.values())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
