package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.protocol.RejectCode;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    @Test
    void everyScenarioEndsAsItSaysAndEveryRejectCodeHasALine() throws IOException {
        Set<String> seen = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(SCENARIOS)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            Script script = new Script();
            script.play(file.getFileName().toString(), Files.readAllLines(file));
            seen.addAll(script.seen());
            wrong.addAll(script.wrong());
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        seen.remove("OK");
        assertThat(seen)
                .isEqualTo(Arrays.stream(RejectCode.values())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
