package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.MonitoringRules.Found;
import kz.sandyq.operator.issuance.MonitoringRules.Outcome;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at the base asset of every issue in circulation, each calendar day, and does what a bad day demands. */
@Service
class Monitoring {
    private static final int ISSUES = 100_000;
    private static final List<Outcome> MENDED_BY_OK = List.of(Outcome.MISMATCH, Outcome.CERTIFICATE, Outcome.UNKNOWN);

    private final MonitoringStore store;
    private final IssueCatalog catalog;
    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final CustodyStore custody;
    private final MarketView market;
    private final Notices notices;
    private final PublicId ids;
    private final Audit audit;
    private final SandyqClock clock;

    Monitoring(
            MonitoringStore store,
            IssueCatalog catalog,
            ApplicationStore applications,
            CertificateStore certificates,
            CustodyStore custody,
            MarketView market,
            Notices notices,
            PublicId ids,
            Audit audit,
            SandyqClock clock) {
        this.store = store;
        this.catalog = catalog;
        this.applications = applications;
        this.certificates = certificates;
        this.custody = custody;
        this.market = market;
        this.notices = notices;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /** Looks at every issue; a finding is added when it differs from the day's last one. Harmless to call again. */
    @Scheduled(fixedDelayString = "${sandyq.monitoring.every-ms:60000}")
    @Transactional
    @LegalBasis("RUL-39.p3")
    public void look() {
        store.lock();
        LocalDate today = clock.today();
        Instant now = clock.instant();
        for (IssueCatalog.RegisteredIssue issue : catalog.list(0, ISSUES)) {
            Application application = applications.find(issue.applicationId()).orElseThrow();
            Optional<MarketView.IssueState> state = market.issue(issue.issueId());
            if (application.terms().hasBaseAsset()
                    && state.isPresent()
                    && state.get().outstanding() > 0) {
                gaps(issue, today, now);
                judge(issue, application, state.get(), today, now);
            }
        }
    }

    /**
     * Records how and to whom a notice was delivered.
     *
     * @throws RefusedException REASON_REQUIRED, CHANGED_MEANWHILE
     */
    @Transactional
    void delivered(Actor actor, long noticeId, String reference) {
        if (reference.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reference");
        }
        if (!store.delivered(noticeId, actor.personId(), reference.strip(), clock.instant())) {
            throw RefusedException.changedMeanwhile();
        }
        audit.record("MONITORING_NOTICE_DELIVERED", "monitoring-notice:" + noticeId, Map.of("reference", reference));
    }

    /**
     * Explains why nobody looked on a day.
     *
     * @throws RefusedException REASON_REQUIRED, CHANGED_MEANWHILE
     */
    @Transactional
    void explain(Actor actor, long alertId, String reason) {
        if (reason.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reason");
        }
        if (!store.explain(alertId, actor.personId(), reason.strip(), clock.instant())) {
            throw RefusedException.changedMeanwhile();
        }
        audit.record("MONITORING_GAP_EXPLAINED", "monitoring-alert:" + alertId, Map.of("reason", reason));
    }

    /** Days without any finding between the last one and today; weekends are days too. */
    private void gaps(IssueCatalog.RegisteredIssue issue, LocalDate today, Instant now) {
        Optional<MonitoringStore.Finding> last = store.last(issue.issueId());
        if (last.isEmpty()) {
            return;
        }
        for (LocalDate day = last.get().day().plusDays(1); day.isBefore(today); day = day.plusDays(1)) {
            store.add(
                    issue.clientRelationId(),
                    new MonitoringStore.Finding(
                            issue.issueId(), day, Outcome.GAP, null, null, TermsRules.CURRENCY, now));
            store.open(issue.issueId(), issue.clientRelationId(), Outcome.GAP, day, now);
        }
    }

    private void judge(
            IssueCatalog.RegisteredIssue issue,
            Application application,
            MarketView.IssueState state,
            LocalDate today,
            Instant now) {
        boolean stablecoin = issue.kind() == IssueKind.STABLECOIN;
        var facts = new MonitoringRules.Facts(
                application.terms(),
                state.outstanding(),
                stablecoin ? TermsRules.MONEY_SCALE : 0,
                certificates
                        .issued(application.id())
                        .map(CertificateStore.Row::certificate)
                        .orElse(null),
                custody.facts(application.id(), application.clientRelationId()).answer(),
                stablecoin ? market.available(state.reserveAccountId(), state.moneyAssetId()) : 0);
        Found found = MonitoringRules.judge(facts, today, now);
        if (same(store.last(issue.issueId()), found, today)) {
            return;
        }
        store.add(
                issue.clientRelationId(),
                new MonitoringStore.Finding(
                        issue.issueId(),
                        today,
                        found.outcome(),
                        found.baseValue(),
                        found.neededValue(),
                        TermsRules.CURRENCY,
                        now));
        follow(issue, application, found, today, now);
    }

    /** A mismatch starts both actions of the clause in this transaction: the notices, and the bar to registration. */
    @LegalBasis("RUL-39.p4")
    private void follow(
            IssueCatalog.RegisteredIssue issue, Application application, Found found, LocalDate today, Instant now) {
        if (found.outcome() == Outcome.OK) {
            MENDED_BY_OK.forEach(kind -> store.closeFor(issue.issueId(), kind, now));
            return;
        }
        Optional<Long> alert = store.open(issue.issueId(), issue.clientRelationId(), found.outcome(), today, now);
        if (alert.isEmpty()) {
            return;
        }
        Map<String, String> body = Map.of(
                "issueId",
                ids.of(issue.issueId()),
                "registrationNumber",
                issue.registrationNumber(),
                "issue",
                issue.name(),
                "reason",
                today.toString(),
                "outcome",
                found.outcome().name(),
                "paid",
                plain(found.baseValue()),
                "amount",
                plain(found.neededValue()),
                "currency",
                TermsRules.CURRENCY);
        notices.put(issue.clientRelationId(), "BASE_ASSET_" + found.outcome(), body, now);
        if (found.outcome() == Outcome.MISMATCH) {
            store.queue(alert.get(), "NATIONAL_BANK", body, now);
            store.queue(alert.get(), "CUSTODIAN", body, now);
            String details = plain(found.baseValue()) + " < " + plain(found.neededValue());
            applications.note(application.id(), "BASE_ASSET_MISMATCH", 0, details, null, now);
        }
    }

    private static boolean same(Optional<MonitoringStore.Finding> last, Found found, LocalDate today) {
        return last.filter(each -> each.day().equals(today)
                        && each.outcome() == found.outcome()
                        && equal(each.baseValue(), found.baseValue())
                        && equal(each.neededValue(), found.neededValue()))
                .isPresent();
    }

    private static boolean equal(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "" : value.toPlainString();
    }
}
