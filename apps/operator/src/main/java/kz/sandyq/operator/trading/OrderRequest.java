package kz.sandyq.operator.trading;

import org.jspecify.annotations.Nullable;

/**
 * An order as it is asked for; names are those of FIX.
 *
 * @param accountId account that pays and receives; the client's first account when absent
 * @param side BUY or SELL
 * @param orderType MARKET, LIMIT, STOP or STOP_LIMIT; LIMIT when absent
 * @param timeInForce DAY, GTC, GTD, IOC or FOK; when absent GTC, of a market order IOC
 * @param price money for one lot, decimal text with at most the decimals of the quote asset; of a market order and a
 *     stop the worst price at which it may trade
 * @param quantity decimal text with at most the decimals of the base asset
 * @param clientReference the client's own number, returned with the order
 * @param displayQuantity how much the book shows at a time; all when absent
 * @param stopPrice price of a trade that wakes a stop
 * @param expireTime when a GTD order ends, ISO 8601 with an offset
 * @param execInst PARTICIPATE_DONT_INITIATE for an order that may only rest
 * @param selfTradePrevention what happens when it meets an own order: CANCEL_NEWEST (also when absent), CANCEL_OLDEST,
 *     CANCEL_BOTH or DECREMENT
 */
record OrderRequest(
        @Nullable String accountId,
        @Nullable String instrumentId,
        @Nullable String side,
        @Nullable String orderType,
        @Nullable String timeInForce,
        @Nullable String price,
        @Nullable String quantity,
        @Nullable Long clientReference,
        @Nullable String displayQuantity,
        @Nullable String stopPrice,
        @Nullable String expireTime,
        @Nullable String execInst,
        @Nullable String selfTradePrevention) {}
