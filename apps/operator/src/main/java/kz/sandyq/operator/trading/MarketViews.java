package kz.sandyq.operator.trading;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.operator.proof.ProvenBy;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.OrderQueries;
import kz.sandyq.readmodel.TradeQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The market in the forms of the API: public ids, exact decimals, times with the sequence beside. */
@Component
class MarketViews {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PublicId ids;
    private final Proofs proofs;

    MarketViews(PublicId ids, Proofs proofs) {
        this.ids = ids;
        this.proofs = proofs;
    }

    /**
     * A traded pair; {@code price} everywhere is money for one {@code lot}.
     *
     * @param callEndsAt when a volatility auction ends by itself, absent when none runs
     */
    record InstrumentView(
            String id,
            String symbol,
            String assetId,
            String asset,
            String quoteAssetId,
            String quoteAsset,
            String lot,
            String tick,
            String status,
            String phase,
            @Nullable String callEndsAt,
            String haltReason,
            String issueStatus,
            boolean issueSuspended,
            long sequence,
            String time) {}

    /** All open orders at one price. */
    record LevelView(String price, String quantity, int orders) {}

    /** The best prices, best first. */
    record BookView(
            String instrumentId,
            String asset,
            String quoteAsset,
            List<LevelView> bids,
            List<LevelView> asks,
            long sequence) {}

    /** A trade as everybody sees it. */
    record TradeView(
            String id,
            String price,
            String quantity,
            String amount,
            String aggressor,
            boolean cancelled,
            long sequence,
            String time) {}

    /**
     * A deal as one of its sides sees it.
     *
     * @param fee what this side paid in fees, of {@code quoteAsset}
     * @param cancelledAt when it was undone, absent for a deal that stands
     * @param proof ACCEPTED, PROVEN_BY_OPERATOR when a checkpoint covers it that nobody outside has seen, or
     *     PROVEN_WITH_WITNESSES
     * @param provenBy by whom; null while it is only accepted
     */
    record DealView(
            String id,
            String instrumentId,
            String symbol,
            String orderId,
            String accountId,
            String side,
            String price,
            String quantity,
            String asset,
            String amount,
            String quoteAsset,
            String fee,
            @Nullable String cancelledAt,
            long sequence,
            String time,
            String proof,
            @Nullable ProvenBy provenBy) {}

    /**
     * An order of the client.
     *
     * @param displayQuantity how much the book shows at a time, absent for all
     * @param workingIndicator false while a stop waits for its price
     */
    record OrderView(
            String id,
            String instrumentId,
            String symbol,
            String accountId,
            String side,
            String orderType,
            String timeInForce,
            String price,
            String quoteAsset,
            String quantity,
            String leavesQuantity,
            String filledQuantity,
            String asset,
            String status,
            String cancelReason,
            long clientReference,
            @Nullable String displayQuantity,
            @Nullable String stopPrice,
            @Nullable String expireTime,
            String execInst,
            String selfTradePrevention,
            boolean workingIndicator,
            long sequence,
            String time) {}

    InstrumentView view(Instrument pair) {
        return new InstrumentView(
                ids.of(pair.instrumentId()),
                pair.symbol(),
                ids.of(pair.baseAssetId()),
                pair.baseCode(),
                ids.of(pair.quoteAssetId()),
                pair.quoteCode(),
                Amounts.decimal(pair.lotQuantity(), pair.baseScale()),
                Amounts.decimal(pair.tickMinor(), pair.quoteScale()),
                pair.status(),
                pair.phase(),
                pair.callEndsAtMs() == 0 ? null : time(pair.callEndsAtMs()),
                pair.haltReason(),
                pair.issueStatus(),
                pair.issueSuspended(),
                pair.sequence(),
                time(pair.recordedAtMs()));
    }

