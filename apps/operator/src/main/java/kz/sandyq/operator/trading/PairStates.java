package kz.sandyq.operator.trading;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.PairQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a pair allows, and how its auction stands. */
@Component
class PairStates {
    private static final int PERCENT_DECIMALS = 2;

    private final PairQueries queries;
    private final MarketViews views;
    private final TradingRows rows;
    private final Amounts fmt;

    PairStates(PairQueries queries, MarketViews views, TradingRows rows, Amounts fmt) {
        this.queries = queries;
        this.views = views;
        this.rows = rows;
        this.fmt = fmt;
    }

    /**
     * Rules of a pair; an absent one is no rule. Percentages are decimal texts.
     *
     * @param collar how far from the reference the price of an order may be, in the quote asset; of the collar one of
     *     the two is there
     * @param sequence entry of the log that set them, absent when none were ever set
     */
    record RulesView(
            String instrumentId,
            @Nullable String largestOrderQuantity,
            @Nullable String largestOrderAmount,
            @Nullable String smallestOrderAmount,
            @Nullable String referencePrice,
            @Nullable String collar,
            @Nullable String collarPercent,
            @Nullable String dynamicBandPercent,
            @Nullable String staticBandPercent,
            long interruptionSeconds,
            long cancelWindowSeconds,
            @Nullable Long sequence) {}

    /** What the running call would trade if it ended now; the price lies between the two. */
    record IndicativeView(String quantity, String lowestPrice, String highestPrice) {}

    /** An auction that has ended; without a price nothing could trade. */
    record EndedView(String phase, @Nullable String price, String quantity, long trades, long sequence, String time) {}

    /**
     * How the auction of a pair stands.
     *
     * @param indicative absent when no call runs or nothing crosses
     */
    record AuctionView(
            String instrumentId,
            String phase,
            @Nullable String callEndsAt,
            @Nullable IndicativeView indicative,
            @Nullable EndedView last) {}

    /** A rule in words: message {@code trading.rule.<name>} and its value. */
    record RuleLine(String name, String value) {}

    /** The auction for people; an empty text is nothing. */
    record AuctionRow(String phase, String callEndsAt, String indicative, String last) {}

    RulesView rulesView(Instrument pair) {
        String id = views.view(pair).id();
        PairQueries.PairRules set = queries.rules(pair.instrumentId()).orElse(null);
        if (set == null) {
            return new RulesView(id, null, null, null, null, null, null, null, null, 0, 0, null);
        }
        return new RulesView(
                id,
                set.largestOrderLots() == 0 ? null : views.quantity(pair, set.largestOrderLots()),
                money(pair, set.largestOrderMinor()),
                money(pair, set.minimumNotionalMinor()),
                set.referencePriceTicks() == 0 ? null : views.price(pair, set.referencePriceTicks()),
                set.collarTicks() == 0 ? null : views.price(pair, set.collarTicks()),
                percent(set.collarBasisPoints()),
                percent(set.dynamicBandBasisPoints()),
                percent(set.staticBandBasisPoints()),
                Duration.ofMillis(set.interruptionMs()).toSeconds(),
                Duration.ofMillis(set.cancelWindowMs()).toSeconds(),
                set.sequence());
    }

    AuctionView auctionView(Instrument pair) {
        MarketViews.InstrumentView shown = views.view(pair);
        IndicativeView indicative = !inCall(pair)
                ? null
                : queries.indicative(pair.instrumentId())
                        .map(now -> new IndicativeView(
                                views.quantity(pair, now.lots()),
                                views.price(pair, now.lowestTicks()),
                                views.price(pair, now.highestTicks())))
                        .orElse(null);
        EndedView last = queries.lastAuction(pair.instrumentId())
                .map(ended -> new EndedView(
                        ended.phase(),
                        ended.priceTicks() == 0 ? null : views.price(pair, ended.priceTicks()),
                        views.quantity(pair, ended.lots()),
                        ended.trades(),
                        ended.sequence(),
                        MarketViews.time(ended.recordedAtMs())))
                .orElse(null);
        return new AuctionView(shown.id(), shown.phase(), shown.callEndsAt(), indicative, last);
    }

    /** The rules that are set, in words. */
    List<RuleLine> rules(Instrument pair) {
        RulesView set = rulesView(pair);
        List<RuleLine> lines = new ArrayList<>();
        add(lines, "largestOrderQuantity", set.largestOrderQuantity(), pair.baseCode());
        add(lines, "largestOrderAmount", set.largestOrderAmount(), pair.quoteCode());
        add(lines, "smallestOrderAmount", set.smallestOrderAmount(), pair.quoteCode());
        add(lines, "referencePrice", set.referencePrice(), pair.quoteCode());
        add(lines, "collar", set.collar(), pair.quoteCode());
        add(lines, "collarPercent", set.collarPercent(), "%");
        add(lines, "dynamicBandPercent", set.dynamicBandPercent(), "%");
        add(lines, "staticBandPercent", set.staticBandPercent(), "%");
        if (set.interruptionSeconds() > 0) {
            lines.add(new RuleLine("interruptionSeconds", fmt.number(set.interruptionSeconds(), 0)));
        }
        if (set.cancelWindowSeconds() > 0) {
            lines.add(new RuleLine("cancelWindowSeconds", fmt.number(set.cancelWindowSeconds(), 0)));
        }
        return lines;
    }

    private void add(List<RuleLine> lines, String name, @Nullable String decimal, String unit) {
        if (decimal != null) {
            lines.add(new RuleLine(name, fmt.amount(decimal, unit)));
        }
    }

    AuctionRow auction(Instrument pair) {
        String indicative = !inCall(pair)
                ? ""
                : queries.indicative(pair.instrumentId())
                        .map(now -> indicative(pair, now))
                        .orElse("");
        String last = queries.lastAuction(pair.instrumentId())
                .map(ended -> ended.priceTicks() == 0
                        ? time(ended.recordedAtMs())
                        : rows.price(pair, ended.priceTicks()) + ", " + lots(pair, ended.lots()) + ", "
                                + time(ended.recordedAtMs()))
                .orElse("");
        String ends = pair.callEndsAtMs() == 0 ? "" : time(pair.callEndsAtMs());
        return new AuctionRow(pair.phase(), ends, indicative, last);
    }

    private String indicative(Instrument pair, PairQueries.Indicative now) {
        String low = rows.price(pair, now.lowestTicks());
        String high = rows.price(pair, now.highestTicks());
        return lots(pair, now.lots()) + ", " + (low.equals(high) ? low : low + " – " + high);
    }

    private String lots(Instrument pair, long lots) {
        return rows.units(pair, Math.multiplyExact(lots, pair.lotQuantity()));
    }

    private static boolean inCall(Instrument pair) {
        return pair.status().equals("PRE_OPEN");
    }

    private @Nullable String money(Instrument pair, long minor) {
        return minor == 0 ? null : Amounts.decimal(minor, pair.quoteScale());
    }

    private static @Nullable String percent(int basisPoints) {
        return basisPoints == 0
                ? null
                : BigDecimal.valueOf(basisPoints, PERCENT_DECIMALS).toPlainString();
    }

    private String time(long unixMs) {
        return fmt.dateTime(Instant.ofEpochMilli(unixMs));
    }
}
