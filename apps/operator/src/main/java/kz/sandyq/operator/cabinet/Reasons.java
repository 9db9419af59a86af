package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.EncumbranceQueries;
import kz.sandyq.readmodel.EncumbranceQueries.Encumbrance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a part of a holding is not free, now or at an earlier moment. */
@Component
@LegalBasis("LAW-1.6-3-d")
class Reasons {
    // What an entry did to a hold: a deal speaks of the trade, a delivery of the subscription, a redemption of the
    // issue, the end of a suspended transfer, a move or an instruction of that.
    private static final String HOLDS = """
            select x.hold_id, case when i.instruction_id is not null then 'INSTRUCTION'
                    else coalesce(h.reason, 'ORDER') end as reason, coalesce(h.subject_id, 0) as subject_id,
                sum(x.held_delta)::bigint as quantity, min(x.recorded_at_ms) as since_ms
            from (select p.held_delta, p.recorded_at_ms, case p.entry_kind
                    when 'FEE' then (select t.buy_order_id from readmodel.trade t
                        where t.trade_id = p.subject_id and t.sequence = p.sequence)
                    when 'TRADE' then (select case when t.buyer_account_id = p.account_id then t.buy_order_id
                            else t.sell_order_id end
                        from readmodel.trade t where t.trade_id = p.subject_id and t.sequence = p.sequence)
                    when 'PLACEMENT' then (select case when s.account_id = p.account_id then s.subscription_id
                            else s.placement_id end
                        from readmodel.subscription s where s.subscription_id = p.subject_id)
                    when 'REDEMPTION_PAYMENT' then (select max(r.hold_id) from readmodel.hold r
                        where r.reason = 'REDEMPTION' and r.account_id = p.account_id and r.subject_id = p.subject_id)
                    else coalesce((select r.subject_id from readmodel.hold r
                            where r.hold_id = p.subject_id and r.reason = 'INSTRUCTION'),
                        (select min(g.hold_id) from readmodel.hold h join readmodel.hold g
                            on g.reason = h.reason and g.subject_id = h.subject_id
                            and g.account_id = h.account_id and g.asset_id = h.asset_id
                        where h.reason in ('TRANSFER', 'MOVE') and h.account_id = p.account_id
                            and h.asset_id = p.asset_id and p.subject_id in (h.hold_id, h.subject_id)),
                        p.subject_id) end as hold_id
                from readmodel.posting p where p.account_id = :account and p.asset_id = :asset
                    and p.sequence <= :sequence and p.held_delta <> 0) x
            left join readmodel.hold h on h.hold_id = x.hold_id
            left join readmodel.instruction i on i.instruction_id = x.hold_id
            group by x.hold_id, i.instruction_id, h.reason, h.subject_id having sum(x.held_delta) <> 0
            order by x.hold_id""";

    private final JdbcClient jdbc;
    private final EncumbranceQueries encumbrances;
    private final CabinetIds ids;

    Reasons(JdbcClient jdbc, CabinetIds ids) {
        this.jdbc = jdbc;
        this.encumbrances = new EncumbranceQueries(jdbc);
        this.ids = ids;
    }

    /**
     * Why a part is not free.
     *
     * @param kind ORDER, SUBSCRIPTION, PLACEMENT (proceeds until the placement ends), PAYOUT, REDEMPTION, PAYMENT_DUE,
     *     INSTRUCTION, TRANSFER (suspended), BUY_BACK, MOVE, PLEDGE, ARREST
     * @param quantity minor units that are held or blocked; 0 when only rights are restricted
     * @param subjectId number of what is behind it
     * @param page address of its page
     * @param api its address for programs
     */
    record Reason(String kind, long quantity, long subjectId, Instant since, String page, String api) {}

    private record Hold(long holdId, String reason, long subjectId, long quantity, long sinceMs) {}

    /** Reasons of a holding after the entry of a sequence, holds first. */
    List<Reason> of(long accountId, long assetId, long sequence) {
        List<Reason> all = new ArrayList<>();
        jdbc.sql(HOLDS)
                .param("account", accountId)
                .param("asset", assetId)
                .param("sequence", sequence)
                .query(Hold.class)
                .list()
                .forEach(hold -> all.add(reason(Objects.requireNonNull(hold))));
        AsOf moment = new AsOf(sequence, Instant.EPOCH, null);
        encumbrances.at(assetId, List.of(accountId), moment).forEach(each -> all.add(reason(each)));
        return List.copyOf(all);
    }

    private Reason reason(Hold hold) {
        Instant since = Instant.ofEpochMilli(hold.sinceMs());
        long id = hold.holdId();
        return switch (hold.reason()) {
            case "SUBSCRIPTION" -> subscription(hold, since);
            case "PAYOUT" -> new Reason("PAYOUT", hold.quantity(), id, since, "/cabinet/money", "/api/v1/me/payouts");
            case "REDEMPTION" -> {
                String issue = ids.of(hold.subjectId());
                yield new Reason(
                        "REDEMPTION",
                        hold.quantity(),
                        hold.subjectId(),
                        since,
                        "/public/issues/" + issue,
                        "/api/v1/issues/" + issue);
            }
            case "TRANSFER" ->
                new Reason(
                        "TRANSFER",
                        hold.quantity(),
                        hold.subjectId(),
                        since,
                        "/cabinet/transfers",
                        "/api/v1/me/suspended-transfers");
            case "BUY_BACK" ->
                new Reason(
                        "BUY_BACK",
                        hold.quantity(),
                        id,
                        since,
                        "/cabinet/buy-backs/" + ids.of(id),
                        "/api/v1/buy-backs/" + ids.of(id));
            case "MOVE" ->
                new Reason(
                        "MOVE", hold.quantity(), hold.subjectId(), since, "/cabinet/holdings", "/api/v1/me/holdings");
            case "INSTRUCTION" -> {
                String page = "instructions/" + ids.of(id);
                yield new Reason("INSTRUCTION", hold.quantity(), id, since, "/cabinet/" + page, "/api/v1/me/" + page);
            }
            case "PAYMENT_DUE" ->
                new Reason("PAYMENT_DUE", hold.quantity(), id, since, "/cabinet/money", "/api/v1/me/money");
            default ->
                new Reason(
                        "ORDER",
                        hold.quantity(),
                        id,
                        since,
                        "/market/orders?open=true",
                        "/api/v1/orders/" + ids.of(id));
        };
    }

    /** Money of a subscription, or what subscribers have paid until their placement ends. */
    private Reason subscription(Hold hold, Instant since) {
        long id = hold.holdId();
        boolean own = jdbc.sql("select exists (select from readmodel.subscription where subscription_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (own) {
            String api = "/api/v1/subscriptions/" + ids.of(id);
            return new Reason("SUBSCRIPTION", hold.quantity(), id, since, "/subscriptions", api);
        }
        String page = jdbc.sql("select id from operator.placement_application where placement_id = :id")
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(application -> "/placements/" + ids.of(application))
                .orElse("/placements");
        return new Reason("PLACEMENT", hold.quantity(), id, since, page, "/api/v1" + page);
    }

    private Reason reason(Encumbrance each) {
        String id = ids.of(each.encumbranceId());
        return new Reason(
                each.kind(),
                each.coveredQuantity(),
                each.encumbranceId(),
                each.enteredAt(),
                "/cabinet/encumbrances/" + id,
                "/api/v1/me/encumbrances/" + id);
    }
}
