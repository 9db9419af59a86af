package kz.sandyq.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages of {@code docs/law} in the repository claim. */
final class CommittedPages {
    private static final Path PAGES = Repository.ROOT.resolve("docs/law");
    private static final Pattern CARRIED = Pattern.compile("(?s)## Carried\n(.*?)(?=\n## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z0-9]+-\\S+) \\|.*$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private CommittedPages() {}

    /** Carried clauses with the places of code and tests that the pages name for them, without {@code kz.sandyq.}. */
    static SortedMap<String, SortedSet<String>> carried() {
        SortedMap<String, SortedSet<String>> carried = new TreeMap<>();
        for (Path page : Repository.list(PAGES)) {
            Matcher section = CARRIED.matcher(String.join("\n", Repository.lines(page)));
            if (section.find()) {
                carried.putAll(rows(section.group(1)));
            }
        }
        return carried;
    }

    /** The rows of a table: clause and the names in it. */
    static SortedMap<String, SortedSet<String>> rows(String table) {
        SortedMap<String, SortedSet<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            SortedSet<String> names = new TreeSet<>();
            Matcher name = NAME.matcher(row.group());
            while (name.find()) {
                names.add(name.group(1));
            }
            rows.put(row.group(1), names);
        }
        return rows;
    }

    /** Clauses of which only one outcome can be shown, with the reason. */
    static Map<String, String> oneSided() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Repository.lines(PAGES.resolve("one-sided.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split("\\|", 2);
                reasons.put(words[0].strip(), words[1].strip());
            }
        }
        return reasons;
    }

    /** Writes pages by name. */
    static void write(Map<String, String> pages) {
        try {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