    BookView view(Instrument pair, BookQueries.Depth depth) {
        return new BookView(
                ids.of(pair.instrumentId()),
                pair.baseCode(),
                pair.quoteCode(),
                depth.bids().stream().map(level -> view(pair, level)).toList(),
                depth.asks().stream().map(level -> view(pair, level)).toList(),
                depth.sequence());
    }

    LevelView view(Instrument pair, BookQueries.Level level) {
        return new LevelView(price(pair, level.priceTicks()), quantity(pair, level.lots()), level.orders());
    }

    TradeView view(Instrument pair, TradeQueries.Trade trade) {
        return new TradeView(
                ids.of(trade.tradeId()),
                price(pair, trade.priceTicks()),
                Amounts.decimal(trade.quantity(), pair.baseScale()),
                Amounts.decimal(trade.moneyMinor(), pair.quoteScale()),
                trade.aggressor(),
                trade.cancelled(),
                trade.sequence(),
                time(trade.recordedAtMs()));
    }

    DealView deal(Instrument pair, TradeQueries.Trade trade, boolean bought) {
        Long cancelled = trade.cancelledAtMs();
        ProvenBy by = proofs.by(trade.sequence());
        return new DealView(
                ids.of(trade.tradeId()),
                ids.of(pair.instrumentId()),
                pair.symbol(),
                ids.of(bought ? trade.buyOrderId() : trade.sellOrderId()),
                ids.of(bought ? trade.buyerAccountId() : trade.sellerAccountId()),
                bought ? "BUY" : "SELL",
                price(pair, trade.priceTicks()),
                Amounts.decimal(trade.quantity(), pair.baseScale()),
                pair.baseCode(),
                Amounts.decimal(trade.moneyMinor(), pair.quoteScale()),
                pair.quoteCode(),
                Amounts.decimal(bought ? trade.buyerFeeMinor() : trade.sellerFeeMinor(), pair.quoteScale()),
                cancelled == null ? null : time(cancelled),
                trade.sequence(),
                time(trade.recordedAtMs()),
                ProvenBy.state(by),
                by);
    }

    OrderView view(Instrument pair, OrderQueries.Order order) {
        return new OrderView(
                ids.of(order.orderId()),
                ids.of(pair.instrumentId()),
                pair.symbol(),
                ids.of(order.accountId()),
                order.side(),
                order.ordType(),
                order.timeInForce(),
                price(pair, order.priceTicks()),
                pair.quoteCode(),
                quantity(pair, order.quantityLots()),
                quantity(pair, order.leavesLots()),
                quantity(pair, order.cumLots()),
                pair.baseCode(),
                order.status(),
                order.cancelReason(),
                order.clOrdRef(),
                order.displayLots() == 0 ? null : quantity(pair, order.displayLots()),
                order.stopPriceTicks() == 0 ? null : price(pair, order.stopPriceTicks()),
                order.expireTimeMs() == 0 ? null : time(order.expireTimeMs()),
                order.execInst(),
                order.selfTradePrevention(),
                order.workingIndicator(),
                order.sequence(),
                time(order.recordedAtMs()));
    }

    String price(Instrument pair, long priceTicks) {
        return Amounts.decimal(Math.multiplyExact(priceTicks, pair.tickMinor()), pair.quoteScale());
    }

    String quantity(Instrument pair, long lots) {
        return Amounts.decimal(Math.multiplyExact(lots, pair.lotQuantity()), pair.baseScale());
    }

    /** What an order reserves, and of which asset. */
    String reserved(OrderTerms terms) {
        Instrument pair = terms.instrument();
        return Amounts.decimal(terms.reserved(), terms.side() == Side.BUY ? pair.quoteScale() : pair.baseScale());
    }

    String reservedAsset(OrderTerms terms) {
        return terms.side() == Side.BUY
                ? terms.instrument().quoteCode()
                : terms.instrument().baseCode();
    }

    static String time(long unixMs) {
        return TIME.format(Instant.ofEpochMilli(unixMs));
    }
}
