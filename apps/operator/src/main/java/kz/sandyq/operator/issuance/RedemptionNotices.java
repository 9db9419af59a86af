package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells every holder once what a redemption of his units brought. */
@Component
class RedemptionNotices {
    private final JdbcClient jdbc;
    private final IssueStore issues;
    private final MarketView market;
    private final ClientDirectory clients;
    private final Notices notices;
    private final PublicId ids;
    private final SandyqClock clock;

    RedemptionNotices(
            JdbcClient jdbc,
            IssueStore issues,
            MarketView market,
            ClientDirectory clients,
            Notices notices,
            PublicId ids,
            SandyqClock clock) {
        this.jdbc = jdbc;
        this.issues = issues;
        this.market = market;
        this.clients = clients;
        this.notices = notices;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void tell() {
        List<Long> open = jdbc.sql("select id from operator.issue_act where kind = 'REDEMPTION' and status = 'DONE'"
                        + " and not noticed order by id limit 20 for update skip locked")
                .query((row, number) -> row.getLong("id"))
                .list();
        for (long id : open) {
            IssueStore.Act act = issues.act(id).orElseThrow();
            if (isOver(act.issueId())) {
                tellHolders(act);
            }
        }
    }

    /** One that has left units with those who could not be paid is over as well; the next one tells them. */
    private boolean isOver(long issueId) {
        return market.redemption(issueId)
                        .map(MarketView.RedemptionState::finished)
                        .orElse(false)
                || market.task("REDEMPTION", issueId)
                        .map(MarketView.TaskState::finished)
                        .orElse(false);
    }

    private long nextOf(IssueStore.Act act, long sequence) {
        return jdbc.sql("select coalesce(min(sequence), :none) from operator.issue_act where issue_id = :issue"
                        + " and kind = 'REDEMPTION' and status = 'DONE' and sequence > :sequence")
                .param("none", Long.MAX_VALUE)
                .param("issue", act.issueId())
                .param("sequence", sequence)
                .query(Long.class)
                .single();
    }

    private void tellHolders(IssueStore.Act act) {
        long sequence = Objects.requireNonNullElse(act.sequence(), 0L);
        long next = nextOf(act, sequence);
        for (MarketView.Payment payment : market.redemptionPayments(act.issueId(), sequence, next)) {
            clients.relationOfAccount(payment.accountId())
                    .ifPresent(relation -> notices.put(
                            relation,
                            "REDEMPTION_PAID",
                            Map.of(
                                    "issueId",
                                    ids.of(act.issueId()),
                                    "amount",
                                    Acts.money(payment.amountMinor()),
                                    "currency",
                                    TermsRules.CURRENCY),
                            clock.instant()));
        }
        jdbc.sql("update operator.issue_act set noticed = true where id = :id")
                .param("id", act.id())
                .update();
    }
}
