package kz.sandyq.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class GreenTestsTest {
    @TempDir
    Path directory;

    @Test
    void onlyMethodsWhoseEveryRunSucceededAreGreen() throws IOException {
        run(Sample.class);
        assertThat(directory.resolve(Sample.class.getName() + ".txt"))
                .hasContent("dynamic%nplain%nrepeated%n".formatted());
    }

    @Test
    void aClassThatFailedAsAWholeHasNoGreenTest() throws IOException {
        run(Broken.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private void run(Class<?> sample) {
        var config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new GreenTests(directory))
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(sample))
                        .build());
    }

    static class Sample {
        @Test
        void plain() {}

        @Test
        void red() {
            throw new AssertionError("red");
        }

        @Test
        @Disabled("to show it")
        void disabled() {}

        @Test
        void assumed() {
            Assumptions.assumeTrue(false);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void repeated(int number) {
            assertThat(number).isPositive();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -2, 3})
        void onceRed(int number) {
            assertThat(number).isPositive();
        }

        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(DynamicTest.dynamicTest("one", () -> {}));
        }
    }

    static class Broken {
        @BeforeAll
        static void breaks() {
            throw new IllegalStateException("broken");
        }

        @Test
        void never() {}
    }
}
