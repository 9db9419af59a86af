package kz.sandyq.operator.command;

import java.sql.Timestamp;
import java.util.List;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.readmodel.RecordRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The queue of commands in the database. A key is enqueued once; again it gives the row that is there. */
@Component
class DurableOutbox implements CommandOutbox {
    private final JdbcClient database;
    private final Authorisations authorisations;
    private final RequestKeys keys;
    private final SandyqClock clock;

    DurableOutbox(JdbcClient database, Authorisations authorisations, RequestKeys keys, SandyqClock clock) {
        this.database = database;
        this.authorisations = authorisations;
        this.keys = keys;
        this.clock = clock;
    }

    /** A command that waits for its answer. */
    record Waiting(
            long id, String objectType, long objectId, byte[] command, long keyHigh, long keyLow, long keyCreatedAtMs) {
        Key key() {
            return new Key(keyHigh, keyLow, keyCreatedAtMs);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long enqueue(String objectType, long objectId, CommandContext context, CommandBody body) {
        Key asked = Key.ofRequest(context.clientId(), context.idempotencyKey());
        var known = database.sql("select id from operator.command_outbox where first_high = :high and first_low = :low")
                .param("high", asked.high())
                .param("low", asked.low())
                .query(Long.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        Key key = new Key(asked.high(), asked.low(), keys.realTimeMs());
        byte[] command = authorisations.seal(context, key, body);
        return database.sql("""
                        insert into operator.command_outbox (object_type, object_id, first_high, first_low, key_high,
                            key_low, key_created_at_ms, command, client_id, actor_ref, first_person_ref,
                            second_person_ref, created_at)
                        values (:type, :object, :high, :low, :high, :low, :createdAt, :command, :client, :actor,
                            :first, :second, :now)
                        returning id""")
                .param("type", objectType)
                .param("object", objectId)
                .param("high", key.high())
                .param("low", key.low())
                .param("createdAt", key.createdAtMs())
                .param("command", command)
                .param("client", context.clientId())
                .param("actor", context.actorRef())
                .param("first", context.firstPersonRef())
                .param("second", context.secondPersonRef())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** The oldest unanswered command of each object, oldest first. */
    List<Waiting> heads(int limit) {
        return database.sql("""
                        select id, object_type, object_id, command, key_high, key_low, key_created_at_ms
                        from operator.command_outbox head
                        where answered_at is null and not exists (
                            select 1 from operator.command_outbox earlier
                            where earlier.answered_at is null and earlier.object_type = head.object_type
                              and earlier.object_id = head.object_id and earlier.id < head.id)
                        order by id limit :limit""")
                .param("limit", limit)
                .query(RecordRows.of(Waiting.class))
                .list();
    }

    /** Stores the answer; false when it was there already. */
    boolean answer(long id, CommandReply reply) {
        return database.sql("""
                                update operator.command_outbox set answered_at = :now, sequence = :sequence,
                                    reject_code = :code, result_id = :result, result_amount = :amount
                                where id = :id and answered_at is null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("sequence", reply.sequence())
                        .param("code", reply.rejectCode())
                        .param("result", reply.resultId())
                        .param("amount", reply.resultAmount())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Gives a command that is known to be unapplied a new key, since the log has forgotten the time of the old one. */
    @Transactional
    public void rekey(Waiting waiting) {
        CommandContext context = database.sql("""
                        select client_id, first_high, first_low, actor_ref, first_person_ref, second_person_ref
                        from operator.command_outbox where id = :id and answered_at is null for update""")
                .param("id", waiting.id())
                .query((row, number) -> new CommandContext(
                        row.getString("client_id"),
                        keys.next(),
                        row.getLong("actor_ref"),
                        row.getLong("first_person_ref"),
                        row.getLong("second_person_ref")))
                .single();
        Key key = Key.ofRequest(context.clientId(), context.idempotencyKey());
        database.sql("""
                        update operator.command_outbox set key_high = :high, key_low = :low,
                            key_created_at_ms = :createdAt, command = :command
                        where id = :id""")
                .param("high", key.high())
                .param("low", key.low())
                .param("createdAt", key.createdAtMs())
                .param("command", authorisations.reseal(waiting.command(), context, key))
                .param("id", waiting.id())
                .update();
    }
}
