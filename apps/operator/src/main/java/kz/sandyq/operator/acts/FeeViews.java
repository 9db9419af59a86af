package kz.sandyq.operator.acts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.EntryGround;
import kz.sandyq.readmodel.FeeQueries;
import kz.sandyq.readmodel.TariffQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tariffs and fees as programs and pages see them: decimal texts, rates in percent. */
@Component
class FeeViews {
    private static final int PPM_DECIMALS = 4;

    private final Facts facts;
    private final ActStore acts;
    private final PublicId ids;

    FeeViews(Facts facts, ActStore acts, PublicId ids) {
        this.facts = facts;
        this.acts = acts;
        this.ids = ids;
    }

    /**
     * A tier of a tariff.
     *
     * @param fromTurnover what a wallet has traded at least in the last closed fee period
     * @param makerPercent of the money of a trade, for who was in the book first
     * @param takerPercent for who came to him
     * @param auctionPercent for both sides of an auction
     */
    record TierView(String fromTurnover, String makerPercent, String takerPercent, String auctionPercent) {}

    /** A tariff. */
    record ScheduleView(
            String id,
            String money,
            String feeAccountId,
            LocalDate validFrom,
            List<TierView> tiers,
            @Nullable String actId,
            @Nullable String groundNumber,
            Instant since) {}

    /**
     * What the orders of a pair cost.
     *
     * @param from since when
     * @param tiers none where no fee is taken yet
     * @param nextFrom from when on another tariff holds, absent when none is decided
     */
    record TariffView(
            String instrumentId,
            String symbol,
            @Nullable String money,
            @Nullable LocalDate from,
            List<TierView> tiers,
            @Nullable LocalDate nextFrom,
            List<TierView> nextTiers) {}

    /** Whether the holder of a wallet pays fees. */
    record StatusView(
            String walletId,
            String holder,
            String status,
            @Nullable String actId,
            @Nullable String groundNumber,
            Instant since) {}

    /**
     * A fee beside trades.
     *
     * @param chargeId what a refund names
     */
    record ChargeView(
            String chargeId,
            String accountId,
            String holder,
            String feeAccountId,
            String amount,
            String money,
            String reason,
            boolean refunded,
            @Nullable String actId,
            @Nullable String groundNumber,
            Instant at,
            long sequence) {}

    /** Which rate of a tariff a side of a trade pays. */
    enum FeeRole {
        /** Was in the book first. */
        MAKER,
        /** Came to him. */
        TAKER,
        /** Both sides of an auction. */
        AUCTION
    }

    /**
     * The fees of a trade; amounts are decimal texts.
     *
     * @param buyerRole absent, as is that of the seller, of a trade whose phase is not known
     * @param cancelled whether the trade was undone and both fees went back
     */
    record TradeFeesView(
            String dealId,
            String pair,
            String buyerAccountId,
            String buyer,
            String buyerFee,
            @Nullable FeeRole buyerRole,
            String sellerAccountId,
            String seller,
            String sellerFee,
            @Nullable FeeRole sellerRole,
            String money,
            boolean cancelled,
            Instant at,
            long sequence) {}

    TradeFeesView view(FeeQueries.OfTrade row) {
        return new TradeFeesView(
                ids.of(row.tradeId()),
                row.symbol(),
                ids.of(row.buyerAccountId()),
                facts.words(ActField.Type.ACCOUNT, row.buyerAccountId()).orElse(""),
                Amounts.decimal(row.buyerFeeMinor(), row.scale()),
                role(row, "BUY"),
                ids.of(row.sellerAccountId()),
                facts.words(ActField.Type.ACCOUNT, row.sellerAccountId()).orElse(""),
                Amounts.decimal(row.sellerFeeMinor(), row.scale()),
                role(row, "SELL"),
                row.code(),
                row.cancelledAtMs() != null,
                Instant.ofEpochMilli(row.recordedAtMs()),
                row.sequence());
    }

