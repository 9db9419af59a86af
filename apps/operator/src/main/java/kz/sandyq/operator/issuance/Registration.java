package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.sbe.Capacity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers an issue: decided by two persons on all that is known at that moment, entered by the core. */
@Service
class Registration implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "issuance.registration";
    static final String OBJECT = "issuance.issue";

    private final ApplicationStore applications;
    private final IssueStore issues;
    private final CustodyStore custody;
    private final CertificateStore certificates;
    private final MonitoringStore monitoring;
    private final ClientDirectory clients;
    private final OperatorRegistration operator;
    private final MarketView market;
    private final Commands commands;
    private final CommandOutbox outbox;
    private final ObjectProvider<FourEyes> fourEyes;
    private final TermsJson json;
    private final SandyqClock clock;

    Registration(
            ApplicationStore applications,
            IssueStore issues,
            CustodyStore custody,
            CertificateStore certificates,
            MonitoringStore monitoring,
            ClientDirectory clients,
            OperatorRegistration operator,
            MarketView market,
            Commands commands,
            CommandOutbox outbox,
            ObjectProvider<FourEyes> fourEyes,
            TermsJson json,
            SandyqClock clock) {
        this.applications = applications;
        this.issues = issues;
        this.custody = custody;
        this.certificates = certificates;
        this.monitoring = monitoring;
        this.clients = clients;
        this.operator = operator;
        this.market = market;
        this.commands = commands;
        this.outbox = outbox;
        this.fourEyes = fourEyes;
        this.json = json;
        this.clock = clock;
    }

    /** Everything that stands in the way of registration now. */
    List<Finding> blockers(Application application) {
        IssuerFacts issuer = issuer(application);
        List<Finding> findings = new ArrayList<>(RegistrationRules.check(new RegistrationRules.Facts(
                application.terms(),
                issuer,
                application.decision(),
                applications.answers(application.id(), application.round()),
                custody.facts(application.id(), application.clientRelationId()),
                custody.permitted(clock.today()).orElse(null),
                certificates
                        .issued(application.id())
                        .map(CertificateStore.Row::certificate)
                        .orElse(null),
                monitoring.openMismatch(application.clientRelationId()),
                clock.today(),
                clock.instant())));
        if (clients.account(application.clientRelationId(), Capacity.ISSUER).isEmpty()) {
            findings.add(Finding.of("ISSUER_ACCOUNT_MISSING", ""));
        }
        if (operator.number().isBlank()) {
            findings.add(Finding.of("PARAMETER_NOT_CONFIGURED", "RUL-42.p2", "operator.registration-number"));
        }
        return findings;
    }

    /** Proposes registration under a number; the number is taken at once and never given again. */
    @Transactional
    @LegalBasis("RUL-41")
    @LegalBasis("RUL-42.p1")
    void propose(Actor actor, long applicationId, String number) {
        Application application = applications.lock(applicationId).orElseThrow(RefusedException::notFound);
        if (application.status() != Application.Status.SUBMITTED) {
            throw new RefusedException("APPLICATION_STATUS", application.status());
        }
        Refusals.unlessNone(blockers(application));
        RegistrationNumber.check(number, operator.number()).ifPresent(finding -> {
            throw Refusals.of(finding);
        });
        if (!issues.takeNumber(number, applicationId, clock.instant())) {
            throw new RefusedException("REGISTRATION_NUMBER_TAKEN", number).clause("RUL-42.p1");
        }
        var row = new IssueStore.Row(
                applicationId,
                null,
                number,
                certificates.issued(applicationId).map(CertificateStore.Row::id).orElse(null),
                RegistrationRules.baseAssetReason(application.terms()),
                "PROPOSED",
                actor.personId(),
                null,
                null,
                null,
                null);
        issues.propose(row, clock.instant());
        applications.saveStatus(
                applicationId, Application.Status.REGISTERING, application.round(), null, clock.instant());
        String change = json.write(Map.of(
                "before", Map.of(), "after", Map.of("registrationNumber", number, "terms", application.terms())));
        fourEyes.getObject().propose(KIND, "issue-application:" + applicationId, change);
        note(applicationId, "REGISTRATION_PROPOSED", actor.personId(), number, null);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** The second person decides on the facts of his moment, not of the proposal's. */
    @Override
    @Transactional
    public void approved(Approval approval) {
        Application application = application(approval);
        Refusals.unlessNone(blockers(application));
        IssueStore.Row row = issues.ofApplication(application.id()).orElseThrow();
        long second = Subjects.decidedBy(approval);
        outbox.enqueue(
                OBJECT, application.id(), commands.decidedBy(row.proposedBy(), second), command(application, row));
        issues.sent(application.id(), second, "SENT");
        note(application.id(), "REGISTRATION_APPROVED", second, row.registrationNumber(), null);
    }

    @Override
    @Transactional
    public void declined(Approval approval) {
        Application application = application(approval);
        issues.sent(application.id(), approval.decidedPerson(), "DECLINED");
        backToExamination(application, "REGISTRATION_DECLINED", approval.decidedPerson());
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    @Transactional
    @LegalBasis("RUL-43.2")
    @LegalBasis("LAW-6.3.2")
    public void answered(long applicationId, CommandReply reply) {
        Application application = applications.lock(applicationId).orElseThrow();
        boolean applied = reply.rejectCode() == 0;
        issues.answered(
                applicationId,
                reply.rejectCode(),
                applied ? reply.resultId() : null,
                reply.sequence(),
                clock.instant());
        if (applied) {
            applications.saveStatus(
                    applicationId, Application.Status.REGISTERED, application.round(), null, clock.instant());
            note(applicationId, "REGISTERED", 0, "" + reply.resultId(), reply.sequence());
        } else {
            backToExamination(application, "REGISTRATION_REFUSED", null);
        }
    }

    private void backToExamination(Application application, String action, @Nullable Long personId) {
        applications.saveStatus(
                application.id(), Application.Status.SUBMITTED, application.round(), null, clock.instant());
        note(application.id(), action, personId == null ? 0 : personId, "", null);
    }

    private CommandBody command(Application application, IssueStore.Row row) {
        IssueTerms terms = application.terms();
        IssueKind kind = Objects.requireNonNull(terms.kind());
        int scale = kind.scale();
        long money = market.assetByCode(TermsRules.CURRENCY)
                .orElseThrow(() -> new RefusedException("PARAMETER_NOT_CONFIGURED", TermsRules.CURRENCY));
        LocalDate maturity = terms.maturityDate();
        IssueDecision decision = Objects.requireNonNull(application.decision());
        return IssueCommands.registerIssue(
                kind.inCore(),
                clients.account(application.clientRelationId(), Capacity.ISSUER).orElseThrow(),
                money,
                scale,
                Minor.of(terms.specifiedDenomination(), TermsRules.MONEY_SCALE),
                Minor.of(terms.volume(), scale),
                maturity == null ? 0 : (int) maturity.toEpochDay(),
                Minor.of(terms.redemptionPrice(), TermsRules.MONEY_SCALE),
                terms.incomeDates() == null ? 0 : terms.incomeDates().size(),
                terms.hasBaseAsset(),
                validUntil(application.id()),
                Objects.requireNonNull(terms.code()),
                row.registrationNumber(),
                otherGrounds(terms),
                commands.ground(Commands.GROUND_REGISTRATION, application.id(), decision.sha256()));
    }

    private static boolean otherGrounds(IssueTerms terms) {
        Set<RedemptionGround> grounds = terms.redemptionGrounds();
        return grounds != null
                && grounds.stream().anyMatch(each -> each != RedemptionGround.REDEMPTION_OBLIGATION_PERFORMED);
    }

    private long validUntil(long applicationId) {
        return certificates
                .issued(applicationId)
                .map(row -> row.certificate().validUntil())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    private Application application(Approval approval) {
        return applications.lock(Subjects.id(approval)).orElseThrow();
    }

    private IssuerFacts issuer(Application application) {
        return clients.issuer(application.clientRelationId()).orElseThrow(RefusedException::notFound);
    }

    private void note(long id, String action, long personId, String details, @Nullable Long sequence) {
        applications.note(id, action, personId, details, sequence, clock.instant());
    }

    /** Minor units of an exact decimal. */
    static final class Minor {
        private Minor() {}

        static long of(@Nullable BigDecimal value, int scale) {
            return Objects.requireNonNull(value).movePointRight(scale).longValueExact();
        }
    }
}
