package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who starts members again, and when not, says the same in code and in the unit that is installed. */
class StartAgainTest {
    private static final String NOT_AFTER = "RestartPreventExitStatus=";

    @Test
    void theUnitWaitsForAPersonWhenTheProcessDoes() throws IOException {
        Path unit = Path.of(System.getProperty("sandyq.root"), "deploy/systemd/sandyq-node@.service");
        List<Integer> ofUnit = Files.readAllLines(unit).stream()
                .filter(line -> line.startsWith(NOT_AFTER))
                .flatMap(line -> Stream.of(line.substring(NOT_AFTER.length()).split(" ")))
                .map(Integer::valueOf)
                .toList();
        assertThat(ofUnit).isNotEmpty();
        assertThat(IntStream.range(0, 256).filter(NodeMain::waitsForAPerson).boxed())
                .containsExactlyElementsOf(ofUnit);
    }
}
