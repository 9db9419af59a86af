package kz.sandyq.demo.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Names in bold are names on the screen; the three languages say the same. */
class HandbookTest {
    private static final Path HANDBOOK = Path.of("../../docs/handbook");
    private static final Pattern NAME = Pattern.compile("\\*\\*(.+?)\\*\\*");

    @ParameterizedTest
    @CsvSource({
        "kk,operator",
        "kk,issuer",
        "kk,investor",
        "ru,operator",
        "ru,issuer",
        "ru,investor",
        "en,operator",
        "en,issuer",
        "en,investor"
    })
    void everyNameInBoldStandsOnTheScreen(String language, String page) throws IOException {
        assertThat(names(language, page)).isNotEmpty().isSubsetOf(screen(language));
    }

    @ParameterizedTest
    @CsvSource({"operator", "issuer", "investor"})
    void languagesHaveTheSameSectionsAndNames(String page) throws IOException {
        for (String other : List.of("ru", "en")) {
            assertThat(names(other, page)).as("names in %s", other).hasSameSizeAs(names("kk", page));
            assertThat(sections(other, page)).as("sections in %s", other).isEqualTo(sections("kk", page));
        }
    }

    private static List<String> names(String language, String page) throws IOException {
        return NAME.matcher(text(language, page))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static long sections(String language, String page) throws IOException {
        return text(language, page).lines().filter(line -> line.startsWith("#")).count();
    }

    private static String text(String language, String page) throws IOException {
        return Files.readString(HANDBOOK.resolve(language).resolve(page + ".md"));
    }

    private static Set<String> screen(String language) throws IOException {
        Set<String> words = new HashSet<>();
        var bundles = new PathMatchingResourcePatternResolver();
        for (Resource bundle : bundles.getResources("classpath*:messages/*_" + language + ".properties")) {
            Properties messages = new Properties();
            try (Reader reader = new java.io.InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
                messages.load(reader);
            }
            messages.stringPropertyNames().forEach(key -> words.add(messages.getProperty(key)));
        }
        return words;
    }
}
