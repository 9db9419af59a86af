package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * How many calendar days money may wait in suspense before staff have a case of it. A dated setting of two
 * administrators; while it is not set no case is opened.
 */
@Component
class SuspenseTerms implements ApprovalHandler {
    static final String KIND = "SUSPENSE_TERM";
    static final int DAYS_MAX = 365;
    private static final int SOURCE_MAX = 500;
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final MoneyProposals proposals;
    private final MoneyCases cases;
    private final ObjectMapper json;
    private final SandyqClock clock;

    SuspenseTerms(JdbcClient jdbc, MoneyProposals proposals, MoneyCases cases, ObjectMapper json, SandyqClock clock) {
        this.jdbc = jdbc;
        this.proposals = proposals;
        this.cases = cases;
        this.json = json;
        this.clock = clock;
    }

    /** A version of the setting. */
    record Version(int days, LocalDate validFrom, String source) {}

    /**
     * Proposes a version.
     *
     * @param days calendar days, 1 to {@value #DAYS_MAX}
     * @param validFrom first legal day, not before today: what was in force stays as it was
     * @param source the act or the decision that it rests on
     * @return id of the approval
     * @throws RefusedException SUSPENSE_DAYS_RANGE, SETTING_IN_THE_PAST, SETTING_SOURCE_REQUIRED, APPROVAL_WAITS
     */
    @Transactional
    public long propose(int days, LocalDate validFrom, String source) {
        if (days < 1 || days > DAYS_MAX) {
            throw new RefusedException("SUSPENSE_DAYS_RANGE", DAYS_MAX).field("days");
        }
        if (validFrom.isBefore(clock.today())) {
            throw new RefusedException("SETTING_IN_THE_PAST").field("validFrom");
        }
        if (source.isBlank() || source.strip().length() > SOURCE_MAX) {
            throw new RefusedException("SETTING_SOURCE_REQUIRED").field("source");
        }
        return proposals.propose(
                KIND,
                "setting:suspense",
                Map.of("days", days, "validFrom", validFrom.toString(), "source", source.strip()));
    }

    /** Every version, the newest first. */
    List<Version> versions() {
        return Rows.list(jdbc.sql("select days, valid_from, source from operator.suspense_term"
                        + " order by valid_from desc, id desc")
                .query(Version.class));
    }

    /** The version in force on a day; empty when none was ever set for it. */
    Optional<Version> on(LocalDate day) {
        return versions().stream()
                .filter(each -> !each.validFrom().isAfter(day))
                .findFirst();
    }

    /** Opens a case of each movement that has waited longer than the setting of today allows, once for each. */
    @Scheduled(fixedDelayString = "${sandyq.money.suspense-ms:60000}")
    @Transactional
    public void remind() {
        LocalDate today = clock.today();
        Optional<Version> term = on(today);
        if (term.isEmpty()) {
            return;
        }
        Instant before = SandyqClock.startOf(today.minusDays(term.get().days()));
        Rows.list(jdbc.sql("""
                        select m.id, m.bank_account_id, m.reference from operator.bank_movement m
                        where m.state = 'SUSPENSE' and m.received_at < :before and not exists (
                            select 1 from operator.money_case c
                            where c.movement_id = m.id and c.kind = 'SUSPENSE_TOO_LONG')
                        order by m.id limit :limit for update""")
                        .param("before", Timestamp.from(before))
                        .param("limit", AT_ONCE)
                        .query(Waiting.class))
                .forEach(each ->
                        cases.open(each.bankAccountId(), "SUSPENSE_TOO_LONG", each.id(), null, each.reference()));
    }

    private record Waiting(long id, long bankAccountId, String reference) {}

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
        JsonNode after = json.readTree(approval.beforeAfterJson()).path("after");
        jdbc.sql("""
                        insert into operator.suspense_term (days, valid_from, source, approval, decided_at)
                        values (:days, :from, :source, :approval, :now)""")
                .param("days", after.path("days").asInt())
                .param("from", LocalDate.parse(after.path("validFrom").asString()))
                .param("source", after.path("source").asString())
                .param("approval", approval.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; the setting stays as it was.
    }
}
