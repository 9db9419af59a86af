package kz.sandyq.operator.people;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.people.ClientRelation.Status;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.document.DocumentRef;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * Opens client relations: one member of staff identifies, another approves, then the core opens wallet and accounts.
 */
@Service
class Clients implements ApprovalHandler {
    static final String KIND = "people.client";

    private final ClientStore store;
    private final Wallets wallets;
    private final Persons persons;
    private final Documents documents;
    private final Logins logins;
    private final ObjectProvider<FourEyes> fourEyes;
    private final SandyqClock clock;
    private final Audit audit;
    private final ObjectMapper json;

    Clients(
            ClientStore store,
            Wallets wallets,
            Persons persons,
            Documents documents,
            Logins logins,
            ObjectProvider<FourEyes> fourEyes,
            SandyqClock clock,
            Audit audit,
            ObjectMapper json) {
        this.store = store;
        this.wallets = wallets;
        this.persons = persons;
        this.documents = documents;
        this.logins = logins;
        this.fourEyes = fourEyes;
        this.clock = clock;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Proposes a relation. What the central depository needs of a holder must be there from the beginning.
     *
     * @return id of the relation
     * @throws RefusedException HOLDER_DATA_MISSING, IDENTIFICATION_ENDED, CLIENT_EXISTS, NATIONAL_ID_NOT_VALID,
     *     FOREIGN_ID_NOT_VALID, PERSON_NAME_REQUIRED and those of {@link Documents#store}
     */
    @Transactional
    @LegalBasis("RUL-31")
    @LegalBasis("RUL-36.p1")
    public long open(Actor actor, ClientForm form) {
        required(form.name(), "name");
        required(form.address(), "address");
        required(form.identification(), "identification");
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(form.residency())) {
            throw missing("residency");
        }
        if (form.identifiedUntil().isBefore(clock.today())) {
            throw new RefusedException("IDENTIFICATION_ENDED")
                    .field("identifiedUntil")
                    .clause("RUL-36.p1");
        }
        long personId = person(form);
        DocumentRef statement = documents.store(
                form.document(),
                form.documentName(),
                form.documentSha256().isBlank() ? null : form.documentSha256().strip());
        long id = store.add(personId, form, statement.id(), actor.personId(), clock.instant());
        if (id == 0) {
            throw new RefusedException("CLIENT_EXISTS").status(409);
        }
        store.addRepresentative(id, form.organisation() ? representative(form) : personId, clock.instant());
        fourEyes.getObject().propose(KIND, "client:" + id, json.writeValueAsString(summary(form, statement)));
        return id;
    }

    private static Map<String, String> summary(ClientForm form, DocumentRef statement) {
        return Map.of(
                "name", form.name().strip(),
                "residency", form.residency(),
                "issuer", String.valueOf(form.issuer()),
                "identification", form.identification().strip(),
                "identifiedUntil", form.identifiedUntil().toString(),
                "document", statement.sha256());
    }

    private long person(ClientForm form) {
        Kind kind = form.organisation() ? Kind.ORGANISATION : Kind.INDIVIDUAL;
        if (form.nationalId().isBlank()) {
            if (form.foreignId().isBlank() || form.residency().equals("KZ")) {
                throw missing("nationalId");
            }
            return persons.addForeign(kind, form.foreignCountry(), form.foreignId(), form.name());
        }
        return persons.byNationalId(form.nationalId())
                .filter(known -> known.kind() == kind)
                .map(Person::id)
                .orElseGet(() -> persons.add(kind, form.nationalId(), form.name()));
    }

    private long representative(ClientForm form) {
        required(form.representativeName(), "representativeName");
        NationalId iin = NationalId.parse(form.representativeIin())
                .filter(NationalId::iin)
                .orElseThrow(() -> new RefusedException("NATIONAL_ID_NOT_VALID").field("representativeIin"));
        return persons.byNationalId(iin.value())
                .map(Person::id)
                .orElseGet(() -> persons.add(Kind.INDIVIDUAL, iin.value(), form.representativeName()));
    }

    private static void required(String value, String field) {
        if (value.isBlank()) {
            throw missing(field);
        }
    }

    private static RefusedException missing(String field) {
        return new RefusedException("HOLDER_DATA_MISSING", field).field(field).clause("RUL-31");
    }

    /**
     * A login for whoever acts for the client, with a one-time invitation; an earlier unused one stops working.
     *
     * @return the token, given out once
     * @throws RefusedException CLIENT_NOT_IDENTIFIED, CLIENT_HAS_LOGIN, and those of {@link Logins#create}
     */
    @Transactional
    @LegalBasis("RUL-36.p1")
    public String invite(long relationId, String loginName) {
        ClientRelation relation = find(relationId);
        if (!relation.identified(clock.today())) {
            throw new RefusedException("CLIENT_NOT_IDENTIFIED", relation.name()).clause("RUL-36.p1");
        }
        long person = store.representatives(relationId).getFirst();
        Set<Role> roles = relation.issuer() ? Set.of(Role.CLIENT, Role.ISSUER) : Set.of(Role.CLIENT);
        // A second login would let one officer act for a client who has his own already.
        logins.ofPerson(person, roles).ifPresent(login -> {
            throw new RefusedException("CLIENT_HAS_LOGIN", login).field("loginName");
        });
        long login = logins.create(loginName, person, roles);
        audit.record("CLIENT_INVITED", "client:" + relationId, Map.of("login", login));
        return logins.invite(login);
    }

    ClientRelation find(long id) {
        return store.find(id).orElseThrow(RefusedException::notFound);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        long id = relation(approval);
        long second = Objects.requireNonNull(approval.decidedPerson(), "approved without a person");
        ClientRelation proposed = find(id);
        if (proposed.identifiedUntil().isBefore(clock.today())) {
            throw new RefusedException("IDENTIFICATION_ENDED").clause("RUL-36.p1");
        }
        store.decide(id, Status.OPENING, second);
        wallets.openFirst(proposed, second);
    }

    @Override
    public void declined(Approval approval) {
        store.decide(relation(approval), Status.DECLINED, 0);
    }

    private static long relation(Approval approval) {
        return Long.parseLong(approval.subject().substring("client:".length()));
    }
}
