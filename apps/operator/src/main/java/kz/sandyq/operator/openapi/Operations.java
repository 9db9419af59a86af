package kz.sandyq.operator.openapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The list of operations with their words, from {@code openapi/operations.txt}. */
final class Operations {
    private final SortedMap<String, Line> lines = new TreeMap<>();

    /**
     * Words of an operation.
     *
     * @param status status of success
     * @param summary what it does, one sentence
     */
    record Line(String status, String summary) {}

    Operations() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Operations.class.getResourceAsStream("/openapi/operations.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String line) {
        String[] words = line.split("\\|");
        lines.put(words[0].strip(), new Line(words[1].strip(), words[2].strip()));
    }

    /** The words of {@code GET /api/v1/...}, null when the list has none. */
    @Nullable
    Line of(String operation) {
        return lines.get(operation);
    }

    /** All of them by method and path. */
    Map<String, Line> all() {
        return lines;
    }
}
