package kz.sandyq.operator.acts;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.document.DocumentRef;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Takes an act, has another person decide where two are needed, and sends it to the core. */
@Service
class ActDesk implements CommandAnswerHandler {
    static final String SUBJECT = "act:";

    private static final String OBJECT = "acts.act";

    private final ActStore store;
    private final ActChecks checks;
    private final Facts facts;
    private final Documents documents;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final ObjectProvider<FourEyes> fourEyes;
    private final PublicId ids;
    private final SandyqClock clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json;

    ActDesk(
            ActStore store,
            ActChecks checks,
            Facts facts,
            Documents documents,
            CommandOutbox outbox,
            RequestKeys keys,
            ObjectProvider<FourEyes> fourEyes,
            PublicId ids,
            SandyqClock clock,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectMapper json) {
        this.store = store;
        this.checks = checks;
        this.facts = facts;
        this.documents = documents;
        this.outbox = outbox;
        this.keys = keys;
        this.fourEyes = fourEyes;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.json = json;
    }

    /**
     * Takes an act; the same key with the same content gives the earlier one.
     *
     * @param ground absent for an act that stands on no document
     * @throws RefusedException FORBIDDEN and PARTY_TO_ENTRY (403), IDEMPOTENCY_KEY_REUSED (409), ACT_WAITING,
     *     GROUND_INCOMPLETE, those of {@link Given#of}, {@link ActChecks#check} and {@link Documents#store}
     */
    @Transactional
    Act ask(Actor actor, UUID key, ActKind kind, Map<String, @Nullable String> raw, @Nullable ActGround ground) {
        if (!actor.has(kind.room().proposer())) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        return take(actor, key, kind, raw, ground, given -> notAParty(kind, given, actor.personId()));
    }

    /**
     * Takes an act that somebody asks for about what is his own; the second person is one of the operator.
     *
     * @param owner refuses what is not his
     * @throws RefusedException like {@link #ask}
     */
    @Transactional
    Act askAsOwner(
            Actor actor,
            UUID key,
            ActKind kind,
            Map<String, @Nullable String> raw,
            ActGround ground,
            Consumer<Given> owner) {
        if (!kind.twoPersons()) {
            throw new IllegalArgumentException(kind.name() + " needs nobody besides the owner");
        }
        return take(actor, key, kind, raw, ground, owner);
    }

    private Act take(
            Actor actor,
            UUID key,
            ActKind kind,
            Map<String, @Nullable String> raw,
            @Nullable ActGround ground,
            Consumer<Given> permission) {
        Given given = Given.of(kind, raw, facts, ids);
        var request = new ActStore.Request(actor.personId(), actor.loginId(), key, digest(kind, given, ground));
        var earlier = store.earlier(actor.loginId(), key);
        if (earlier.isPresent()) {
            if (!MessageDigest.isEqual(earlier.get().requestSha256(), request.sha256())) {
                throw reused();
            }
            return find(earlier.get().id());
        }
        if ((ground != null) != kind.needsPaper()) {
            throw new RefusedException("GROUND_INCOMPLETE").field("groundKind");
        }
        if (ground != null && !kind.papers().contains(ground.paper())) {
            throw new RefusedException("GROUND_KIND_NOT_FIT").field("groundKind");
        }
        permission.accept(given);
        checks.check(kind, given);
        kind.composer().compose(given, Ground.NONE);
        long subject = subject(kind, given);
        if (kind.twoPersons() && store.pending(kind, subject)) {
            var waiting = new RefusedException("ACT_WAITING");
            throw kind.fields().isEmpty()
                    ? waiting
                    : waiting.field(kind.fields().getFirst().name());
        }
        DocumentRef document = ground == null
                ? null
                : documents.store(
                        new ByteArrayInputStream(ground.content()),
                        ground.fileName(),
                        ground.sha256().isEmpty() ? null : ground.sha256());
        long id = store.add(kind, subject, given.texts(), ground, document, request, clock.instant());
        if (id == 0) {
            throw reused();
        }
        audit.record("ACT_ASKED", SUBJECT + id, Map.of("kind", kind.name()));
        if (kind.twoPersons()) {
            String change = change(kind, subject, given, ground, document);
            store.approval(id, fourEyes.getObject().propose(ActApprovals.kind(kind.room()), SUBJECT + id, change));
        } else {
            send(find(id), null);
        }
        return find(id);
    }

    Act find(long id) {
        return store.find(id).orElseThrow(RefusedException::notFound);
    }

