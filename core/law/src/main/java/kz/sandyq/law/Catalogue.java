package kz.sandyq.law;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clauses that Sandyq answers to, from the data files of {@code /law}. These use a small part of YAML: a list of
 * entries, plain and folded values, one level deep.
 */
public final class Catalogue {
    private static final List<String> FILES =
            List.of("article-2023", "law-2023", "law-2026", "permit-2023", "rules-2026");

    private final Map<String, Clause> clauses;

    private Catalogue(Map<String, Clause> clauses) {
        this.clauses = clauses;
    }

    /** Every clause of this edition. */
    public static Catalogue ofEdition() {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        for (String file : FILES) {
            read(lines(file), clauses);
        }
        return new Catalogue(Collections.unmodifiableMap(clauses));
    }

    /** All clauses in the order of their sources. */
    public Collection<Clause> clauses() {
        return clauses.values();
    }

    /** A clause by its exact id. */
    public Optional<Clause> find(String id) {
        return Optional.ofNullable(clauses.get(id));
    }

    private static List<String> lines(String file) {
        try (InputStream data = Catalogue.class.getResourceAsStream("/law/" + file + ".yaml")) {
            return new String(Objects.requireNonNull(data).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void read(List<String> lines, Map<String, Clause> clauses) {
        Map<String, String> entry = new LinkedHashMap<>();
        String key = "";
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("- id:")) {
                keep(entry, clauses);
                entry.clear();
                key = "id";
                entry.put(key, value(line.substring(5)));
            } else if (line.startsWith("  ") && line.charAt(2) != ' ' && line.indexOf(':') > 0) {
                key = line.substring(2, line.indexOf(':'));
                entry.put(key, value(line.substring(line.indexOf(':') + 1)));
            } else if (line.startsWith("    ")) {
                entry.merge(key, line.strip(), (before, more) -> before.isEmpty() ? more : before + " " + more);
            } else {
                throw new IllegalStateException("not a line of the catalogue: " + line);
            }
        }
        keep(entry, clauses);
    }

    private static String value(String written) {
        String text = written.strip();
        return text.equals(">") ? "" : text;
    }

    private static void keep(Map<String, String> entry, Map<String, Clause> clauses) {
        String id = entry.get("id");
        if (id == null) {
            return;
        }
        var clause = new Clause(
                id,
                Objects.requireNonNull(entry.get("system"), id),
                entry.getOrDefault("text", ""),
                entry.getOrDefault("check", ""),
                date(entry.get("in_force")),
                date(entry.get("until")));
        if (clauses.put(id, clause) != null) {
            throw new IllegalStateException("clause " + id + " stands twice");
        }
    }

    private static Optional<LocalDate> date(@Nullable String written) {
        return written == null || written.equals("null") ? Optional.empty() : Optional.of(LocalDate.parse(written));
    }
}
