package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next cursor of the following page, null on the last one
 */
public record ApiPage<T>(List<T> items, @Nullable String next) {
    /** Most items of a page. */
    public static final int LIMIT_MAX = 200;

    public ApiPage {
        items = List.copyOf(items);
    }

    /** A page of at most {@code limit} items; a full one has a next. */
    public static <T> ApiPage<T> of(List<T> items, int limit, Function<T, String> id) {
        return new ApiPage<>(items, items.size() == limit ? id.apply(items.getLast()) : null);
    }

    /** A limit in the range 1 to 200. */
    public static int limit(int asked) {
        return Math.clamp(asked, 1, LIMIT_MAX);
    }
}
