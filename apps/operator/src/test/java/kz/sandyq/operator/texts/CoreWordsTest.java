package kz.sandyq.operator.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.TransferStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the core says and people read has its words in each language, also what the core learns to say later. */
class CoreWordsTest {
    private static final Set<String> UNSAID = Set.of("NONE", "NULL_VAL");

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void everyWordOfTheCoreHasItsText(String language) throws IOException {
        Properties texts = texts(language);
        List<String> keys = Stream.of(
                        keys("trading.cancel.reason.", CancelReason.values()),
                        keys("trading.haltReason.", HaltReason.values()),
                        keys("cabinet.why.", HoldReason.values()),
                        keys("cabinet.entry.", EntryKind.values()),
                        keys("register.entry.", EntryKind.values()),
                        keys("acts.move.", MoveStatus.values()),
                        keys("acts.suspended.", TransferStatus.values()),
                        keys("acts.choice.", PlatformStatus.values()))
                .flatMap(each -> each)
                .toList();
        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(keys).filteredOn(key -> texts.getProperty(key, "").isBlank()).isEmpty();
    }

    private static Stream<String> keys(String prefix, Enum<?>... values) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(name -> !UNSAID.contains(name))
                .map(name -> prefix + name);
    }

    private static Properties texts(String language) throws IOException {
        Properties all = new Properties();
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            for (Path bundle : bundles.filter(each -> each.toString().endsWith("_" + language + ".properties"))
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(bundle)) {
                    all.load(reader);
                }
            }
        }
        return all;
    }
}
