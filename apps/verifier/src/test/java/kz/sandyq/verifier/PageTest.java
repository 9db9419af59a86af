package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.sandyq.transparency.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as files: what it is written from, and its words, which are the program's. */
class PageTest {
    private static final Path ROOT = Path.of(System.getProperty("sandyq.root"));
    private static final Path WEB = ROOT.resolve("core/page/src/main/resources/web");

    @TempDir
    private Path folder;

    @Test
    void itIsWrittenWhereTheCommandSays() throws IOException {
        List<String> said = new ArrayList<>();
        String place = folder.resolve("a/page").toString();
        assertThat(VerifierMain.run(said::add, said::add, "page", place, "--language", "en"))
                .isZero();
        assertThat(said).containsExactly("The page stands in " + place + ": open index.html.");
        for (String name : PageFiles.NAMES) {
            assertThat(Path.of(place).resolve(name)).hasSameBinaryContentAs(WEB.resolve(name));
        }
        Files.writeString(folder.resolve("file"), "");
        assertThat(VerifierMain.run(
                        said::add, said::add, "page", folder.resolve("file/x").toString()))
                .isEqualTo(3);
        assertThat(VerifierMain.run(said::add, said::add, "page")).isEqualTo(2);
        assertThat(VerifierMain.run(said::add, said::add, "page", place, "--policy", "x"))
                .isEqualTo(2);
    }

    @Test
    void nothingInItIsInlineOrFromElsewhere() throws IOException {
        String page = Files.readString(WEB.resolve("index.html"));
        assertThat(page)
                .contains("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("<style", "style=", "onclick", "http:", "https:")
                .doesNotContainPattern("<script(?! src=\"\\w+\\.js\" defer></script>)");
        for (String name : List.of("page.js", "notes.js", "receipt.js", "liabilities.js", "page.css")) {
            assertThat(Files.readString(WEB.resolve(name)))
                    .as(name)
                    .doesNotContain("http:", "https:", "innerHTML", "eval(", "fetch(", "url(");
        }
    }

    @Test
    void itsWordsAreThoseOfTheProgram() throws IOException {
        Path words = WEB.resolve("words.js");
        String wanted = wanted();
        if (Boolean.getBoolean("sandyq.write")) {
            Files.writeString(words, wanted);
        }
        assertThat(words).hasContent(wanted);
    }

    private static String wanted() throws IOException {
        List<String> languages = new ArrayList<>();
        for (String language : Words.LANGUAGES) {
            Properties texts = new Properties();
            Path bundle =
                    ROOT.resolve("apps/verifier/src/main/resources/messages/verifier_" + language + ".properties");
            try (Reader reader = Files.newBufferedReader(bundle)) {
                texts.load(reader);
            }
            texts.remove("usage");
            Map<String, String> quoted = new TreeMap<>();
            texts.stringPropertyNames().forEach(key -> quoted.put(key, quoted(texts.getProperty(key))));
            languages.add("  \"" + language + "\": {\n" + lines("    ", quoted) + "\n  }");
        }
        Map<String, String> numbers = new TreeMap<>();
        for (Refusal refusal : Refusal.values()) {
            numbers.put(refusal.name(), String.valueOf(refusal.number()));
        }
        return "// Derived from messages/ and Refusal by PageTest with -Dsandyq.write=true; never edited.\n"
                + "globalThis.SandyqWords = {\n" + String.join(",\n", languages)
                + "\n};\nglobalThis.SandyqWords.numbers = {\n" + lines("  ", numbers) + "\n};\n";
    }

    private static String lines(String indent, Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> indent + "\"" + each.getKey() + "\": " + each.getValue())
                .collect(Collectors.joining(",\n"));
    }

    private static String quoted(String text) {
        assertThat(text).doesNotContain("\"", "\\", "\n");
        return "\"" + text + "\"";
    }
}
