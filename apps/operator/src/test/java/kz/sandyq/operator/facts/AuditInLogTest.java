package kz.sandyq.operator.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.facts.Comparison.Difference;
import kz.sandyq.operator.facts.Comparison.Wrong;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.audit.AuditTrail.Row;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.RecordFactsDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail in the log: every record once, none lost, nothing told; and whatever is changed later is named. */
class AuditInLogTest extends MarketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    FactSender sender;

    @Autowired
    FactCheck check;

    @Autowired
    FactHealth health;

    @Autowired
    Audit audit;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void everythingIsInTheLog() {
        send();
    }

    /** Until nothing waits any more and the read model holds it. */
    private void send() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            sender.run();
            return single("select count(*) from platform.fact where sequence is null") == 0
                    && check.compare().waiting() == 0;
        });
    }

    @Test
    void eachRecordIsInTheLogOnceThoughAnswersAreLostAndTheLogIsFull() {
        long before = single("select count(*) from readmodel.fact");
        core.setFull(true);
        for (int i = 0; i < 70; i++) {
            audit.record("TESTED", "test:log", Map.of("n", i));
        }
        sender.run();
        assertThat(single("select count(*) from platform.fact where sequence is null"))
                .isEqualTo(70);
        core.loseAnswers(2);
        core.setFull(false);
        send();
        assertThat(single("select count(*) from readmodel.fact") - before).isEqualTo(70);
        assertThat(single("select count(distinct f.sequence) from platform.fact f"
                        + " join platform.audit a on a.id = f.audit_id where a.subject = 'test:log'"))
                .as("commands")
                .isEqualTo(2);
        assertThat(check.compare().differences()).isEmpty();
    }

    @Test
    void theLogHoldsCommitmentsAndNothingThatWasWritten() {
        User officer = user(Role.OFFICER);
        audit.record("TESTED", "person:" + officer.loginName(), Map.of("iin", "900101300017", "name", "Айгүл"));
        send();
        Set<List<Byte>> commitments = new HashSet<>();
        int facts = 0;
        for (byte[] command : core.log()) {
            UnsafeBuffer buffer = new UnsafeBuffer(command);
            if (new MessageHeaderDecoder().wrap(buffer, 0).templateId() != RecordFactsDecoder.TEMPLATE_ID) {
                continue;
            }
            assertThat(new String(command, UTF_8)).doesNotContain("TESTED", "Айгүл", "900101300017", "user", "person");
            var in = new RecordFactsDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            assertThat(in.header().actorRef()).isZero();
            for (var fact : in.facts()) {
                byte[] bytes = new byte[32];
                fact.commitment().getBytes(bytes, 0, 32);
                List<Byte> boxed = new ArrayList<>();
                for (byte each : bytes) {
                    boxed.add(each);
                }
                commitments.add(boxed);
                facts++;
            }
        }
        assertThat(facts).isPositive();
        assertThat((long) commitments.size())
                .isEqualTo(single("select count(distinct commitment) from readmodel.fact"));
    }

    @Test
    void aChangedARemovedAnInventedAndAnEmptiedRecordAreNamed() throws Exception {
        long[] ids = new long[3];
        for (int i = 0; i < ids.length; i++) {
            audit.record("TESTED", "test:spoiled", Map.of("n", i));
            ids[i] = single("select max(id) from platform.audit");
        }
        send();
        long sequence = single("select sequence from platform.fact where audit_id = " + ids[1]);
        database.sql("alter table platform.audit disable trigger audit_only_grows")
                .update();
        try {
            database.sql("create table spoiled_copy as select * from platform.audit where subject = 'test:spoiled'")
                    .update();
            database.sql("update platform.audit set details = '{\"n\": 9}' where id = " + ids[0])
                    .update();
            database.sql("delete from platform.audit where id = " + ids[1]).update();
            database.sql("update platform.audit set erased = true, details = '{}' where id = " + ids[2])
                    .update();
            database.sql("insert into platform.audit (at, actor_name, action, subject, details)"
                            + " values (now(), 'nobody', 'TESTED', 'test:spoiled', '{}')")
                    .update();
            long invented = single("select max(id) from platform.audit");
            assertThat(check.compare().differences())
                    .containsExactlyInAnyOrder(
                            new Difference(Wrong.CHANGED, sequenceOf(ids[0]), ids[0]),
                            new Difference(Wrong.REMOVED, sequence, ids[1]),
                            new Difference(Wrong.EMPTIED, sequenceOf(ids[2]), ids[2]),
                            new Difference(Wrong.INVENTED, 0, invented));
            blinded(ids[1], sequence);
            health.compare();
            assertThat(health.health().getStatus()).isEqualTo(FactHealth.DEGRADED);
            web.perform(MockMvcRequestBuilders.get("/actuator/health/audit"))
                    .andExpect(MockMvcResultMatchers.status().isServiceUnavailable());
            web.perform(MockMvcRequestBuilders.get("/actuator/health"))
                    .andExpect(MockMvcResultMatchers.status().isOk());
            web.perform(MockMvcRequestBuilders.get("/audit/check").cookie(signIn(user(Role.AUDITOR))))
                    .andExpect(MockMvcResultMatchers.status().isOk())
                    .andExpect(MockMvcResultMatchers.content().string(Matchers.containsString("" + sequence)));
        } finally {
            database.sql("delete from platform.audit where subject = 'test:spoiled'")
                    .update();
            database.sql("delete from platform.audit where id = " + ids[2]).update();
            database.sql("insert into platform.audit overriding system value select * from spoiled_copy")
                    .update();
            database.sql("drop table spoiled_copy").update();
            database.sql("alter table platform.audit enable trigger audit_only_grows")
                    .update();
        }
        send();
        assertThat(check.compare().differences()).isEmpty();
    }

    /** Whoever removes a record cannot hide that as an answer that is still on its way. */
    private void blinded(long id, long sequence) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.sql("update platform.fact set sequence = null where audit_id = " + id)
                    .update();
            assertThat(check.compare().differences()).contains(new Difference(Wrong.REMOVED, sequence, id));
            database.sql("delete from platform.fact where audit_id = " + id).update();
            assertThat(check.compare().differences()).contains(new Difference(Wrong.REMOVED, sequence, 0));
        });
    }

    /** Each line: what somebody with the database in his hands does to the trail, and what the comparison calls it. */
    @Test
    void aTrailThatIsForgedWithItsFactsIsNamed() {
        audit.record("TESTED", "test:forged", Map.of("n", 1));
        long id = single("select max(id) from platform.audit");
        send();
        long begun = single("select min(id) from platform.audit where action = 'AUDIT_LOG_BEGUN'");
        String forgedErasure =
                "insert into platform.audit (at, login_id, person_id, actor_name, action, subject, details)"
                        + " select now(), 1, %d, 'x', '%s', 'audit:" + id
                        + "', jsonb_build_object('approval', 7, 'action', 'TESTED',"
                        + " 'atMicros', (extract(epoch from at) * 1000000)::bigint,"
                        + " 'commitment', encode(commitment, 'hex'))"
                        + " from platform.audit a join platform.fact f on f.audit_id = a.id where a.id = " + id;
        String emptied = "update platform.audit set erased = true, login_id = null, person_id = null, actor_name = '',"
                + " subject = '', details = '{}' where id = " + id;
        String keepLast = "insert into platform.fact (kind, commitment, salt, audit_id)"
                + " select 'AUDIT', decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 16), 'hex'), max(id)"
                + " from platform.audit";
        names(id, Wrong.CHANGED, "update platform.audit set details = '[]' where id = " + id);
        names(
                id,
                Wrong.MISDATED,
                "update readmodel.fact set recorded_at_ms = recorded_at_ms - 120000 where commitment ="
                        + " (select commitment from platform.fact where audit_id = " + id + ")");
        names(
                begun,
                Wrong.OLDER,
                "insert into platform.audit (id, at, actor_name, action, subject, details) overriding"
                        + " system value values (-1, now(), 'nobody', 'TESTED', 'test:before', '{}')");
        names(
                begun,
                Wrong.OLDER,
                "insert into platform.audit (id, at, actor_name, action, subject, details) overriding"
                        + " system value values (-1, now(), 'nobody', 'TESTED', 'test:before', '[]')");
        names(
                single("select max(id) + 1 from platform.audit"),
                Wrong.OLDER,
                "insert into platform.audit (id, at, actor_name, action, subject, details) overriding system value"
                        + " select max(id) + 1, now(), 'sandyq', 'AUDIT_LOG_BEGUN', 'audit:before', '{}'"
                        + " from platform.audit",
                keepLast);
        names(id, Wrong.EMPTIED, emptied, "update platform.fact set salt = null where audit_id = " + id);
        names(
                id,
                Wrong.EMPTIED,
                forgedErasure.formatted(1, "CHANGE_PROPOSED"),
                forgedErasure.formatted(1, "CHANGE_APPROVED"),
                forgedErasure.formatted(1, "AUDIT_ERASED"),
                keepLast,
                emptied,
                "update platform.fact set salt = null where audit_id = " + id);
        assertThat(check.compare().differences()).isEmpty();
    }

    private void names(long record, Wrong wrong, String... forgery) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.sql("alter table platform.audit disable trigger audit_only_grows")
                    .update();
            database.sql("alter table readmodel.fact disable trigger fact_is_final")
                    .update();
            for (String each : forgery) {
                assertThat(database.sql(each).update()).as(each).isEqualTo(1);
            }
            assertThat(check.compare().differences())
                    .as(String.join("; ", forgery))
                    .anyMatch(found -> found.record() == record && found.wrong() == wrong);
        });
    }

    /** What the log has for long was not written after what says an earlier time and came later. */
    @Test
    void aRecordThatIsBackdatedIsNamedThoughTheLogHasIt() {
        Dating dating = new Dating();
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        Instant later = noon.plusSeconds(2_000);
        assertThat(dating.isWrong(noon, noon.plusSeconds(1))).as("first").isFalse();
        assertThat(dating.isWrong(noon.minusSeconds(4_000), noon.plusSeconds(2)))
                .as("batches change places")
                .isFalse();
        assertThat(dating.isWrong(noon.plusSeconds(3_600), noon.plusSeconds(4)))
                .as("of the future")
                .isTrue();
        assertThat(dating.isWrong(noon.minusSeconds(899), later))
                .as("it waited")
                .isFalse();
        assertThat(dating.isWrong(noon.minusSeconds(901), later))
                .as("backdated")
                .isTrue();
        assertThat(dating.isWrong(noon.plusSeconds(5), noon.plusSeconds(90_000)))
                .as("the log was away")
                .isFalse();
    }

    /** Somebody with the database in his hands takes a number that nobody used, and the log takes his commitment. */
    @Test
    void aRecordMadeUpAfterwardsBetweenOldOnesIsNamed() {
        audit.record("TESTED", "test:genuine", Map.of());
        send();
        long id = single("select max(id) from platform.audit");
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.sql("alter table readmodel.fact disable trigger fact_is_final")
                    .update();
            Row forged =
                    new Row(-7, Instant.parse("2020-01-01T00:00:00Z"), null, null, "x", "TESTED", "test:old", "{}");
            byte[] salt = new byte[16];
            database.sql("insert into platform.audit (id, at, actor_name, action, subject, details)"
                            + " overriding system value"
                            + " values (-7, '2020-01-01T00:00:00Z', 'x', 'TESTED', 'test:old', '{}')")
                    .update();
            database.sql("insert into platform.fact (kind, commitment, salt, audit_id, batch, place, sequence)"
                            + " values ('AUDIT', :commitment, :salt, -7, 1, 99, 9000000)")
                    .param("commitment", forged.fact(salt).commitment())
                    .param("salt", salt)
                    .update();
            database.sql("insert into readmodel.fact select 'AUDIT', f.commitment, 9000000, 99,"
                            + " (select max(recorded_at_ms) + 3600000 from readmodel.fact)"
                            + " from platform.fact f where f.audit_id = -7")
                    .update();
            assertThat(check.compare().differences()).contains(new Difference(Wrong.MISDATED, 9_000_000, -7));
            assertThat(check.compare().differences()).noneMatch(found -> found.record() == id);
        });
        health.compare();
        assertThat(health.health().getDetails()).containsEntry("misdated", 0);
    }

    @Test
    void aRecordThatStandsTwiceAfterARestoreIsNoDifferenceAndOneThatWaitsForLongIs() {
        audit.record("TESTED", "test:restored", Map.of());
        long id = single("select max(id) from platform.audit");
        send();
        long first = sequenceOf(id);
        database.sql("update platform.fact set batch = null, place = null, sequence = null where audit_id = " + id)
                .update();
        send();
        assertThat(sequenceOf(id)).isGreaterThan(first);
        assertThat(check.compare().differences()).isEmpty();
        core.setFull(true);
        audit.record("TESTED", "test:late", Map.of());
        long late = single("select max(id) from platform.audit");
        assertThat(check.compare().differences()).isEmpty();
        assertThat(check.compare(clock.instant().plusSeconds(1)).differences())
                .contains(new Difference(Wrong.LATE, 0, late));
        core.setFull(false);
        send();
        assertThat(check.compare().differences()).isEmpty();
    }

    @Test
    void anErasedRecordStaysInTheLogAndIsCountedAsErased() throws Exception {
        audit.record("TESTED", "test:forgotten", Map.of("name", "Айгүл"));
        long id = single("select max(id) from platform.audit");
        send();
        long sequence = sequenceOf(id);
        long before = check.compare().erased();
        post(user(Role.ADMINISTRATOR).token(), "/audit/" + id + "/erasure", "{\"ground\":\"decision of a court\"}")
                .good();
        assertThat(check.compare().erased()).isEqualTo(before);
        approveLast(user(Role.ADMINISTRATOR).token()).good();
        send();
        assertThat(single("select count(*) from platform.audit where details::text like '%forgotten%' or subject ="
                        + " 'test:forgotten'"))
                .isZero();
        Comparison found = check.compare();
        assertThat(found.erased()).isEqualTo(before + 1);
        assertThat(found.differences()).isEmpty();
        assertThat(sequenceOf(id)).isEqualTo(sequence);
        assertThat(single("select count(*) from readmodel.fact r join platform.fact f on f.sequence = r.sequence"
                        + " and f.place = r.event_index and f.commitment = r.commitment where f.salt is null"
                        + " and f.audit_id = " + id))
                .isEqualTo(1);
        web.perform(MockMvcRequestBuilders.get("/audit").cookie(signIn(user(Role.AUDITOR))))
                .andExpect(MockMvcResultMatchers.status().isOk())
                .andExpect(MockMvcResultMatchers.content().string(Matchers.containsString("" + sequence)));
    }

    private long sequenceOf(long id) {
        return single("select sequence from platform.fact where audit_id = " + id);
    }

    private long single(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
