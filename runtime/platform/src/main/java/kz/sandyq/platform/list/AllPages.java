package kz.sandyq.platform.list;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import kz.sandyq.platform.api.Page;

/** A whole list, page after page, for an export. */
public final class AllPages {
    /** Rows that an export reads at once. */
    public static final int AT_ONCE = 500;

    private AllPages() {}

    /**
     * Gives every row in the order of the list.
     *
     * @param pages the page after a cursor, empty for the first
     */
    public static <T> void each(Function<String, Page<T>> pages, Consumer<T> row) {
        String cursor = "";
        Page<T> page;
        do {
            page = pages.apply(cursor);
            page.items().forEach(row);
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }
}
