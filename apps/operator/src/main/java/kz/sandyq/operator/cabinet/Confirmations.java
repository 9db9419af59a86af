package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.facts.PaperMark;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.pdf.PdfPages;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.RecordRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Confirms a deal to one of its sides; never with whom it was made. */
@Component
@LegalBasis("LAW-1.6-3-c")
class Confirmations {
    private final OwnAccounts accounts;
    private final Letterheads heads;
    private final CabinetIds ids;
    private final PdfPages pdf;
    private final JdbcClient jdbc;
    private final SandyqClock clock;

    Confirmations(
            OwnAccounts accounts, Letterheads heads, CabinetIds ids, PdfPages pdf, JdbcClient jdbc, SandyqClock clock) {
        this.accounts = accounts;
        this.heads = heads;
        this.ids = ids;
        this.pdf = pdf;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A deal as one of its sides sees it. Quantities in minor units of the asset, money in minor units of its own.
     *
     * @param priceMinor money for one lot
     * @param feeMinor what this side paid in fees
     */
    record Deal(
            long tradeId,
            boolean bought,
            long orderId,
            long accountId,
            String symbol,
            String code,
            String name,
            String registrationNumber,
            int scale,
            long quantity,
            long lotQuantity,
            long priceMinor,
            long moneyMinor,
            long feeMinor,
            String moneyCode,
            int moneyScale,
            long sequence,
            long recordedAtMs,
            @Nullable Long cancelledAtMs) {
        /** When it was made and settled: both are one step. */
        public Instant madeAt() {
            return Instant.ofEpochMilli(recordedAtMs);
        }

        /** When it was undone, null for a deal that stands. */
        public @Nullable Instant cancelledAt() {
            return cancelledAtMs == null ? null : Instant.ofEpochMilli(cancelledAtMs);
        }
    }

    /** The deal; not found (404) unless the client is one of its sides. */
    Deal find(long clientRelationId, long dealId) {
        List<Long> own = accounts.of(clientRelationId);
        if (own.isEmpty()) {
            throw RefusedException.notFound();
        }
        return jdbc.sql("""
                        select t.trade_id, t.buyer_account_id in (:accounts) as bought,
                            case when t.buyer_account_id in (:accounts) then t.buy_order_id else t.sell_order_id end
                                as order_id,
                            case when t.buyer_account_id in (:accounts) then t.buyer_account_id
                                else t.seller_account_id end as account_id,
                            i.symbol, a.code, coalesce(f.terms ->> 'name', a.code) as name,
                            coalesce(s.registration_number, '') as registration_number, a.scale, t.quantity,
                            i.lot_quantity, t.price_ticks * i.tick_minor as price_minor, t.money_minor,
                            case when t.buyer_account_id in (:accounts) then t.buyer_fee_minor
                                else t.seller_fee_minor end as fee_minor,
                            m.code as money_code, m.scale as money_scale, t.sequence, t.recorded_at_ms,
                            (select c.recorded_at_ms from readmodel.trade_cancellation c
                                where c.trade_id = t.trade_id) as cancelled_at_ms
                        from readmodel.trade t join readmodel.instrument i on i.instrument_id = t.instrument_id
                        join readmodel.asset a on a.asset_id = i.base_asset_id
                        join readmodel.asset m on m.asset_id = i.quote_asset_id
                        left join readmodel.issue s on s.issue_id = i.base_asset_id
                        left join operator.issue o on o.issue_id = i.base_asset_id
                        left join operator.issue_application f on f.id = o.application_id
                        where t.trade_id = :id
                            and (t.buyer_account_id in (:accounts) or t.seller_account_id in (:accounts))""")
                .param("id", dealId)
                .param("accounts", own)
                .query(RecordRows.of(Deal.class))
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    /** The confirmation of a deal. */
    byte[] pdf(long clientRelationId, long dealId, PaperMark mark, Locale locale) {
        Deal deal = find(clientRelationId, dealId);
        return pdf.render(
                "cabinet/confirmation-pdf",
                Map.of(
                        "deal",
                        deal,
                        "number",
                        ids.of(deal.tradeId()),
                        "order",
                        ids.of(deal.orderId()),
                        "account",
                        ids.of(deal.accountId()),
                        "head",
                        heads.of(clientRelationId, "TRADING"),
                        "madeAt",
                        clock.instant(),
                        "mark",
                        mark),
                locale);
    }
}
