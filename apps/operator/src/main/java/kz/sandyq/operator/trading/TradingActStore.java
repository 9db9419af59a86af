package kz.sandyq.operator.trading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.HaltReason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code operator.trading_act} and its targets, and the state of what they may touch. */
@Repository
class TradingActStore {
    private static final String ACT = """
            select a.*, encode(d.sha256, 'hex') as document_sha256
            from operator.trading_act a left join platform.document d on d.id = a.document
            """;

    private final JdbcClient database;

    TradingActStore(JdbcClient database) {
        this.database = database;
    }

    /**
     * An issue or a pair as far as a halt is concerned.
     *
     * @param halted whether it is halted, suspended or closed now
     */
    record Tradable(long id, boolean halted) {}

    Optional<Tradable> pair(long instrumentId) {
        return database.sql("""
                        select instrument_id as id, status in ('TRADING_HALT', 'NOT_AVAILABLE_FOR_TRADING') as halted
                        from readmodel.instrument where instrument_id = :id""").param("id", instrumentId).query(Tradable.class).optional();
    }

    Optional<Tradable> issue(long issueId) {
        return database.sql("select issue_id as id, suspended as halted from readmodel.issue where issue_id = :id")
                .param("id", issueId)
                .query(Tradable.class)
                .optional();
    }

    /** All living issues of the issuer of this one. */
    List<Tradable> issuesOfIssuer(long issueId) {
        return database.sql("""
                        select i.issue_id as id, i.suspended as halted
                        from readmodel.issue i join readmodel.issue this using (issuer_account_id)
                        where this.issue_id = :id and i.status in ('REGISTERED', 'MINTED', 'PLACING', 'CIRCULATING')
                        order by 1""")
                .param("id", issueId)
                .query((row, number) -> new Tradable(row.getLong("id"), row.getBoolean("halted")))
                .list();
    }

    /** Whether an act on this target still waits for its second person or for the core. */
    boolean pending(TradingAct.Scope scope, long targetId) {
        return database.sql("""
                        select exists (select 1 from operator.trading_act a
                            join operator.trading_act_target t on t.act = a.id
                            where a.scope = :scope and t.target_id = :id and a.status in ('PROPOSED', 'SENT'))""")
                .param("scope", scope.name())
                .param("id", targetId)
                .query(Boolean.class)
                .single();
    }

    long add(TradingAct.Terms terms, @Nullable Long document, long firstPerson, List<Long> targets, Instant now) {
        long id = database.sql("""
                        insert into operator.trading_act (kind, scope, ground, evidence, halt_reason, rule_clause,
                            issuer_assets_minor, arrested_minor, document_number, document_date, document, status,
                            first_person, created_at, changed_at)
                        values (:kind, :scope, :ground, :evidence, :reason, :clause, :assets, :arrested, :number, :date,
                            :document, 'PROPOSED', :person, :now, :now) returning id""")
                .param("kind", terms.kind().name())
                .param("scope", terms.scope().name())
                .param("ground", terms.ground().name())
                .param("evidence", terms.evidence().name())
                .param("reason", terms.haltReason().name())
                .param("clause", terms.ruleClause())
                .param("assets", terms.issuerAssetsMinor())
                .param("arrested", terms.arrestedMinor())
                .param("number", terms.documentNumber())
                .param("date", terms.documentDate())
                .param("document", document)
                .param("person", firstPerson)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        for (long target : targets) {
            database.sql("insert into operator.trading_act_target (act, target_id, status) values (?, ?, 'WAITING')")
                    .param(id)
                    .param(target)
                    .update();
        }
        return id;
    }

    void approval(long id, long approval) {
        database.sql("update operator.trading_act set approval = :approval where id = :id")
                .param("approval", approval)
                .param("id", id)
                .update();
    }

    void decided(long id, TradingAct.Status status, @Nullable Long secondPerson, Instant now) {
        database.sql("""
                        update operator.trading_act set status = :status, second_person = :person, changed_at = :now
                        where id = :id""")
                .param("status", status.name())
                .param("person", secondPerson)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
        if (status == TradingAct.Status.SENT) {
            database.sql("update operator.trading_act_target set status = 'SENT' where act = :id")
                    .param("id", id)
                    .update();
        }
    }

