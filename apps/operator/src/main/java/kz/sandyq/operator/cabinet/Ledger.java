package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.cabinet.Cost.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Entries of a client's accounts, from the read model of the core. */
@Component
@LegalBasis("LAW-1.6-3-b")
@LegalBasis("LAW-1.6-3-c")
class Ledger {
    private static final String ENTRY = """
            select p.sequence, p.event_index, p.recorded_at_ms, p.effective_epoch_day, p.account_id, p.asset_id,
                a.code, a.scale, p.entry_kind, p.subject_id, p.available_delta, p.held_delta, p.blocked_delta,
                p.available, p.held, p.blocked, coalesce(e.ground_kind, t.ground_kind) as ground_kind,
                coalesce(e.ground_number, t.ground_number) as ground_number,
                coalesce(e.ground_date, t.ground_date) as ground_date,
                (select sum(m.available_delta + m.held_delta + m.blocked_delta) from readmodel.posting m
                    where m.sequence = p.sequence and m.account_id = p.account_id and m.subject_id = p.subject_id
                        and m.asset_id = i.money_asset_id) as money, n.code as money_code, n.scale as money_scale
            from readmodel.posting p join readmodel.asset a on a.asset_id = p.asset_id
            left join readmodel.issue i on i.issue_id = p.asset_id
            left join readmodel.asset n on n.asset_id = i.money_asset_id
            left join operator.register_entry e on e.id = p.document_ref and p.document_kind between 801 and 899
            left join operator.act t on t.id = p.document_ref and p.document_kind between 901 and 999
            """;
    private static final RowMapper<Entry> ENTRIES = (row, number) -> {
        java.sql.Date ground = row.getDate("ground_date");
        return new Entry(
                row.getLong("sequence"),
                row.getInt("event_index"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                LocalDate.ofEpochDay(row.getInt("effective_epoch_day")),
                row.getLong("account_id"),
                row.getLong("asset_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getString("entry_kind"),
                row.getLong("subject_id"),
                row.getLong("available_delta"),
                row.getLong("held_delta"),
                row.getLong("blocked_delta"),
                row.getLong("available"),
                row.getLong("held"),
                row.getLong("blocked"),
                row.getLong("money"),
                row.getString("money_code"),
                row.getInt("money_scale"),
                row.getString("ground_kind"),
                row.getString("ground_number"),
                ground == null ? null : ground.toLocalDate());
    };

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What an account has of an asset. Quantities in minor units.
     *
     * @param name name of the issue, the code when it has none
     * @param dfaKind STABLECOIN, ASSET_BACKED or FINANCIAL_INSTRUMENT; empty for money
     * @param moneyAssetId money in which an issue is paid, 0 for money itself
     */
    record Part(
            long accountId,
            long assetId,
            String code,
            String name,
            String dfaKind,
            int scale,
            long moneyAssetId,
            String moneyCode,
            int moneyScale,
            long available,
            long held,
            long blocked) {}

    /**
     * An entry of an account. Quantities in minor units of the asset, balances after it.
     *
     * @param moneyMinor money of the same account that moved with it, negative when it was paid; 0 for none
     */
    record Entry(
            long sequence,
            int eventIndex,
            Instant recordedAt,
            LocalDate effectiveDate,
            long accountId,
            long assetId,
            String code,
            int scale,
            String kind,
            long subjectId,
            long availableDelta,
            long heldDelta,
            long blockedDelta,
            long available,
            long held,
            long blocked,
            long moneyMinor,
            @Nullable String moneyCode,
            int moneyScale,
            @Nullable String groundKind,
            @Nullable String groundNumber,
            @Nullable LocalDate groundDate) {
        /** How much more the account has after it, all parts. */
        public long change() {
            return Math.addExact(Math.addExact(availableDelta, heldDelta), blockedDelta);
        }

        /** What the account has after it, all parts. */
        public long total() {
            return Math.addExact(Math.addExact(available, held), blocked);
        }
    }

    /** What the accounts had after the entry of a sequence, money first. */
    List<Part> parts(List<Long> accounts, long sequence) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return rows(
                jdbc.sql("""
                        select b.account_id, b.asset_id, a.code, coalesce(t.terms ->> 'name', a.code) as name,
                            coalesce(i.dfa_kind, '') as dfa_kind, a.scale,
                            coalesce(i.money_asset_id, 0) as money_asset_id, coalesce(n.code, '') as money_code,
                            coalesce(n.scale, 0) as money_scale, l.available, l.held, l.blocked
                        from readmodel.balance b join readmodel.asset a on a.asset_id = b.asset_id
                        cross join lateral (select p.available, p.held, p.blocked from readmodel.posting p
                            where p.asset_id = b.asset_id and p.account_id = b.account_id and p.sequence <= :sequence
                            order by p.sequence desc, p.event_index desc limit 1) l
                        left join readmodel.issue i on i.issue_id = b.asset_id
                        left join readmodel.asset n on n.asset_id = i.money_asset_id
                        left join operator.issue o on o.issue_id = b.asset_id
                        left join operator.issue_application t on t.id = o.application_id
                        where b.account_id in (:accounts) and (l.available <> 0 or l.held <> 0 or l.blocked <> 0)
                        order by i.issue_id nulls first, b.asset_id, b.account_id""").param("accounts", accounts).param("sequence", sequence),
                (row, number) -> new Part(
                        row.getLong("account_id"),
                        row.getLong("asset_id"),
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("dfa_kind"),
                        row.getInt("scale"),
                        row.getLong("money_asset_id"),
                        row.getString("money_code"),
                        row.getInt("money_scale"),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("blocked")));
    }

    /** An asset of which an account had something and has nothing now. */
    record Gone(long accountId, long assetId, String name) {}

    /** What the accounts have no more, by asset. */
    List<Gone> gone(List<Long> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return rows(
                jdbc.sql("""
                        select b.account_id, b.asset_id, coalesce(t.terms ->> 'name', a.code) as name
                        from readmodel.balance b join readmodel.asset a on a.asset_id = b.asset_id
                        left join operator.issue o on o.issue_id = b.asset_id
                        left join operator.issue_application t on t.id = o.application_id
                        where b.account_id in (:accounts) and b.available = 0 and b.held = 0 and b.blocked = 0
                            and exists (select from readmodel.posting p
                                where p.asset_id = b.asset_id and p.account_id = b.account_id)
                        order by b.asset_id, b.account_id""").param("accounts", accounts),
                (row, number) -> new Gone(row.getLong("account_id"), row.getLong("asset_id"), row.getString("name")));
    }

    /** Changes of what the accounts together have of an issue, oldest first; a move among them is none. */
    List<Change> changes(List<Long> accounts, long issueId, long moneyAssetId, long sequence) {
        return rows(
                jdbc.sql("""
                        select u.sequence, u.entry_kind, u.subject_id,
                            sum(u.available_delta + u.held_delta + u.blocked_delta)::bigint as quantity,
                            (select coalesce(sum(m.available_delta + m.held_delta + m.blocked_delta), 0)::bigint
                                from readmodel.posting m where m.sequence = u.sequence and m.subject_id = u.subject_id
                                    and m.asset_id = :money and m.account_id in (:accounts)) as money
                        from readmodel.posting u
                        where u.asset_id = :issue and u.account_id in (:accounts) and u.sequence <= :sequence
                        group by u.sequence, u.entry_kind, u.subject_id
                        having sum(u.available_delta + u.held_delta + u.blocked_delta) <> 0
                        order by u.sequence, min(u.event_index)""")
                        .param("accounts", accounts)
                        .param("issue", issueId)
                        .param("money", moneyAssetId)
                        .param("sequence", sequence),
                (row, number) -> new Change(
                        row.getLong("sequence"),
                        row.getString("entry_kind"),
                        row.getLong("subject_id"),
                        row.getLong("quantity"),
                        row.getLong("money")));
    }

    /** At most {@code limit} entries of a holding before a place in the log, newest first. */
    List<Entry> history(long accountId, long assetId, long beforeSequence, int beforeIndex, int limit) {
        return rows(
                jdbc.sql(ENTRY + """
                        where p.account_id = :account and p.asset_id = :asset
                            and (p.sequence, p.event_index) < (:sequence, :index)
                        order by p.sequence desc, p.event_index desc limit :limit""")
                        .param("account", accountId)
                        .param("asset", assetId)
                        .param("sequence", beforeSequence)
                        .param("index", beforeIndex)
                        .param("limit", limit),
                ENTRIES);
    }

    long count(long accountId, long assetId) {
        return jdbc.sql("select count(*) from readmodel.posting where account_id = :account and asset_id = :asset")
                .param("account", accountId)
                .param("asset", assetId)
                .query(Long.class)
                .single();
    }

    /** At most {@code limit} entries of the accounts in a time, oldest first. */
    List<Entry> between(List<Long> accounts, Instant from, Instant until, int limit) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return rows(
                jdbc.sql(ENTRY + """
                        where p.account_id in (:accounts) and p.recorded_at_ms >= :from and p.recorded_at_ms < :until
                        order by p.sequence, p.event_index limit :limit""")
                        .param("accounts", accounts)
                        .param("from", from.toEpochMilli())
                        .param("until", until.toEpochMilli())
                        .param("limit", limit),
                ENTRIES);
    }

    private static <T> List<T> rows(StatementSpec query, RowMapper<T> mapper) {
        return query.query(mapper).list().stream().map(Objects::requireNonNull).toList();
    }
}
