package kz.sandyq.operator.trading;

import org.jspecify.annotations.Nullable;

/**
 * An order as it is asked for; names are those of FIX.
 *
 * @param accountId account that pays and receives; the client's first account when absent
 * @param side BUY or SELL
 * @param orderType LIMIT, also when absent
 * @param timeInForce GTC, IOC or FOK; GTC when absent
 * @param price money for one lot, decimal text with at most the decimals of the quote asset
 * @param quantity decimal text with at most the decimals of the base asset
 * @param clientReference the client's own number, returned with the order
 */
record OrderRequest(
        @Nullable String accountId,
        @Nullable String instrumentId,
        @Nullable String side,
        @Nullable String orderType,
        @Nullable String timeInForce,
        @Nullable String price,
        @Nullable String quantity,
        @Nullable Long clientReference) {}
