package kz.sandyq.operator.money.iso;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsoStructureTest {

    @Test
    void tableEqualsLibrary() throws Exception {
        List<String> expected = LibraryStructure.lines();
        Path target = Files.createDirectories(Path.of("target/iso20022")).resolve("structure.tsv");
        Files.write(target, expected);
        assertThat(IsoStructure.lines(IsoStructure.STRUCTURE))
                .as("the committed table; the library's stands in %s", target)
                .isEqualTo(expected);
    }

    @Test
    void everyTypeIsReachedAndEverySimpleTypeIsKnown() {
        for (IsoMessage message : IsoMessage.values()) {
            assertThat(IsoStructure.get().type(message.rootType()).elements()).isNotEmpty();
        }
        assertThat(IsoStructure.get().type("ReportEntry10").indexes()).containsEntry("NtryRef", 0);
    }
}
