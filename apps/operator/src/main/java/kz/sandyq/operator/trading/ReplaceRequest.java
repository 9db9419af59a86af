package kz.sandyq.operator.trading;

import org.jspecify.annotations.Nullable;

/**
 * New terms of an open order.
 *
 * @param price money for one lot
 * @param quantity the whole order, what is filled included
 * @param stopPrice of a stop that waits; as it is when absent
 */
record ReplaceRequest(
        @Nullable String price,
        @Nullable String quantity,
        @Nullable String stopPrice) {}
