package kz.sandyq.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of docs/protocol/proofs.md are those of the code, each number its own. */
class RefusalTest {
    @Test
    void thePageSaysEveryNumberAndNoOther() throws IOException {
        Path page = Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/proofs.md");
        List<String> said = Files.readAllLines(page).stream()
                .filter(line -> line.matches("\\| \\d+ \\| [A-Z_]+ \\|.*"))
                .map(line -> line.replaceAll("\\| (\\d+) \\| ([A-Z_]+) \\|.*", "$1 $2"))
                .toList();
        assertThat(said)
                .containsExactlyElementsOf(Stream.of(Refusal.values())
                        .map(each -> each.number() + " " + each)
                        .toList());
        assertThat(Stream.of(Refusal.values()).map(Refusal::number)).doesNotHaveDuplicates();
    }
}
