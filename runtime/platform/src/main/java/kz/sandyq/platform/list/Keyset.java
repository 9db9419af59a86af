package kz.sandyq.platform.list;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The sort key of the last row of a page: the next page begins after it, however many rows came meanwhile. Callers
 * see it as an opaque cursor; it grants nothing, so it is not signed.
 *
 * @param values the key's columns in order
 */
public record Keyset(List<String> values) {
    private static final char SEPARATOR = '\u001f';
    private static final int CURSOR_MAX = 2_000;

    public Keyset {
        values = List.copyOf(values);
    }

    /** A key of these columns. */
    public static Keyset of(Object... columns) {
        return new Keyset(Arrays.stream(columns).map(String::valueOf).toList());
    }

    /** The key in a cursor of so many columns; empty when there is no cursor; CURSOR_NOT_VALID (400) if unreadable. */
    public static Optional<Keyset> parse(@Nullable String cursor, int columns) {
        if (cursor == null || cursor.isBlank()) {
            return Optional.empty();
        }
        try {
            if (cursor.length() <= CURSOR_MAX) {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                List<String> values = List.of(text.split(String.valueOf(SEPARATOR), -1));
                if (values.size() == columns) {
                    return Optional.of(new Keyset(values));
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw notValid();
        }
        throw notValid();
    }

    /** The number in a column; CURSOR_NOT_VALID when it is none. */
    public long number(int column) {
        try {
            return Long.parseLong(values.get(column));
        } catch (NumberFormatException notANumber) {
            throw notValid();
        }
    }

    /** The number in the only column of a cursor, or another one when there is no cursor. */
    public static long numberIn(@Nullable String cursor, long otherwise) {
        return parse(cursor, 1).map(key -> key.number(0)).orElse(otherwise);
    }

    /** The opaque text of the key. */
    public String cursor() {
        String text = String.join(String.valueOf(SEPARATOR), values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RefusedException notValid() {
        return new RefusedException("CURSOR_NOT_VALID").status(400);
    }
}
