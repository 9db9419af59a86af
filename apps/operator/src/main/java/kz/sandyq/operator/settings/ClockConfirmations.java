package kz.sandyq.operator.settings;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.LogClock;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.ClockCause;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * After a standstill the log does not believe the time it is given until two administrators confirm it. The time
 * confirmed is the one of the approval, the time it follows is the one the log stood at.
 */
@Component
class ClockConfirmations implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "settings.clock";
    /** A proposal about the clock is soon out of date. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final LogClock logClock;
    private final ObjectProvider<FourEyes> fourEyes;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final SandyqClock clock;
    private final JdbcClient database;
    private final ObjectMapper json;

    ClockConfirmations(
            LogClock logClock,
            ObjectProvider<FourEyes> fourEyes,
            CommandOutbox outbox,
            RequestKeys keys,
            SandyqClock clock,
            JdbcClient database,
            ObjectMapper json) {
        this.logClock = logClock;
        this.fourEyes = fourEyes;
        this.outbox = outbox;
        this.keys = keys;
        this.clock = clock;
        this.database = database;
        this.json = json;
    }

    /**
     * What an administrator is shown.
     *
     * @param logTime the time at which the log stands
     * @param refusal name of the core's refusal of the latest confirmation; empty when there is none
     */
    record View(boolean suspect, Instant logTime, Instant realTime, String refusal) {}

    /** The clock of the log; empty when no log runs here. */
    Optional<View> view() {
        return logClock.read()
                .map(reading -> new View(
                        reading.suspect(), Instant.ofEpochMilli(reading.lastMs()), realTime(), latestRefusal()));
    }

    boolean suspect() {
        return logClock.read().filter(LogClock.Reading::suspect).isPresent();
    }

    /**
     * Proposes that the time that passed is believed.
     *
     * @param cause PLANNED_DOWNTIME or CLOCK_CORRECTED
     * @throws RefusedException CLOCK_CAUSE_UNKNOWN, CLOCK_NOT_SUSPECT
     */
    @Transactional
    public long propose(String cause) {
        if (!cause.equals(ClockCause.PLANNED_DOWNTIME.name()) && !cause.equals(ClockCause.CLOCK_CORRECTED.name())) {
            throw new RefusedException("CLOCK_CAUSE_UNKNOWN").field("cause");
        }
        LogClock.Reading reading = logClock.read()
                .filter(LogClock.Reading::suspect)
                .orElseThrow(() -> new RefusedException(RejectCode.CLOCK_NOT_SUSPECT.name()));
        Map<String, Map<String, String>> change = Map.of(
                "before", Map.of("time", Instant.ofEpochMilli(reading.lastMs()).toString()),
                "after", Map.of("time", realTime().toString(), "cause", cause));
        return fourEyes.getObject()
                .propose(KIND, "clock:" + reading.lastMs(), json.writeValueAsString(change), LIFETIME);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    @Override
    public void approved(Approval approval) {
        long lastMs = Long.parseLong(approval.subject().substring("clock:".length()));
        String cause = json.readTree(approval.beforeAfterJson())
                .path("after")
                .path("cause")
                .asString();
        long second = Objects.requireNonNull(approval.decidedPerson());
        Instant confirmed = realTime();
        database.sql("""
                        insert into operator.clock_confirmation (approval, last_time, confirmed_time, cause)
                        values (:approval, :last, :confirmed, :cause)""")
                .param("approval", approval.id())
                .param("last", Timestamp.from(Instant.ofEpochMilli(lastMs)))
                .param("confirmed", Timestamp.from(confirmed))
                .param("cause", cause)
                .update();
        outbox.enqueue(
                KIND,
                approval.id(),
                new CommandContext(
                        "settings", keys.next(), approval.proposedPerson(), approval.proposedPerson(), second),
                SystemCommands.confirmClock(lastMs, confirmed.toEpochMilli(), ClockCause.valueOf(cause)));
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; the log goes on standing.
    }

    @Override
    public String objectType() {
        return KIND;
    }

    @Override
    public void answered(long approval, CommandReply reply) {
        database.sql("""
                        update operator.clock_confirmation set sequence = :sequence, reject_code = :code
                        where approval = :approval""")
                .param("sequence", reply.sequence())
                .param("code", reply.rejectCode())
                .param("approval", approval)
                .update();
    }

    private String latestRefusal() {
        return database.sql("select coalesce(reject_code, 0) from operator.clock_confirmation"
                        + " order by approval desc limit 1")
                .query(Integer.class)
                .optional()
                .filter(code -> code != 0)
                .map(code -> RejectCode.of(code).name())
                .orElse("");
    }

    private Instant realTime() {
        return clock.instant().minus(clock.offset());
    }
}
