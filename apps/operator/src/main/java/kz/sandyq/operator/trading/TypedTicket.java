package kz.sandyq.operator.trading;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;

/** The ticket as it was typed; a time is that of the legal zone, an empty field is none. */
record TypedTicket(
        @Nullable String side,
        @Nullable String orderType,
        @Nullable String timeInForce,
        @Nullable String price,
        @Nullable String quantity,
        @Nullable String stopPrice,
        @Nullable String displayQuantity,
        @Nullable String expireTime,
        @Nullable String execInst,
        @Nullable String selfTradePrevention) {

    OrderRequest request(String instrumentId) {
        // The ticket offers GTC first; a market order never stands.
        boolean market = "MARKET".equals(orderType) && "GTC".equals(timeInForce);
        return new OrderRequest(
                null,
                instrumentId,
                side,
                orderType,
                market ? null : timeInForce,
                plain(price),
                plain(quantity),
                null,
                plain(displayQuantity),
                plain(stopPrice),
                instant(expireTime),
                execInst,
                selfTradePrevention);
    }

    private static @Nullable String plain(@Nullable String text) {
        return text == null ? null : DecimalText.typed(text);
    }

    private static @Nullable String instant(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text)
                    .atZone(SandyqClock.LEGAL_ZONE)
                    .toInstant()
                    .toString();
        } catch (DateTimeException malformed) {
            return text;
        }
    }
}
