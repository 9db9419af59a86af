package kz.sandyq.operator.encumbrance;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.encumbrance.EntryRules.Checked;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.document.DocumentRef;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.Key;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Enters pledges, arrests, releases and transfers: a registrar proposes, another person approves, the core decides. */
@Service
class RegisterEntries implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "encumbrance.entry";
    static final String OBJECT = "encumbrance.entry";

    private static final String SUBJECT = "register-entry:";

    private final EntryRules rules;
    private final Parties parties;
    private final EntryStore store;
    private final Documents documents;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final ObjectProvider<FourEyes> fourEyes;
    private final SandyqClock clock;
    private final Audit audit;
    private final EntryNotices notices;
    private final ObjectMapper json;

    RegisterEntries(
            EntryRules rules,
            Parties parties,
            EntryStore store,
            Documents documents,
            CommandOutbox outbox,
            RequestKeys keys,
            ObjectProvider<FourEyes> fourEyes,
            SandyqClock clock,
            Audit audit,
            EntryNotices notices,
            ObjectMapper json) {
        this.rules = rules;
        this.parties = parties;
        this.store = store;
        this.documents = documents;
        this.outbox = outbox;
        this.keys = keys;
        this.fourEyes = fourEyes;
        this.clock = clock;
        this.audit = audit;
        this.notices = notices;
        this.json = json;
    }

    /**
     * Proposes an entry; the same key with the same content gives the earlier one.
     *
     * @throws RefusedException FORBIDDEN and PARTY_TO_ENTRY (403), IDEMPOTENCY_KEY_REUSED (409), those of {@link
     *     EntryRules#check} and of {@link Documents#store}, among them DOCUMENT_HASH_MISMATCH
     */
    @Transactional
    @LegalBasis("LAW-1.6-3-c")
    @LegalBasis("LAW-1.6-3-d")
    public RegisterEntry propose(Actor actor, UUID key, EntryForm form) {
        if (!actor.has(Role.REGISTRAR)) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        byte[] request = digest(form);
        var earlier = store.earlier(actor.loginId(), key);
        if (earlier.isPresent()) {
            if (!MessageDigest.isEqual(earlier.get().requestSha256(), request)) {
                throw reused();
            }
            return find(earlier.get().id());
        }
        Checked entry = rules.check(form);
        notAParty(actor.personId(), entry.parties());
        GroundForm ground = form.ground();
        DocumentRef document = documents.store(
                new ByteArrayInputStream(ground.content()),
                ground.fileName(),
                ground.sha256().isBlank() ? null : ground.sha256().strip());
        long id = store.add(entry, document, actor.personId(), actor.loginId(), key, request, clock.instant());
        if (id == 0) {
            throw reused();
        }
        long approval = fourEyes.getObject().propose(KIND, SUBJECT + id, summary(entry, document));
        store.approval(id, approval);
        audit.record(
                "REGISTER_ENTRY_PROPOSED",
                SUBJECT + id,
                Map.of("type", form.type().name()));
        return find(id);
    }

    RegisterEntry find(long id) {
        return store.find(id).orElseThrow(RefusedException::notFound);
    }

    private static RefusedException reused() {
        return new RefusedException("IDEMPOTENCY_KEY_REUSED").status(409);
    }

    private static byte[] digest(EntryForm form) {
        MessageDigest digest = Key.sha256();
        digest.update(form.ground().content());
        GroundForm ground = form.ground();
        String fields = Stream.of(
                        form.type(),
                        form.accountId(),
                        form.toAccountId(),
                        form.assetId(),
                        form.quantity(),
                        form.pledgeeId(),
                        form.rank(),
                        form.stopsCirculation(),
                        form.stopsIncome(),
                        form.stopsRedemption(),
                        form.expiresAt(),
                        form.effectiveDate(),
                        form.releasesId(),
                        ground.kind(),
                        ground.number(),
                        ground.date(),
                        ground.issuedBy())
                .map(String::valueOf)
                .collect(Collectors.joining("\u001f"));
        digest.update(fields.getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    private String summary(Checked entry, DocumentRef document) {
        EntryForm form = entry.form();
        Map<String, String> after = new TreeMap<>();
        after.put("type", form.type().name());
        after.put("holder", entry.holder().name());
        if (entry.recipient() != null) {
            after.put("recipient", entry.recipient().name());
        }
        after.put("asset", entry.asset().code());
        after.put("quantity", Amounts.decimal(entry.quantity(), entry.asset().scale()));
        after.put(
                "ground",
                form.ground().kind() + " " + form.ground().number() + " "
                        + form.ground().date());
        after.put("document", document.sha256());
        if (form.type().encumbers()) {
            after.put("stopsCirculation", String.valueOf(form.stopsCirculation()));
            after.put("stopsIncome", String.valueOf(form.stopsIncome()));
            after.put("stopsRedemption", String.valueOf(form.stopsRedemption()));
            after.put("rank", String.valueOf(form.rank()));
        }
        return json.writeValueAsString(Map.of("before", Map.of(), "after", after));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of(Role.APPROVER.name(), Role.REGISTRAR.name());
    }

    /** The document that was proposed must still be the one that is kept. */
    @Override
    public void approved(Approval approval) {
        RegisterEntry entry = of(approval);
        if (!stored(entry.groundDocument()).equals(entry.groundSha256())) {
            throw new RefusedException("DOCUMENT_HASH_MISMATCH", entry.groundNumber());
        }
        long second = Objects.requireNonNull(approval.decidedPerson(), "approved without a person");
        notAParty(second, entry.parties());
        store.decide(entry.id(), EntryState.APPROVED, second);
        Long target = entry.releasesId();
        long encumbrance =
                target == null ? 0 : Objects.requireNonNull(find(target).coreId());
        outbox.enqueue(
                OBJECT,
                entry.id(),
                new CommandContext("operator", keys.next(), entry.proposedBy(), entry.proposedBy(), second),
                EntryCommands.of(entry, encumbrance));
    }

    /** Nobody decides about what is his own, or about what is pledged to him. */
    private void notAParty(long personId, List<Long> clients) {
        if (parties.actsFor(personId, clients)) {
            throw new RefusedException("PARTY_TO_ENTRY").status(403);
        }
    }

    private String stored(long documentId) {
        MessageDigest digest = Key.sha256();
        documents.write(documentId, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void declined(Approval approval) {
        store.decide(of(approval).id(), EntryState.DECLINED, approval.decidedPerson());
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long entryId, CommandReply reply) {
        boolean applied = reply.rejectCode() == 0;
        EntryState state = applied ? EntryState.ENTERED : EntryState.REFUSED;
        boolean placed = applied && find(entryId).entryType().encumbers();
        store.answered(
                entryId,
                state,
                reply.rejectCode(),
                placed ? reply.resultId() : null,
                reply.sequence(),
                clock.instant());
        if (applied) {
            notices.tell(find(entryId), clock.instant());
        }
        audit.record("REGISTER_ENTRY_" + state, SUBJECT + entryId, Map.of("sequence", reply.sequence()));
    }

    private RegisterEntry of(Approval approval) {
        return find(Long.parseLong(approval.subject().substring(SUBJECT.length())));
    }
}
