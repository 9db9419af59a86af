package kz.sandyq.operator.issuance;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Custodians of base assets: records, agreements, the issuer's consent, what was asked and answered. */
@Service
class Custody {
    private final CustodyStore store;
    private final ApplicationStore applications;
    private final SandyqClock clock;
    private final Audit audit;

    Custody(CustodyStore store, ApplicationStore applications, SandyqClock clock, Audit audit) {
        this.store = store;
        this.applications = applications;
        this.clock = clock;
        this.audit = audit;
    }

    @Transactional
    @LegalBasis("LAW-1.6-9")
    long record(Actor actor, String name, String bin, boolean legalEntity, String residency) {
        CustodyRules.custodian(legalEntity, residency).ifPresent(finding -> {
            throw Refusals.of(finding);
        });
        NationalId number = NationalId.parse(bin)
                .filter(NationalId::bin)
                .orElseThrow(() -> new RefusedException("NATIONAL_ID_NOT_VALID").field("bin"));
        if (name.isBlank()) {
            throw new RefusedException("TERMS_MISSING", "name").field("name");
        }
        if (store.binTaken(number.value())) {
            throw new RefusedException("PERSON_EXISTS").field("bin");
        }
        long id = store.addCustodian(name.strip(), number.value(), actor.personId(), clock.instant());
        audit.record("CUSTODIAN_RECORDED", "custodian:" + id, java.util.Map.of("bin", number.value()));
        return id;
    }

    List<CustodyFacts.Custodian> list(long afterId, int limit) {
        return store.custodians(afterId, limit);
    }

    @Transactional
    void agree(
            Actor actor,
            long applicationId,
            long custodianId,
            CustodyFacts.Agreement agreement,
            @Nullable Long document) {
        application(applicationId);
        if (agreement.validUntil().isBefore(agreement.validFrom())
                || agreement.number().isBlank()) {
            throw new RefusedException("AGREEMENT_DATES_INVALID").field("validUntil");
        }
        store.addAgreement(applicationId, custodianId, agreement, document, actor.personId(), clock.instant());
        note(applicationId, "CUSTODY_AGREED", actor, agreement.number());
    }

    /** The issuer consents that his custodian is asked; holds for this and later issues until withdrawn. */
    @Transactional
    @LegalBasis("RUL-38.p2")
    void consent(Actor actor, @Nullable Long document) {
        long relation = IssueApplications.relation(actor);
        store.addConsent(relation, document, clock.instant());
        audit.record("ISSUER_CONSENT_GIVEN", "client:" + relation, java.util.Map.of());
    }

    @Transactional
    void withdrawConsent(Actor actor) {
        long relation = IssueApplications.relation(actor);
        store.withdrawConsent(relation, clock.instant());
        audit.record("ISSUER_CONSENT_WITHDRAWN", "client:" + relation, java.util.Map.of());
    }

    /** Records that the custodian was asked; without a consent that stands nobody is asked. */
    @Transactional
    @LegalBasis("RUL-38.p2")
    long ask(Actor actor, long applicationId) {
        Application application = application(applicationId);
        CustodyFacts facts = store.facts(applicationId, application.clientRelationId());
        CustodyRules.consent(facts.consent(), clock.instant()).ifPresent(finding -> {
            throw Refusals.of(finding);
        });
        CustodyFacts.Custodian custodian = facts.custodian();
        if (custodian == null) {
            throw new RefusedException("CUSTODIAN_MISSING").clause("LAW-6.4");
        }
        note(applicationId, "CUSTODIAN_ASKED", actor, custodian.name());
        return store.addQuery(applicationId, custodian.id(), actor.personId(), clock.instant());
    }

    @Transactional
    @LegalBasis("RUL-38.p1")
    void answered(Actor actor, long applicationId, CustodyFacts.Answer answer, String unit, @Nullable Long document) {
        application(applicationId);
        CustodyRules.answer(answer, clock.instant()).ifPresent(finding -> {
            throw Refusals.of(finding);
        });
        long query = store.lastQuery(applicationId)
                .orElseThrow(() -> new RefusedException("CUSTODIAN_NOT_ASKED").clause("RUL-38.p1"));
        store.addAnswer(query, applicationId, answer, unit, document, actor.personId(), clock.instant());
        note(applicationId, "CUSTODIAN_ANSWERED", actor, String.valueOf(answer.value()));
    }

    CustodyFacts facts(Application application) {
        return store.facts(application.id(), application.clientRelationId());
    }

    /** Enters a version of the regulator's list; a version in force is never changed. */
    @Transactional
    @LegalBasis("LAW-4.2.5")
    void permit(Actor actor, LocalDate validFrom, Set<BaseAssetKind> kinds, String source) {
        if (source.isBlank()) {
            throw new RefusedException("TERMS_MISSING", "source").field("source");
        }
        if (kinds.contains(BaseAssetKind.BASE_MONEY)) {
            throw new RefusedException("DFA_TYPE_MISMATCH").clause("LAW-5.2");
        }
        store.setPermitted(validFrom, kinds, source.strip(), actor.personId(), clock.instant());
        audit.record("BASE_ASSETS_PERMITTED", "parameter:base-asset.kinds", java.util.Map.of("from", validFrom));
    }

    private Application application(long id) {
        return applications.find(id).orElseThrow(RefusedException::notFound);
    }

    private void note(long id, String action, Actor actor, String details) {
        applications.note(id, action, actor.personId(), details, null, clock.instant());
    }
}
