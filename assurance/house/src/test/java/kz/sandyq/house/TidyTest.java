package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** STYLE.md, as far as a machine can read it. */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 70;
    private static final int LEDGER_LINES = 110;
    private static final int COLUMNS = 120;
    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "html",
            "md",
            "sql",
            "properties",
            "txt",
            "css",
            "js",
            "json",
            "yaml",
            "svg",
            "derive",
            "run",
            "test",
            "bench",
            "jdk25");

    private static final Pattern NAME =
            Pattern.compile(".*(Impl|Utils?|Manager|Helpers?)(Test)?\\.java|.*(Foo|Bar|Tmp|Temp)(Test)?\\.java");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.}$*-])/(work|root|home|Users|tmp|opt/" + "build)/[\\w.]");
    private static final Pattern FORBIDDEN_IN_TESTS = Pattern.compile(
            "Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(|org\\.mock" + "ito|\\bnew Random\\(\\)|Math\\.random\\(");

    private static final List<Path> JAVA = Repository.files(".java");

    @Test
    void noFileIsTooLong() {
        Map<String, Integer> tooLong = new TreeMap<>();
        for (Path file : JAVA) {
            int lines = Repository.lines(file).size();
            if (lines > FILE_LINES) {
                tooLong.put(Repository.name(file), lines);
            }
        }
        assertThat(tooLong).as("files above %d lines", FILE_LINES).isEmpty();
    }

    @Test
    void noLineIsTooLong() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : JAVA) {
            boolean quoted = false;
            int number = 0;
            for (String line : Repository.lines(file)) {
                number++;
                boolean marks = line.contains("\"\"\"");
                if (line.length() > COLUMNS && !quoted && !line.startsWith("import ")) {
                    tooLong.add(Repository.name(file) + ":" + number);
                }
                quoted ^= marks;
            }
        }
        assertThat(tooLong)
                .as("lines above %d columns outside of text blocks", COLUMNS)
                .isEmpty();
    }

    @Test
    void methodsAreShortAndPublicTypesAreExplained() {
        JavaSource sources = JavaSource.read(JAVA, METHOD_LINES, LEDGER_LINES);
        assertThat(sources.longMethods())
                .as("methods above %d lines, constructors and tests above %d", METHOD_LINES, LEDGER_LINES)
                .isEmpty();
        assertThat(sources.silentTypes()).as("public types without Javadoc").isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(JAVA)
                .extracting(file -> String.valueOf(file.getFileName()))
                .noneMatch(name -> NAME.matcher(name).matches());
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertThat(linesThat(texts(), line -> UNFINISHED.matcher(line).find())).isEmpty();
    }

    @Test
    void noFileNamesAPlaceOnSomebodysMachine() {
        assertThat(linesThat(texts(), line -> MACHINE_PATH.matcher(line).find()))
                .isEmpty();
    }

    @Test
    void testsNeitherSleepNorMockNorThrowDice() {
        List<Path> tests = JAVA.stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .toList();
        assertThat(linesThat(tests, line -> FORBIDDEN_IN_TESTS.matcher(line).find()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysItsPurposeAndIsNullMarked() {
        List<String> silent = new ArrayList<>();
        for (Path file : JAVA) {
            Path description = file.resolveSibling("package-info.java");
            if (silent.contains(Repository.name(description))) {
                continue;
            }
            if (!description.toFile().exists()) {
                silent.add(Repository.name(description));
            } else if (!String.join("\n", Repository.lines(description)).contains("NullMarked")) {
                silent.add(Repository.name(description));
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyModuleSaysItsPurposeItsPackagesAndWhomItMayKnow() {
        for (Path module : Repository.modules()) {
            Path readme = module.resolve("README.md");
            assertThat(readme).exists();
            assertThat(String.join("\n", Repository.lines(readme)))
                    .as(Repository.name(readme))
                    .startsWith("# " + module.getFileName() + "\n\n")
                    .containsPattern("(?m)^\\|---")
                    .containsPattern("(Allowed dependencies|May depend on): ");
        }
    }

    private interface Rule {
        boolean broken(String line);
    }

    private static List<String> linesThat(List<Path> files, Rule rule) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Repository.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (rule.broken(lines.get(i))) {
                    found.add(Repository.name(file) + ":" + (i + 1) + " "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<Path> texts() {
        return Repository.files().stream()
                .filter(file -> {
                    String name = String.valueOf(file.getFileName());
                    return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
                })
                .toList();
    }
}
