package kz.sandyq.operator.issuance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.IssueCommands;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates of base assets: found by an officer, given by a second person, told to the core while an issue lives.
 */
@Service
class Certification implements ApprovalHandler {
    static final String KIND = "issuance.certificate";

    private final CertificateStore store;
    private final ApplicationStore applications;
    private final IssueStore issues;
    private final Documents documents;
    private final OperatorRegistration operator;
    private final Commands commands;
    private final CommandOutbox outbox;
    private final ObjectProvider<FourEyes> fourEyes;
    private final TermsJson json;
    private final SandyqClock clock;

    Certification(
            CertificateStore store,
            ApplicationStore applications,
            IssueStore issues,
            Documents documents,
            OperatorRegistration operator,
            Commands commands,
            CommandOutbox outbox,
            ObjectProvider<FourEyes> fourEyes,
            TermsJson json,
            SandyqClock clock) {
        this.store = store;
        this.applications = applications;
        this.issues = issues;
        this.documents = documents;
        this.operator = operator;
        this.commands = commands;
        this.outbox = outbox;
        this.fourEyes = fourEyes;
        this.json = json;
        this.clock = clock;
    }

    /** Proposes a certificate; it is worth nothing until a second person gives it. */
    @Transactional
    @LegalBasis("RUL-39.p1")
    @LegalBasis("RUL-40")
    long propose(Actor actor, long applicationId, Certificate certificate, List<Long> evidence) {
        Application application = applications.lock(applicationId).orElseThrow(RefusedException::notFound);
        if (!application.terms().hasBaseAsset()) {
            throw new RefusedException("NO_BASE_ASSET").clause("RUL-44");
        }
        for (long id : evidence) {
            if (documents.find(id).isEmpty()) {
                throw new RefusedException("DOCUMENT_UNKNOWN", id).field("documents");
            }
        }
        Refusals.unlessNone(
                CertificateRules.check(certificate, evidence.size(), clock.today(), clock.instant(), operator.bin()));
        long id = store.propose(applicationId, certificate, evidence, actor.personId(), clock.instant());
        String change = json.write(Map.of("before", Map.of(), "after", certificate));
        fourEyes.getObject().propose(KIND, "certificate:" + id, change);
        applications.note(applicationId, "CERTIFICATE_PROPOSED", actor.personId(), "" + id, null, clock.instant());
        return id;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional
    public void approved(Approval approval) {
        CertificateStore.Row row = row(approval);
        Refusals.unlessNone(CertificateRules.check(
                row.certificate(), row.documents().size(), clock.today(), clock.instant(), operator.bin()));
        long second = Subjects.decidedBy(approval);
        store.decide(row.id(), "ISSUED", second, clock.instant());
        applications.note(row.applicationId(), "CERTIFICATE_GIVEN", second, "" + row.id(), null, clock.instant());
        issues.ofApplication(row.applicationId()).ifPresent(issue -> tellCore(issue, row, second));
    }

    @Override
    @Transactional
    public void declined(Approval approval) {
        store.decide(row(approval).id(), "DECLINED", approval.decidedPerson(), clock.instant());
    }

    private void tellCore(IssueStore.Row issue, CertificateStore.Row row, long second) {
        Long issueId = issue.issueId();
        Instant until = row.certificate().validUntil();
        if (issueId == null || until == null) {
            return;
        }
        String reason = "certificate " + row.id();
        long act = issues.addAct(
                new IssueStore.Act(
                        0,
                        row.applicationId(),
                        issueId,
                        "BACKING",
                        0,
                        reason,
                        until.toEpochMilli(),
                        null,
                        "SENT",
                        row.issuedBy(),
                        second,
                        null,
                        null,
                        false),
                clock.instant());
        outbox.enqueue(
                Acts.OBJECT,
                act,
                commands.decidedBy(row.issuedBy(), second),
                IssueCommands.setBackingValidUntil(
                        issueId, until.toEpochMilli(), commands.ground(Commands.GROUND_ACT, row.id(), null)));
    }

    private CertificateStore.Row row(Approval approval) {
        return store.find(Subjects.id(approval)).orElseThrow();
    }
}
