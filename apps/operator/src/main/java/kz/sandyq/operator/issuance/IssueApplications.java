package kz.sandyq.operator.issuance;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.document.DocumentRef;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an issuer does with his applications: write, bind documents, send, take back. */
@Service
class IssueApplications {
    private final ApplicationStore store;
    private final ClientDirectory clients;
    private final Documents documents;
    private final SandyqClock clock;

    IssueApplications(ApplicationStore store, ClientDirectory clients, Documents documents, SandyqClock clock) {
        this.store = store;
        this.clients = clients;
        this.documents = documents;
        this.clock = clock;
    }

    /** Begins a draft. Only a resident legal entity may. */
    @Transactional
    @LegalBasis("LAW-1.6-10")
    long create(Actor actor, IssueTerms terms) {
        IssuerFacts issuer = issuer(relation(actor));
        issuer.check().ifPresent(finding -> {
            throw Refusals.of(finding);
        });
        long id = store.create(issuer.clientRelationId(), terms, clock.instant());
        note(id, "DRAFTED", actor, "");
        return id;
    }

    /** Saves the draft as it is, whole or not. */
    @Transactional
    Application saveTerms(Actor actor, long id, int version, IssueTerms terms) {
        editable(actor, id, version);
        store.saveTerms(id, terms, clock.instant());
        return store.find(id).orElseThrow();
    }

    /** Binds a document by its hash. */
    @Transactional
    DocumentRef attach(
            Actor actor, long id, int version, String role, String name, @Nullable String sha256, InputStream content) {
        editable(actor, id, version);
        DocumentRef document = documents.store(content, name, sha256);
        bind(id, document, role);
        return document;
    }

    /** Binds the decision to issue: its particulars and its document. */
    @Transactional
    @LegalBasis("LAW-6.1")
    Application decide(
            Actor actor,
            long id,
            int version,
            DecisionForm form,
            String name,
            @Nullable String sha256,
            InputStream in) {
        editable(actor, id, version);
        DocumentRef document = documents.store(in, name, sha256);
        bind(id, document, "DECISION");
        var decision = new IssueDecision(
                form.number().strip(),
                form.date(),
                form.issuerBin().strip(),
                form.issueName().strip(),
                document.id(),
                document.sha256());
        store.saveDecision(id, decision, clock.instant());
        return store.find(id).orElseThrow();
    }

    /** Particulars of a decision as its document states them. */
    record DecisionForm(String number, LocalDate date, String issuerBin, String issueName) {}

    /** All that keeps a draft from being sent. */
    List<Finding> findings(Application application) {
        IssuerFacts issuer = issuer(application.clientRelationId());
        List<Finding> findings = new ArrayList<>();
        issuer.check().ifPresent(findings::add);
        findings.addAll(TermsRules.check(application.terms()));
        IssueDecision.check(application.decision(), issuer, application.terms(), clock.today())
                .ifPresent(findings::add);
        return findings;
    }

    /** Sends for registration; each sending begins a new examination. */
    @Transactional
    @LegalBasis("LAW-6.1")
    Application submit(Actor actor, long id, int version) {
        Application application = editable(actor, id, version);
        Refusals.unlessNone(findings(application));
        store.saveStatus(id, Application.Status.SUBMITTED, application.round() + 1, null, clock.instant());
        note(id, "SUBMITTED", actor, "");
        return store.find(id).orElseThrow();
    }

    @Transactional
    Application withdraw(Actor actor, long id, int version) {
        Application application = own(actor, id);
        if (application.version() != version) {
            throw RefusedException.changedMeanwhile();
        }
        if (!application.status().editable() && application.status() != Application.Status.SUBMITTED) {
            throw new RefusedException("APPLICATION_STATUS", application.status());
        }
        store.saveStatus(id, Application.Status.WITHDRAWN, application.round(), null, clock.instant());
        note(id, "WITHDRAWN", actor, "");
        return store.find(id).orElseThrow();
    }

    /** The application, to its issuer or to staff; to anybody else it does not exist. */
    Application visible(Actor actor, long id) {
        Application application = store.find(id).orElseThrow(RefusedException::notFound);
        boolean own = actor.clientRelationId()
                .filter(each -> each == application.clientRelationId())
                .isPresent();
        if (!own && !(actor.staff() && application.status() != Application.Status.DRAFT)) {
            throw RefusedException.notFound();
        }
        return application;
    }

    List<Application> list(Actor actor, Application.@Nullable Status status, long afterId, int limit) {
        return actor.staff() ? store.sent(status, afterId, limit) : store.ofClient(relation(actor), afterId, limit);
    }

    static long relation(Actor actor) {
        return actor.clientRelationId().orElseThrow(() -> new RefusedException("NOT_A_CLIENT").status(403));
    }

    private Application own(Actor actor, long id) {
        Application application = store.lock(id).orElseThrow(RefusedException::notFound);
        if (application.clientRelationId() != relation(actor)) {
            throw RefusedException.notFound();
        }
        return application;
    }

    private Application editable(Actor actor, long id, int version) {
        Application application = own(actor, id);
        if (application.version() != version) {
            throw RefusedException.changedMeanwhile();
        }
        if (!application.status().editable()) {
            throw new RefusedException("APPLICATION_STATUS", application.status());
        }
        return application;
    }

    private void bind(long id, DocumentRef document, String role) {
        var bound = new ApplicationStore.BoundDocument(document.id(), role, document.name(), document.sha256());
        store.bind(id, bound, clock.instant());
    }

    private IssuerFacts issuer(long clientRelationId) {
        return clients.issuer(clientRelationId).orElseThrow(RefusedException::notFound);
    }

    private void note(long id, String action, Actor actor, String details) {
        store.note(id, action, actor.personId(), details, null, clock.instant());
    }
}
