package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line of bad input in docs/TESTING.md names tests that exist, and every test of bad input is named there. */
class BadInputTableTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+Test)#([A-Za-z]+)`");
    private static final Pattern TESTS = Pattern.compile("@(?:Parameterized)?Test\\b[^;]*?\\bvoid (\\w+)\\(");

    @Test
    void everyLineNamesTestsThatExist() throws IOException {
        Map<String, String> sources = sources();
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThan(40);
        for (String line : lines) {
            Matcher named = NAMED.matcher(line);
            int count = 0;
            while (named.find()) {
                count++;
                String source = sources.getOrDefault(named.group(1), "");
                assertThat(tests(source)).as(line).contains(named.group(2));
            }
            assertThat(count).as(line).isPositive();
        }
    }

    @Test
    void everyTestOfBadInputHasALine() throws IOException {
        String table = String.join("\n", lines());
        var unnamed = new TreeSet<String>();
        sources().forEach((name, source) -> {
            boolean here = source.startsWith("package " + getClass().getPackageName() + ";");
            if (!name.equals("BadInputTableTest") && (here || name.matches(".*InputTest|Hostile.*Test"))) {
                tests(source).stream()
                        .map(test -> name + "#" + test)
                        .filter(test -> !table.contains("`" + test + "`"))
                        .forEach(unnamed::add);
            }
        });
        assertThat(unnamed).isEmpty();
    }

    private static List<String> tests(String source) {
        return TESTS.matcher(source).results().map(found -> found.group(1)).toList();
    }

    private static List<String> lines() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/TESTING.md"));
        String section = text.substring(text.indexOf("## Bad input"));
        return section.lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| bad input"))
                .toList();
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> ROOT.relativize(file).toString().contains("src/test/java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            BadInputTableTest::read,
                            (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
