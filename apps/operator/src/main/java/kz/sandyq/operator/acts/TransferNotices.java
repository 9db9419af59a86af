package kz.sandyq.operator.acts;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.Notices;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells both sides of a transfer once that it waits for data, and what became of it. */
@Component
@LegalBasis("LAW-6.27")
class TransferNotices {
    /** How a notice says until when something waits. */
    static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT).withZone(SandyqClock.LEGAL_ZONE);

    private static final int AT_ONCE = 100;
    private static final String MARK = "operator.transfer_notice_mark";

    private final JdbcClient jdbc;
    private final ClientDirectory clients;
    private final Notices notices;
    private final SandyqClock clock;

    TransferNotices(JdbcClient jdbc, ClientDirectory clients, Notices notices, SandyqClock clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.notices = notices;
        this.clock = clock;
    }

    private record Step(
            long sequence,
            int eventIndex,
            String status,
            long fromAccountId,
            long toAccountId,
            long quantity,
            String code,
            int scale,
            long expiresAtMs) {}

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void tell() {
        NoticeMark mark = NoticeMark.in(MARK, jdbc);
        List<Step> steps = jdbc
                .sql("""
                        select s.sequence, s.event_index, s.status, t.from_account_id, s.to_account_id, t.quantity,
                            a.code, a.scale, t.expires_at_ms
                        from readmodel.suspended_transfer_step s
                            join readmodel.suspended_transfer t using (transfer_id)
                            join readmodel.asset a using (asset_id)
                        where (s.sequence, s.event_index) > (:sequence, :index)
                        order by s.sequence, s.event_index limit :limit""")
                .param("sequence", mark.sequence())
                .param("index", mark.eventIndex())
                .param("limit", AT_ONCE)
                .query(Step.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        steps.forEach(this::tellBoth);
        if (!steps.isEmpty()) {
            new NoticeMark(steps.getLast().sequence(), steps.getLast().eventIndex()).keep(MARK, jdbc);
        }
    }

    private void tellBoth(Step step) {
        Map<String, ?> payload = Map.of(
                "amountMinor", step.quantity(),
                "scale", step.scale(),
                "code", step.code(),
                "reason", UNTIL.format(Instant.ofEpochMilli(step.expiresAtMs())));
        for (long account : new long[] {step.fromAccountId(), step.toAccountId()}) {
            if (account != 0) {
                clients.relationOfAccount(account)
                        .ifPresent(relation ->
                                notices.put(relation, "TRANSFER_" + step.status(), payload, clock.instant()));
            }
        }
    }
}
