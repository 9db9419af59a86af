package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Monitoring of an issue in the real core: a mismatch bars, tells and is mended; a day nobody looked is a gap. */
class MonitoringTest extends MarketTest {
    @Autowired
    MonitoringStore store;

    @Autowired
    IssueCatalog catalog;

    @Autowired
    ApplicationStore applications;

    @Autowired
    CertificateStore certificates;

    @Autowired
    CustodyStore custody;

    @Autowired
    MarketView market;

    @Autowired
    Notices notices;

    @Autowired
    PublicId ids;

    @Autowired
    Audit audit;

    @Autowired
    PlatformTransactionManager transactions;

    private Client issuer = Client.NONE;
    private String application = "";
    private long issue;

    private void backedIssueInCirculation() throws Exception {
        issuer = issuer();
        application = examined(issuer, backedTerms());
        keep(issuer, application);
        certificate(application, "100000.00", Duration.ofDays(1)).good();
        approveLast(approver.token()).good();
        issue = register(issuer, application);
        mint(issue, 100);
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p4.2",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-39.p4",
            shows = {REFUSED, ACCEPTED})
    void aMismatchBarsTheIssuerFromRegistrationUntilItIsMended() throws Exception {
        backedIssueInCirculation();
        look();
        assertThat(lastOutcome()).isEqualTo("OK");
        assertThat(alerts()).isZero();

        answer(application, "99999.99");
        look();
        look();
        assertThat(lastOutcome()).isEqualTo("MISMATCH");
        assertThat(alerts()).isOne();
        assertThat(count("operator.monitoring_notice n join operator.monitoring_alert a on a.id = n.alert_id"
                        + " where a.issue_id = " + issue))
                .as("the National Bank and the custodian")
                .isEqualTo(2);
        assertThat(count("operator.notice where kind = 'BASE_ASSET_MISMATCH' and client_relation_id = "
                        + issuer.relation()))
                .isOne();
        assertThat(get(issuer.token(), "/me/inbox").body())
                .contains("99\u2009999.99\u00a0₸ while 100\u2009000\u00a0₸ are");
        String another = examined(issuer, noteTerms());
        assertThat(registration(another, DFA_NUMBER + "/" + another).code()).isEqualTo("ISSUER_HAS_OPEN_MISMATCH");

        answer(application, "100000.00");
        look();
        assertThat(lastOutcome()).isEqualTo("OK");
        registration(another, DFA_NUMBER + "/" + another).good();
    }

    @Test
    @LegalBasis(value = "RUL-39.p3", shows = REFUSED)
    void daysNobodyLookedAreGapsAndACertificateThatRanOutIsAnAlert() throws Exception {
        backedIssueInCirculation();
        look();
        var transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(later -> {
            at(Duration.ofDays(3)).look();
            var findings = store.findings(issue, 10);
            assertThat(findings.getFirst().outcome()).isEqualTo(MonitoringRules.Outcome.CERTIFICATE);
            assertThat(findings.stream().filter(each -> each.outcome() == MonitoringRules.Outcome.GAP))
                    .hasSize(2);
            assertThat(store.openAlerts().stream()
                            .filter(each -> each.issueId() == issue)
                            .map(MonitoringStore.Alert::kind))
                    .contains(MonitoringRules.Outcome.GAP, MonitoringRules.Outcome.CERTIFICATE);
            later.setRollbackOnly();
        });
    }

    @Test
    void aNoticeIsDeliveredOnceAndSaysHow() throws Exception {
        backedIssueInCirculation();
        answer(application, "99999");
        look();
        String notice = text("select max(n.id)::text from operator.monitoring_notice n join operator.monitoring_alert a"
                + " on a.id = n.alert_id where a.issue_id = " + issue);
        String path = "/monitoring/notices/1-" + notice + "/delivery";
        assertThat(get(officer.token(), "/monitoring/notices").good().body()).contains("1-" + notice);
        for (String language : java.util.List.of("kk", "ru", "en")) {
            for (String page : java.util.List.of("/desk/monitoring", "/desk/monitoring/1-" + issue)) {
                var response = web.perform(MockMvcRequestBuilders.get(page + "?lang=" + language)
                                .cookie(signIn(officer)))
                        .andReturn()
                        .getResponse();
                assertThat(response.getStatus()).isEqualTo(200);
                assertThat(response.getContentAsString()).doesNotContain("??").contains("99999");
            }
        }
        assertThat(post(officer.token(), path, "{\"reference\":\" \"}").code()).isEqualTo("REASON_REQUIRED");
        post(officer.token(), path, "{\"reference\":\"хат № 5\"}").good();
        assertThat(post(officer.token(), path, "{\"reference\":\"хат № 5\"}").code())
                .isEqualTo("CHANGED_MEANWHILE");
        assertThat(get(officer.token(), "/monitoring/notices").good().body()).doesNotContain("\"1-" + notice + "\"");
        answer(application, "100000.00");
        look();
    }

    private void look() throws Exception {
        post(officer.token(), "/monitoring/looks", "").good();
    }

    /** The same monitoring, so much later. */
    private Monitoring at(Duration later) {
        InstantSource moved = () -> clock.instant().plus(later);
        return new Monitoring(
                store,
                catalog,
                applications,
                certificates,
                custody,
                market,
                notices,
                ids,
                audit,
                new SandyqClock(moved));
    }

    private String lastOutcome() {
        return get(officer.token(), "/monitoring/issues/1-" + issue + "/findings")
                .at("$[0].outcome");
    }

    private long alerts() {
        return count("operator.monitoring_alert where closed_at is null and issue_id = " + issue);
    }
}
