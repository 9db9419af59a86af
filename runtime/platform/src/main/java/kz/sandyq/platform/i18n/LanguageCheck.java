package kz.sandyq.platform.i18n;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/**
 * Keeps the three languages in step; a test of each module asks it for problems and expects none: every key stands in
 * Kazakh, Russian and English with the same arguments, no template holds a literal word, every key that a template
 * uses exists. It also finds inline style or script and conditions that Thymeleaf would not ask.
 */
public final class LanguageCheck {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>");
    private static final Pattern SILENT = Pattern.compile("<(script|style|kbd|code)\\b.*?</\\1>", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("#\\{([A-Za-z0-9_.]+)[}(]");
    private static final Pattern PLAIN_ATTRIBUTE =
            Pattern.compile("\\s(title|alt|placeholder|aria-label)=\"([^\"]*\\p{L}[^\"]*)\"");

    private static final Pattern NEVER_ASKED = Pattern.compile(
            "<(?=(?:[^>\"']|\"[^\"]*\"|'[^']*')*\\sth:replace=)(?=(?:[^>\"']|\"[^\"]*\"|'[^']*')*\\sth:(if|unless)=)");

    private LanguageCheck() {}

    /**
     * Problems of a module, one sentence each; empty when all is well.
     *
     * @param resources the module's {@code src/main/resources}
     */
    public static List<String> problems(Path resources) {
        List<String> problems = new ArrayList<>();
        bundles(resources.resolve("messages"), problems);
        MessageSource all = MessageBundles.messageSource();
        for (Path template : files(resources.resolve("templates"), ".html")) {
            template(template, read(template), all, problems);
        }
        return problems;
    }

    private static void bundles(Path folder, List<String> problems) {
        for (Path kazakh : files(folder, "_kk.properties")) {
            String base = String.valueOf(kazakh.getFileName()).replace("_kk.properties", "");
            List<Properties> languages = Languages.ALL.stream()
                    .map(each -> load(folder.resolve(base + "_" + each.getLanguage() + ".properties")))
                    .toList();
            Set<String> keys = new TreeSet<>();
            languages.forEach(each -> keys.addAll(each.stringPropertyNames()));
            for (String key : keys) {
                key(base, key, languages, problems);
            }
        }
    }

    private static void key(String base, String key, List<Properties> languages, List<String> problems) {
        Set<Integer> arguments = new TreeSet<>();
        for (int i = 0; i < languages.size(); i++) {
            String text = languages.get(i).getProperty(key, "");
            String place = base + "_" + Languages.ALL.get(i).getLanguage() + ": " + key;
            if (text.isBlank()) {
                problems.add(place + " has no text");
                continue;
            }
            if (text.contains("'")) {
                problems.add(place + " has an apostrophe that nobody would read; ’ is one for readers");
            }
            try {
                arguments.add(new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length);
            } catch (IllegalArgumentException malformed) {
                problems.add(place + " is malformed: " + malformed.getMessage());
            }
        }
        if (arguments.size() > 1) {
            problems.add(base + ": " + key + " has different arguments in different languages");
        }
    }

    static void template(Path file, String html, MessageSource all, List<String> problems) {
        String spoken = COMMENT.matcher(html).replaceAll("");
        Matcher keys = KEY.matcher(spoken);
        while (keys.find()) {
            if (all.getMessage(keys.group(1), null, null, Languages.ALL.getFirst()) == null) {
                problems.add(file + " uses the unknown key " + keys.group(1));
            }
        }
        Matcher attributes = PLAIN_ATTRIBUTE.matcher(spoken);
        while (attributes.find()) {
            problems.add(file + " has a literal " + attributes.group(1) + ": " + attributes.group(2));
        }
        String words = TAG.matcher(SILENT.matcher(spoken).replaceAll("")).replaceAll("\n");
        words.lines()
                .map(String::strip)
                .filter(line -> line.chars().anyMatch(Character::isLetter))
                .forEach(line -> problems.add(file + " has literal words: " + line));
        if (NEVER_ASKED.matcher(spoken).find()) {
            problems.add(file + " has a condition beside th:replace, which is never asked");
        }
        if (spoken.matches("(?s).*\\s(style|onclick|onchange|onsubmit)=.*")) {
            problems.add(file + " has inline style or script");
        }
    }

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(each -> each.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
        return properties;
    }
}
