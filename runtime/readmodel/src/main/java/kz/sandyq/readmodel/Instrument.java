package kz.sandyq.readmodel;

/**
 * A traded pair as the core keeps it. A price is {@code tickMinor x priceTicks} minor units of the quote asset for one
 * lot; a lot is {@code lotQuantity} minor units of the base asset.
 *
 * @param baseScale decimals of the base asset
 * @param quoteScale decimals of the quote asset
 * @param status FIX SecurityTradingStatus: READY_TO_TRADE, PRE_OPEN (a call auction), TRADING_HALT, POST_CLOSE or
 *     NOT_AVAILABLE_FOR_TRADING
 * @param phase FIX TradingSessionSubID: OPENING_AUCTION, CONTINUOUS, CLOSING_AUCTION, UNSCHEDULED_AUCTION,
 *     POST_TRADING, QUIESCENT or PRE_TRADING
 * @param callEndsAtMs when a volatility auction ends by itself, Unix milliseconds; 0 for not by itself
 * @param haltReason why it does not trade, NONE when it does
 * @param issueStatus status of the base asset's issue, empty when the base asset is not an issue
 * @param issueSuspended whether circulation of that issue is suspended
 * @param sequence entry of the log after which the pair stands like this
 * @param recordedAtMs time of that entry, Unix milliseconds
 */
public record Instrument(
        long instrumentId,
        String symbol,
        long baseAssetId,
        String baseCode,
        int baseScale,
        long quoteAssetId,
        String quoteCode,
        int quoteScale,
        long lotQuantity,
        long tickMinor,
        String status,
        String phase,
        long callEndsAtMs,
        String haltReason,
        String issueStatus,
        boolean issueSuspended,
        long sequence,
        long recordedAtMs) {}
