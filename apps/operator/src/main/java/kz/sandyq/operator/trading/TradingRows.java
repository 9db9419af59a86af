package kz.sandyq.operator.trading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.MarketQueries;
import kz.sandyq.readmodel.OrderQueries;
import kz.sandyq.readmodel.TradeQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The market as people read it: numbers in the language of the request, the unit beside. */
@Component
class TradingRows {
    private final PublicId ids;
    private final Proofs proofs;
    private final Amounts fmt;
    private final IssueCatalog issues;

    TradingRows(PublicId ids, Amounts fmt, IssueCatalog issues, Proofs proofs) {
        this.ids = ids;
        this.proofs = proofs;
        this.fmt = fmt;
        this.issues = issues;
    }

    /**
     * A pair in the list of the market; an empty text stands for what is not there yet.
     *
     * @param change difference to the last price of the day before, with its sign
     * @param issueHref page of the issue, null when it is not in the register of this operator
     */
    record PairRow(
            String id,
            String symbol,
            String name,
            TradingState state,
            String haltReason,
            String lastPrice,
            String change,
            String volume,
            String turnover,
            String lot,
            String tick,
            String asset,
            String quoteAsset,
            @Nullable String issueHref) {}

    /** One price of the book with what is wanted and offered at it. */
    record LadderRow(String side, String price, String bid, String ask, int orders) {}

    /** A trade. */
    record TradeRow(String time, String price, String quantity, String amount, String aggressor, boolean cancelled) {}

    /**
     * An order of the client.
     *
     * @param terms its type when that is not LIMIT, the price that wakes it, how long it stands
     * @param plainPrice price as it is typed
     * @param plainQuantity quantity as it is typed
     */
    record OrderRow(
            String id,
            String instrumentId,
            String symbol,
            String time,
            String side,
            String terms,
            String price,
            String quantity,
            String filled,
            String status,
            String cancelReason,
            boolean open,
            String plainPrice,
            String plainQuantity) {}

    /** A deal of the client. */
    record DealRow(
            String id,
            String instrumentId,
            String symbol,
            String time,
            String side,
            String price,
            String quantity,
            String amount,
            String fee,
            boolean cancelled,
            long sequence,
            boolean proven) {}

    PairRow pair(Instrument pair, MarketQueries.@Nullable Day day) {
        var issue = issues.find(pair.baseAssetId());
        Long last = day == null ? null : day.lastPriceTicks();
        Long reference = day == null ? null : day.referencePriceTicks();
        return new PairRow(
                ids.of(pair.instrumentId()),
                pair.symbol(),
                issue.map(IssueCatalog.RegisteredIssue::name).orElse(pair.baseCode()),
                TradingState.of(pair),
                pair.haltReason(),
                last == null ? "" : price(pair, last),
                last == null || reference == null ? "" : change(pair, last - reference),
                day == null || day.dayTrades() == 0 ? "" : units(pair, day.dayQuantity()),
                day == null || day.dayTrades() == 0 ? "" : money(pair, day.dayMoneyMinor()),
                units(pair, pair.lotQuantity()),
                money(pair, pair.tickMinor()),
                pair.baseCode(),
                pair.quoteCode(),
                issue.map(each -> "/public/issues/" + ids.of(each.issueId())).orElse(null));
    }

    /** Offers from the dearest down to the best, then bids from the best down. */
    List<LadderRow> ladder(Instrument pair, BookQueries.Depth depth) {
        List<LadderRow> rows = new ArrayList<>();
        depth.asks()
                .reversed()
                .forEach(each -> rows.add(new LadderRow(
                        "SELL", bare(pair, each.priceTicks()), "", lots(pair, each.lots()), each.orders())));
        depth.bids()
                .forEach(each -> rows.add(new LadderRow(
                        "BUY", bare(pair, each.priceTicks()), lots(pair, each.lots()), "", each.orders())));
        return rows;
    }

    TradeRow trade(Instrument pair, TradeQueries.Trade trade) {
        return new TradeRow(
                time(trade.recordedAtMs()),
                bare(pair, trade.priceTicks()),
                fmt.number(trade.quantity(), pair.baseScale()),
                fmt.number(trade.moneyMinor(), pair.quoteScale()),
                trade.aggressor(),
                trade.cancelled());
    }

    OrderRow order(Instrument pair, OrderQueries.Order order) {
        return new OrderRow(
                ids.of(order.orderId()),
                ids.of(order.instrumentId()),
                pair.symbol(),
                time(order.recordedAtMs()),
                order.side(),
                terms(pair, order),
                price(pair, order.priceTicks()),
                lots(pair, order.quantityLots()),
                lots(pair, order.cumLots()),
                order.workingIndicator() || order.leavesLots() == 0 ? order.status() : "WAITING",
                order.cancelReason(),
                order.leavesLots() > 0,
                Amounts.decimal(Math.multiplyExact(order.priceTicks(), pair.tickMinor()), pair.quoteScale()),
                Amounts.decimal(Math.multiplyExact(order.quantityLots(), pair.lotQuantity()), pair.baseScale()));
    }

    private String terms(Instrument pair, OrderQueries.Order order) {
        String type = order.ordType().equals("LIMIT") ? "" : order.ordType().replace('_', ' ') + ", ";
        String stop = order.stopPriceTicks() == 0 ? "" : price(pair, order.stopPriceTicks()) + ", ";
        String until = order.expireTimeMs() == 0 ? "" : " " + time(order.expireTimeMs());
        return type + stop + order.timeInForce() + until;
    }

    DealRow deal(Instrument pair, TradeQueries.Trade trade, boolean bought) {
        return new DealRow(
                ids.of(trade.tradeId()),
                ids.of(trade.instrumentId()),
                pair.symbol(),
                time(trade.recordedAtMs()),
                bought ? "BUY" : "SELL",
                price(pair, trade.priceTicks()),
                units(pair, trade.quantity()),
                money(pair, trade.moneyMinor()),
                money(pair, bought ? trade.buyerFeeMinor() : trade.sellerFeeMinor()),
                trade.cancelled(),
                trade.sequence(),
                proofs.by(trade.sequence()) != null);
    }

    /** Price of one lot with its unit. */
    String price(Instrument pair, long priceTicks) {
        return money(pair, Math.multiplyExact(priceTicks, pair.tickMinor()));
    }

    /** An amount of the quote asset with its unit. */
    String money(Instrument pair, long minor) {
        return fmt.money(minor, pair.quoteScale(), pair.quoteCode());
    }

    /** A quantity of the base asset with its unit. */
    String units(Instrument pair, long minor) {
        return fmt.money(minor, pair.baseScale(), pair.baseCode());
    }

    private String bare(Instrument pair, long priceTicks) {
        return fmt.number(Math.multiplyExact(priceTicks, pair.tickMinor()), pair.quoteScale());
    }

    private String lots(Instrument pair, long lots) {
        return fmt.number(Math.multiplyExact(lots, pair.lotQuantity()), pair.baseScale());
    }

    private String change(Instrument pair, long ticks) {
        String text = price(pair, ticks);
        return ticks > 0 ? "+" + text : text;
    }

    private String time(long unixMs) {
        return fmt.dateTime(Instant.ofEpochMilli(unixMs));
    }
}
