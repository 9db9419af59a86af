package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Settlement instructions with their legs, the newest first. */
@LegalBasis("RUL-47.p1")
public final class InstructionQueries {
    private static final List<Long> NOBODY = List.of(0L);
    private static final String FOUND = """
             (:status = '' or i.status = :status) and (:id = 0 or i.instruction_id = :id)
                and (:all or (:mediator <> 0 and i.mediator_ref = :mediator)
                or exists (select from readmodel.instruction_leg l where l.instruction_id = i.instruction_id
                    and (l.from_account_id in (:accounts) or l.to_account_id in (:accounts))))
            """;

    private static final String LEGS = """
            select l.from_account_id, l.to_account_id, l.asset_id, a.code, a.scale,
                a.asset_kind = 'MONEY' as money, l.quantity,
                exists (select from readmodel.instruction_leg x where x.instruction_id = l.instruction_id
                    and x.from_account_id = l.from_account_id and x.hold_id <> 0) as affirmed
            from readmodel.instruction_leg l join readmodel.asset a on a.asset_id = l.asset_id
            where l.instruction_id = :id and l.hold_id = 0 order by l.sequence, l.event_index""";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public InstructionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An instruction as it stands.
     *
     * @param status PROPOSED, AFFIRMED, SETTLED, CANCELLED or EXPIRED
     * @param mediatorRef who settles it, 0 when it settles with the last affirmation
     */
    public record Instruction(
            long instructionId,
            String status,
            Instant deadline,
            long mediatorRef,
            int legs,
            int affirmedLegs,
            long sequence,
            Instant at,
            EntryGround ground) {
        /** Whether it may still settle or be cancelled. */
        public boolean open() {
            return status.equals("PROPOSED") || status.equals("AFFIRMED");
        }
    }

    /**
     * A leg of it.
     *
     * @param money whether the asset is money
     * @param affirmed whether the account that gives has agreed
     */
    public record Leg(
            long fromAccountId,
            long toAccountId,
            long assetId,
            String code,
            int scale,
            boolean money,
            long quantity,
            boolean affirmed) {}

    /**
     * Which instructions.
     *
     * @param all those of everybody
     * @param accountIds else those in which one of these gives or receives
     * @param mediatorRef and those of this mediator, 0 for none
     * @param status empty for any
     * @param instructionId 0 for any
     */
    public record Filter(
            boolean all, Collection<Long> accountIds, long mediatorRef, String status, long instructionId) {
        /** Of everybody. */
        public static Filter ofAll(String status, long instructionId) {
            return new Filter(true, NOBODY, 0, status, instructionId);
        }

        /** Of who has these accounts or mediates. */
        public static Filter of(Collection<Long> accountIds, long mediatorRef, String status) {
            return new Filter(false, accountIds.isEmpty() ? NOBODY : accountIds, mediatorRef, status, 0);
        }
    }

    /** Instructions before an id. */
    public List<Instruction> page(Filter filter, long beforeId, int limit) {
        return with(
                        filter,
                        jdbc.sql("select i.* from readmodel.instruction i where i.instruction_id < :before and" + FOUND
                                        + "order by i.instruction_id desc limit :limit")
                                .param("before", beforeId)
                                .param("limit", limit))
                .query(InstructionQueries::instruction)
                .list();
    }

    /** How many there are. */
    public long count(Filter filter) {
        return with(filter, jdbc.sql("select count(*) from readmodel.instruction i where" + FOUND))
                .query(Long.class)
                .single();
    }

    /** One of them. */
    public Optional<Instruction> find(long instructionId) {
        return page(Filter.ofAll("", instructionId), Long.MAX_VALUE, 1).stream().findFirst();
    }

    /** Its legs, as they were proposed. */
    public List<Leg> legs(long instructionId) {
        return jdbc.sql(LEGS).param("id", instructionId).query(RecordRows.of(Leg.class)).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static StatementSpec with(Filter filter, StatementSpec query) {
        return query.param("all", filter.all())
                .param("accounts", filter.accountIds())
                .param("mediator", filter.mediatorRef())
                .param("status", filter.status())
                .param("id", filter.instructionId());
    }

    private static Instruction instruction(ResultSet row, int number) throws SQLException {
        return new Instruction(
                row.getLong("instruction_id"),
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("deadline_ms")),
                row.getLong("mediator_ref"),
                row.getInt("legs"),
                row.getInt("affirmed_legs"),
                row.getLong("sequence"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                EntryGround.of(row));
    }
}