    private static @Nullable FeeRole role(FeeQueries.OfTrade row, String side) {
        return switch (row.phase()) {
            case "NONE" -> null;
            case "CONTINUOUS" -> row.aggressor().equals(side) ? FeeRole.TAKER : FeeRole.MAKER;
            default -> FeeRole.AUCTION;
        };
    }

    ScheduleView view(TariffQueries.Schedule row) {
        Optional<Act> act = act(row.ground());
        return new ScheduleView(
                ids.of(row.scheduleId()),
                row.code(),
                ids.of(row.feeAccountId()),
                row.validFrom(),
                tiers(row),
                id(act),
                paper(act),
                row.since());
    }

    /** Of each pair what holds now, and what is decided to come. */
    List<TariffView> tariffs(TariffQueries queries, LocalDate today) {
        Map<Long, TariffQueries.Assignment> now = byPair(queries.inForce(today));
        Map<Long, TariffQueries.Assignment> next = byPair(queries.coming(today));
        return facts.list(ActField.Type.PAIR).stream()
                .map(pair -> tariff(
                        pair,
                        schedule(queries, now.get(pair.id())),
                        now.get(pair.id()),
                        schedule(queries, next.get(pair.id())),
                        next.get(pair.id())))
                .toList();
    }

    private static Map<Long, TariffQueries.Assignment> byPair(List<TariffQueries.Assignment> all) {
        return all.stream().collect(Collectors.toMap(TariffQueries.Assignment::instrumentId, Function.identity()));
    }

    private static TariffQueries.@Nullable Schedule schedule(
            TariffQueries queries, TariffQueries.@Nullable Assignment assignment) {
        return assignment == null
                ? null
                : queries.schedule(assignment.scheduleId()).orElse(null);
    }

    private TariffView tariff(
            Facts.Thing pair,
            TariffQueries.@Nullable Schedule schedule,
            TariffQueries.@Nullable Assignment assignment,
            TariffQueries.@Nullable Schedule next,
            TariffQueries.@Nullable Assignment coming) {
        TariffQueries.Schedule money = schedule == null ? next : schedule;
        return new TariffView(
                ids.of(pair.id()),
                pair.words(),
                money == null ? null : money.code(),
                assignment == null ? null : assignment.from(),
                schedule == null ? List.of() : tiers(schedule),
                coming == null ? null : coming.from(),
                next == null ? List.of() : tiers(next));
    }

    StatusView view(FeeQueries.Status row) {
        Optional<Act> act = act(row.ground());
        return new StatusView(
                ids.of(row.walletId()),
                facts.words(ActField.Type.WALLET, row.walletId()).orElse(""),
                row.status(),
                id(act),
                paper(act),
                row.since());
    }

    ChargeView view(FeeQueries.Charge row) {
        Optional<Act> act = act(row.ground());
        return new ChargeView(
                ids.of(row.chargeSequence()),
                ids.of(row.accountId()),
                facts.words(ActField.Type.ACCOUNT, row.accountId()).orElse(""),
                ids.of(row.feeAccountId()),
                Amounts.decimal(row.amountMinor(), row.scale()),
                row.code(),
                row.reason(),
                row.refunded(),
                id(act),
                paper(act),
                row.at(),
                row.sequence());
    }

    private static List<TierView> tiers(TariffQueries.Schedule schedule) {
        return schedule.tiers().stream()
                .map(tier -> new TierView(
                        Amounts.decimal(tier.fromTurnoverMinor(), schedule.scale()),
                        percent(tier.makerPpm()),
                        percent(tier.takerPpm()),
                        percent(tier.auctionPpm())))
                .toList();
    }

    private static String percent(int ppm) {
        return BigDecimal.valueOf(ppm, PPM_DECIMALS).toPlainString();
    }

    private Optional<Act> act(EntryGround ground) {
        return ActPaper.holds(ground.documentKind()) ? acts.find(ground.documentRef()) : Optional.empty();
    }

    private @Nullable String id(Optional<Act> act) {
        return act.map(found -> ids.of(found.id())).orElse(null);
    }

    private static @Nullable String paper(Optional<Act> act) {
        return act.map(Act::paper).map(Act.Paper::number).orElse(null);
    }
}
