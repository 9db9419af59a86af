package kz.sandyq.operator.trading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many orders, changes and cancels at once.
 *
 * @param mode INDEPENDENT: each is judged by itself; ALL_OR_NOTHING: when one is refused, none is done
 * @param items 1 to 64, done in this order
 */
record OrderBatchRequest(@Nullable String mode, @Nullable List<@Nullable Item> items) {
    /**
     * One of them: exactly one of these is there.
     *
     * @param place a new order
     * @param replace new terms of an open order
     * @param cancel id of the order to be cancelled
     */
    record Item(
            @Nullable OrderRequest place,
            @Nullable Replacement replace,
            @Nullable String cancel) {}

    /**
     * New terms of an open order.
     *
     * @param id of the order
     * @param terms as when it is changed by itself
     */
    record Replacement(@Nullable String id, @Nullable ReplaceRequest terms) {}
}
