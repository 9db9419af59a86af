package kz.sandyq.readmodel;

/**
 * A traded pair as the core keeps it. A price is {@code tickMinor x priceTicks} minor units of the quote asset for one
 * lot; a lot is {@code lotQuantity} minor units of the base asset.
 *
 * @param baseScale decimals of the base asset
 * @param quoteScale decimals of the quote asset
 * @param status FIX SecurityTradingStatus: READY_TO_TRADE, TRADING_HALT or NOT_AVAILABLE_FOR_TRADING
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
        String haltReason,
        String issueStatus,
        boolean issueSuspended,
        long sequence,
        long recordedAtMs) {}
