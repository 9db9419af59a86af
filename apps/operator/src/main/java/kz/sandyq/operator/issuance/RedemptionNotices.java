package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Map;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells every holder once what the redemption of his units brought. */
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
            boolean finished = market.redemption(act.issueId())
                    .map(MarketView.RedemptionState::finished)
                    .orElse(false);
            if (finished) {
                tellHolders(act);
            }
        }
    }

    private void tellHolders(IssueStore.Act act) {
        for (MarketView.Payment payment : market.redemptionPayments(act.issueId())) {
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
