package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/install}: what docs/operations/install.md has people run, into a directory instead of a system. */
class InstallTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "node, node-app.jar, sandyq-node@.service, sandyq",
        "operator, demo.jar, sandyq-operator.service, sandyq",
        "witness, witness-app.jar, sandyq-witness.service, sandyq-witness"
    })
    void aPartIsPutInPlaceRenewedAndTakenBack(String part, String jar, String unit, String user) throws Exception {
        Path place = root().resolve("opt/sandyq").resolve(jar);
        assertThat(install(part, "--root=" + root())).contains("exit 1", "there is no", "package");
        assertThat(root()).doesNotExist();
        build(jar, "first");
        assertThat(install(part, "--root=" + root())).contains("exit 0", unit);
        assertThat(place).hasContent("first");
        assertThat(root().resolve("etc/systemd/system").resolve(unit))
                .hasSameTextualContentAs(
                        Repository.ROOT.resolve("deploy/systemd").resolve(unit));
        assertThat(mode(place)).isEqualTo("rw-r--r--");
        assertThat(mode(root().resolve("etc").resolve(user))).isEqualTo("rwxr-x---");
        assertThat(install(part, "--root=" + root(), "--back")).contains("exit 1", "to go back to");
        Path service = root().resolve("etc/systemd/system").resolve(unit);
        Files.writeString(service, "of the build before");
        build(jar, "second");
        assertThat(install(part, "--root=" + root())).contains("exit 0");
        assertThat(install(part, "--root=" + root())).as("the same once more").contains("exit 0");
        assertThat(place).hasContent("second");
        assertThat(install(part, "--root=" + root(), "--back")).contains("exit 0");
        assertThat(place).hasContent("first");
        assertThat(service).hasContent("of the build before");
        try (Stream<Path> files = Files.list(place.getParent())) {
            assertThat(files.toList()).containsExactly(place);
        }
    }

    @Test
    void whatNobodyReadsIsRefused() throws Exception {
        build("node-app.jar", "first");
        assertThat(install()).contains("exit 1", "which part");
        assertThat(install("everything", "--root=" + root())).contains("exit 1", "which part");
        assertThat(install("node", "--rot=" + root())).contains("exit 1", "nobody reads");
        assertThat(root()).doesNotExist();
    }

    /** Each procedure that an operator needs has its page, and says by what it is tested. */
    @Test
    void theIndexNamesEveryPageAndEveryTestThereIs() throws Exception {
        Path pages = Repository.ROOT.resolve("docs/operations");
        String index = Files.readString(pages.resolve("README.md"));
        try (Stream<Path> files = Files.list(pages)) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(each -> !each.equals("README.md")))
                    .allSatisfy(page -> assertThat(index).contains("(" + page));
        }
        List<String> tests = new ArrayList<>();
        Matcher named = Pattern.compile("`([A-Z][A-Za-z]+Test)`").matcher(index);
        while (named.find()) {
            tests.add(named.group(1) + ".java");
        }
        try (Stream<Path> files = Files.walk(Repository.ROOT)) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(each -> each.endsWith("Test.java")))
                    .containsAll(tests);
        }
        assertThat(tests).isNotEmpty();
    }

    private Path root() {
        return directory.resolve("root");
    }

    private void build(String jar, String content) throws IOException {
        Files.createDirectories(directory.resolve("jars"));
        Files.writeString(directory.resolve("jars").resolve(jar), content);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String install(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Repository.ROOT.resolve("deploy/install").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SANDYQ_JARS", directory.resolve("jars").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit " + process.waitFor() + ": " + said;
    }
}
