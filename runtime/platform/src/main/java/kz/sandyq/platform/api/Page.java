package kz.sandyq.platform.api;

import java.util.List;
import java.util.function.Function;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows of this page
 * @param nextCursor opaque mark of the next page; null at the end
 * @param count how many rows the whole list has under its filters
 */
public record Page<T>(List<T> items, @Nullable String nextCursor, long count) {
    /** Rows on a page when the caller does not say. */
    public static final int SIZE = 50;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows that were read with a limit of {@code size + 1}.
     *
     * @param keyOf the sort key of a row, as {@link Keyset#of} takes it
     */
    public static <T> Page<T> of(List<T> rows, int size, long count, Function<T, Keyset> keyOf) {
        boolean more = rows.size() > size;
        List<T> shown = more ? rows.subList(0, size) : rows;
        return new Page<>(shown, more ? keyOf.apply(shown.getLast()).cursor() : null, count);
    }

    /** The same page with every row turned into something else. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor, count);
    }
}