    /** Keeps the answer for one target; the act is done when its last target is. */
    void answered(long target, int rejectCode, long sequence, Instant now) {
        database.sql("""
                        update operator.trading_act_target set status = :status, reject_code = :code,
                            sequence = :sequence, answered_at = :now
                        where id = :id""")
                .param("status", rejectCode == 0 ? "APPLIED" : "REFUSED")
                .param("code", rejectCode)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("id", target)
                .update();
        database.sql("""
                        update operator.trading_act a set changed_at = :now, status = (select
                                case when bool_or(status = 'SENT') then 'SENT'
                                     when bool_or(status = 'REFUSED') then 'REFUSED' else 'APPLIED' end
                            from operator.trading_act_target where act = a.id)
                        where a.id = (select act from operator.trading_act_target where id = :id)""").param("now", Timestamp.from(now)).param("id", target).update();
    }

    Optional<TradingAct> find(long id) {
        return database.sql(ACT + "where a.id = :id")
                .param("id", id)
                .query(this::act)
                .optional();
    }

    List<TradingAct> page(long beforeId, int limit) {
        return database.sql(ACT + "where a.id < :before order by a.id desc limit :limit")
                .param("before", beforeId)
                .param("limit", limit)
                .query(this::act)
                .list();
    }

    long count() {
        return database.sql("select count(*) from operator.trading_act")
                .query(Long.class)
                .single();
    }

    /** What was applied to a pair or to an issue, the newest first. */
    List<TradingAct> applied(long instrumentId, long issueId, int limit) {
        return database.sql(ACT + """
                        where exists (select 1 from operator.trading_act_target t where t.act = a.id
                            and t.status = 'APPLIED' and t.target_id = case when a.scope = 'BOOK' then :pair else :issue end)
                        order by a.id desc limit :limit""")
                .param("pair", instrumentId)
                .param("issue", issueId)
                .param("limit", limit)
                .query(this::act)
                .list();
    }

    /** What was applied counts once the read model has passed it, so that whoever sees it sees its effect. */
    private List<TradingAct.Target> targets(long act) {
        return database.sql("""
                        select id, target_id, reject_code, sequence, case when status = 'APPLIED' and sequence >
                                (select coalesce(max(sequence), 0) from readmodel.bookmark)
                            then 'SENT' else status end as status
                        from operator.trading_act_target where act = :act order by id""")
                .param("act", act)
                .query((row, number) -> new TradingAct.Target(
                        row.getLong("id"),
                        row.getLong("target_id"),
                        String.valueOf(row.getString("status")),
                        row.getInt("reject_code"),
                        row.getLong("sequence")))
                .list();
    }

    private TradingAct act(ResultSet row, int number) throws SQLException {
        var terms = new TradingAct.Terms(
                TradingAct.Kind.valueOf(row.getString("kind")),
                TradingAct.Scope.valueOf(row.getString("scope")),
                SuspensionGround.valueOf(row.getString("ground")),
                SuspensionEvidence.valueOf(row.getString("evidence")),
                HaltReason.valueOf(row.getString("halt_reason")),
                String.valueOf(row.getString("rule_clause")),
                row.getObject("issuer_assets_minor", Long.class),
                row.getLong("arrested_minor"),
                String.valueOf(row.getString("document_number")),
                row.getObject("document_date", LocalDate.class));
        List<TradingAct.Target> targets = targets(row.getLong("id"));
        boolean onItsWay = targets.stream().anyMatch(each -> each.status().equals("SENT"));
        return new TradingAct(
                row.getLong("id"),
                terms,
                row.getObject("document", Long.class),
                row.getString("document_sha256"),
                onItsWay ? TradingAct.Status.SENT : TradingAct.Status.valueOf(row.getString("status")),
                row.getObject("approval", Long.class),
                row.getLong("first_person"),
                row.getObject("second_person", Long.class),
                row.getTimestamp("created_at").toInstant(),
                targets);
    }
}