    /** An act of a room by its public id; not found (404) for one of another room. */
    Act find(ActRoom room, String id) {
        Act act = find(ids.parse(id));
        if (act.kind().room() != room) {
            throw RefusedException.notFound();
        }
        return act;
    }

    /** A second person has approved: the document must still be the one that was proposed. */
    void approved(long id, long second) {
        Act act = find(id);
        Act.Paper paper = act.paper();
        if (paper != null && !stored(paper.documentId()).equals(paper.sha256())) {
            throw new RefusedException("DOCUMENT_HASH_MISMATCH", paper.number());
        }
        Given given = Given.kept(act.given(), facts, ids);
        notAParty(act.kind(), given, second);
        checks.checkRules(act.kind(), given);
        send(act, second);
    }

    /** Not approved; who takes his own proposal back is no second person. */
    void declined(long id, @Nullable Long decider) {
        boolean own = decider != null && find(id).firstPerson() == decider;
        store.decided(id, Act.State.DECLINED, own ? null : decider);
        events.publishEvent(new ActFailed(find(id)));
    }

    private void send(Act act, @Nullable Long second) {
        store.decided(act.id(), Act.State.SENT, second);
        Act.Paper paper = act.paper();
        Ground ground = paper == null
                ? Ground.NONE
                : Ground.of(
                        paper.kind().number(),
                        paper.date(),
                        act.id(),
                        HexFormat.of().parseHex(paper.sha256()));
        long first = act.firstPerson();
        outbox.enqueue(
                OBJECT,
                act.id(),
                new CommandContext("operator", keys.next(), first, first, second == null ? 0 : second),
                act.kind().composer().compose(Given.kept(act.given(), facts, ids), ground));
    }

    /** Nobody decides about what is his own or his client's. */
    private void notAParty(ActKind kind, Given given, long personId) {
        List<Long> accounts =
                kind.fields().stream().flatMap(field -> accounts(field, given)).toList();
        if (facts.actsFor(personId, accounts)) {
            throw new RefusedException("PARTY_TO_ENTRY").status(403);
        }
    }

    private Stream<Long> accounts(ActField field, Given given) {
        return switch (field.type()) {
            case LEGS ->
                given.legs(field.name()).stream().flatMap(leg -> Stream.of(leg.fromAccountId(), leg.toAccountId()));
            case HOLDINGS -> given.accounts(field.name()).stream();
            default ->
                field.type().names() ? facts.accountsOf(field.type(), given.id(field.name())).stream() : Stream.empty();
        };
    }

    private static long subject(ActKind kind, Given given) {
        return kind.fields().stream()
                .limit(1)
                .filter(first -> first.type().names())
                .mapToLong(first -> given.id(first.name()))
                .sum();
    }

    private static RefusedException reused() {
        return new RefusedException("IDEMPOTENCY_KEY_REUSED").status(409);
    }

    private static byte[] digest(ActKind kind, Given given, @Nullable ActGround ground) {
        MessageDigest digest = Key.sha256();
        String text = kind.name() + "\u001f" + given.texts() + "\u001f"
                + (ground == null
                        ? ""
                        : String.join(
                                "\u001f",
                                ground.paper().name(),
                                ground.number(),
                                ground.date().toString(),
                                ground.issuedBy()));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return ground == null ? digest.digest() : digest.digest(ground.content());
    }

    private String change(
            ActKind kind, long subject, Given given, @Nullable ActGround ground, @Nullable DocumentRef document) {
        Map<String, String> after = new TreeMap<>(given.texts());
        after.put("act", kind.name());
        if (ground != null && document != null) {
            after.put("ground", ground.paper() + " " + ground.number() + " " + ground.date());
            after.put("document", document.sha256());
        }
        return json.writeValueAsString(Map.of("before", store.before(kind, subject), "after", after));
    }

    private String stored(long documentId) {
        MessageDigest digest = Key.sha256();
        documents.write(documentId, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long id, CommandReply reply) {
        store.answered(id, reply.rejectCode(), reply.resultId(), reply.sequence(), clock.instant());
        String state = reply.rejectCode() == 0 ? "ACT_APPLIED" : "ACT_REFUSED";
        audit.record(state, SUBJECT + id, Map.of("sequence", reply.sequence()));
        if (reply.rejectCode() != 0) {
            events.publishEvent(new ActFailed(find(id)));
        }
    }

    /** Number of the act that an approval is about. */
    static long number(String subject) {
        return Long.parseLong(Objects.requireNonNull(subject).substring(SUBJECT.length()));
    }
}
