package kz.sandyq.operator.money;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.proof.LiabilityNotes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.readmodel.RecordRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a published note says is owed of each asset, beside the register and what banks have told, after its entry. */
@Component
@LegalBasis("LAW-1.4")
class OwedTotals {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String AT_ENTRY = """
            with held as (
                select b.asset_id, c.capacity, sum(l.total) total
                from readmodel.balance b join readmodel.account c on c.account_id = b.account_id
                cross join lateral (
                    select p.available + p.held + p.blocked total from readmodel.posting p
                    where p.asset_id = b.asset_id and p.account_id = b.account_id and p.sequence <= :sequence
                    order by p.sequence desc, p.event_index desc limit 1) l
                group by b.asset_id, c.capacity),
            told as (
                select k.asset_id,
                    coalesce(sum(case when m.credit then m.amount_minor else -m.amount_minor end), 0) told
                from operator.bank_account k
                left join operator.bank_movement m on m.bank_account_id = k.id and m.core_sequence <= :sequence
                group by k.asset_id)
            select a.asset_id, a.code, a.scale, t.asset_id is not null banked, coalesce(t.told, 0)::bigint told,
                coalesce(sum(h.total) filter (where h.capacity in ('CLIENT', 'ISSUER')
                    or a.asset_kind = 'DFA' and h.capacity = 'OPERATOR_OWN'), 0)::bigint registered,
                coalesce(-sum(h.total) filter (where h.capacity = 'BANK_SIDE'), 0)::bigint booked
            from readmodel.asset a
            left join held h on h.asset_id = a.asset_id
            left join told t on t.asset_id = a.asset_id
            group by a.asset_id, a.code, a.scale, t.asset_id, t.told
            order by a.asset_id""";

    private final LiabilityNotes notes;
    private final MoneyIds ids;
    private final JdbcClient jdbc;
    private final ReadModelPosition position;

    OwedTotals(LiabilityNotes notes, MoneyIds ids, JdbcClient jdbc, ReadModelPosition position) {
        this.notes = notes;
        this.ids = ids;
        this.jdbc = jdbc;
        this.position = position;
    }

    /** How the figures of an asset stand to each other, the gravest that is so. */
    enum State {
        /** The register does not come to what was published. */
        REGISTER_DIFFERS,
        /** What banks have told does not come to what the log has at banks. */
        BANK_DIFFERS,
        /** Banks hold less than is owed. */
        BANK_SHORT,
        /** Nothing of these. */
        IN_ORDER;

        /** Of amounts in minor units. */
        static State of(long owedMinor, Figures figures) {
            if (owedMinor != figures.registered()) {
                return REGISTER_DIFFERS;
            }
            if (!figures.banked()) {
                return IN_ORDER;
            }
            if (figures.told() != figures.booked()) {
                return BANK_DIFFERS;
            }
            return figures.told() < owedMinor ? BANK_SHORT : IN_ORDER;
        }
    }

    /**
     * What rows say of an asset after an entry, minor units.
     *
     * @param banked whether the operator has a bank account in it
     * @param told movements that banks have told and that are booked, credits less debits
     * @param registered what holders, or clients and issuers, have
     * @param booked what the log has at banks
     */
    record Figures(long assetId, String code, int scale, boolean banked, long told, long registered, long booked) {}

    /**
     * An asset, amounts as decimal texts.
     *
     * @param owed total in the published note
     * @param registered total of the register
     * @param told by banks, absent where the operator has no bank account in it
     * @param booked at banks by the log, absent likewise
     */
    record Line(
            String assetId,
            String code,
            String owed,
            String registered,
            @Nullable String told,
            @Nullable String booked,
            State state) {}

    /**
     * A round.
     *
     * @param sequences rounds whose totals are kept, the newest first
     * @param sequence the entry after which all this is owed
     * @param at its cluster time
     */
    record Round(List<Long> sequences, long sequence, Instant at, List<Line> items) {}

    /** Whether there is a round at all. */
    boolean isEmpty() {
        return notes.sequences().isEmpty();
    }

    /**
     * The totals of a round.
     *
     * @param sequence of the round, 0 for the newest
     * @throws RefusedException NOT_FOUND when there is none, or it is not kept; PROOF_NOT_YET while rows are behind it
     */
    Round round(long sequence) {
        List<Long> kept = notes.sequences();
        if (kept.isEmpty()) {
            throw RefusedException.notFound();
        }
        long asked = sequence == 0 ? kept.getFirst() : sequence;
        Instant at = Instant.ofEpochMilli(notes.timestampMs(asked));
        if (!position.await(asked, PATIENCE)) {
            throw new RefusedException("PROOF_NOT_YET", asked).status(409);
        }
        List<Line> lines = new ArrayList<>();
        for (Figures each : figures(asked)) {
            OptionalLong owed = notes.totalMinor(asked, each.assetId());
            if (owed.isPresent()) {
                lines.add(line(owed.getAsLong(), each));
            }
        }
        return new Round(kept, asked, at, lines);
    }

    /** Asks every holding: one after the other, so that looking again and again keeps nobody else waiting. */
    private synchronized List<Figures> figures(long sequence) {
        return Rows.list(jdbc.sql(AT_ENTRY).param("sequence", sequence).query(RecordRows.of(Figures.class)));
    }

    private Line line(long owedMinor, Figures figures) {
        int scale = figures.scale();
        return new Line(
                ids.of(figures.assetId()),
                figures.code(),
                Amounts.decimal(owedMinor, scale),
                Amounts.decimal(figures.registered(), scale),
                figures.banked() ? Amounts.decimal(figures.told(), scale) : null,
                figures.banked() ? Amounts.decimal(figures.booked(), scale) : null,
                State.of(owedMinor, figures));
    }
}
