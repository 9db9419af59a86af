package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kz.sandyq.platform.i18n.LanguageCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every text that a user reads stands in Kazakh, Russian and English, in the bundles and templates of every module. */
class LanguagesTest {
    @TestFactory
    Stream<DynamicTest> aModuleSpeaksThreeLanguages() {
        return Repository.modules().stream()
                .map(module -> module.resolve("src/main/resources"))
                .filter(resources -> Files.isDirectory(resources.resolve("messages"))
                        || Files.isDirectory(resources.resolve("templates")))
                .map(resources -> DynamicTest.dynamicTest(Repository.name(resources), () -> speaks(resources)));
    }

    private static void speaks(Path resources) {
        assertThat(LanguageCheck.problems(resources)).isEmpty();
    }
}
