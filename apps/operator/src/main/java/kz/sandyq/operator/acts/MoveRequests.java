package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.MoveRequestStore.MoveRequest;
import kz.sandyq.operator.acts.MoveRequestStore.State;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.MoveQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Clients ask to move their units to another platform; the desk takes up a request or refuses it with a reason. */
@Service
@LegalBasis("RUL-50")
class MoveRequests {
    private static final int NOTE_MAX = 300;

    private final MoveRequestStore store;
    private final MoveQueries moves;
    private final ClientDirectory clients;
    private final Facts facts;
    private final PublicId ids;
    private final SandyqClock clock;
    private final Audit audit;

    MoveRequests(
            MoveRequestStore store,
            MoveQueries moves,
            ClientDirectory clients,
            Facts facts,
            PublicId ids,
            SandyqClock clock,
            Audit audit) {
        this.store = store;
        this.moves = moves;
        this.clients = clients;
        this.facts = facts;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What a client asks to move.
     *
     * @param accountId his first account when absent
     * @param quantity decimal text
     * @param platform number of a platform with which an agreement is in force
     */
    record Asked(
            @Nullable String accountId,
            @Nullable String issueId,
            @Nullable String quantity,
            @Nullable Integer platform) {}

    /**
     * Takes a request; whether the units are free is asked when they are blocked.
     *
     * @throws RefusedException NO_WALLET, UNKNOWN_ISSUE, AMOUNT_NOT_POSITIVE, NO_INTERACTION_AGREEMENT
     */
    @Transactional
    MoveRequest ask(Actor actor, Asked asked) {
        long client = actor.clientRelationId().orElseThrow(MoveRequests::noWallet);
        long account = account(clients.accounts(client), asked.accountId());
        String named = Objects.requireNonNullElse(asked.issueId(), "");
        long issue = named.isBlank() ? 0 : ids.parse(named);
        if (!facts.exists(ActField.Type.ISSUE, issue)) {
            throw new RefusedException("UNKNOWN_ISSUE").field("issueId");
        }
        long quantity = quantity(asked.quantity(), facts.scale(issue).orElseThrow());
        int platform = Objects.requireNonNullElse(asked.platform(), 0);
        if (moves.agreements().stream().noneMatch(each -> each.platform() == platform && each.inForce())) {
            throw new RefusedException("NO_INTERACTION_AGREEMENT").field("platform");
        }
        long id = store.add(client, account, issue, quantity, platform, actor.personId(), clock.instant());
        audit.record("MOVE_ASKED", "move-request:" + id, Map.of("platform", platform));
        return store.find(id).orElseThrow();
    }

    private static RefusedException noWallet() {
        return new RefusedException("NO_WALLET").clause("RUL-34.6");
    }

    private long account(List<Long> own, @Nullable String publicId) {
        if (own.isEmpty()) {
            throw noWallet();
        }
        if (publicId == null || publicId.isBlank()) {
            return own.getFirst();
        }
        long asked = ids.parse(publicId);
        if (!own.contains(asked)) {
            throw RefusedException.notFound();
        }
        return asked;
    }

    private static long quantity(@Nullable String text, int scale) {
        try {
            long minor = Amounts.minor(Objects.requireNonNullElse(text, ""), scale);
            if (minor <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE");
            }
            return minor;
        } catch (RefusedException notAQuantity) {
            throw notAQuantity.field("quantity");
        }
    }

    /** Takes a request of the actor's own back while nobody has answered. */
    @Transactional
    MoveRequest withdraw(Actor actor, String id) {
        MoveRequest request = find(id);
        if (actor.clientRelationId()
                .filter(each -> each == request.clientRelationId())
                .isEmpty()) {
            throw RefusedException.notFound();
        }
        if (!store.withdraw(request.id())) {
            throw RefusedException.changedMeanwhile();
        }
        audit.record("MOVE_WITHDRAWN", "move-request:" + request.id(), Map.of());
        return find(id);
    }

    /**
     * Answers a request: taken up, or refused with a reason that the client reads.
     *
     * @throws RefusedException REASON_REQUIRED, PARTY_TO_ENTRY (403), CHANGED_MEANWHILE
     */
    @Transactional
    MoveRequest answer(Actor actor, String id, boolean taken, @Nullable String note) {
        MoveRequest request = find(id);
        String reason = Objects.requireNonNullElse(note, "").strip();
        if (!taken && reason.isEmpty() || reason.length() > NOTE_MAX) {
            throw new RefusedException("REASON_REQUIRED").field("note");
        }
        if (facts.actsFor(actor.personId(), List.of(request.accountId()))) {
            throw new RefusedException("PARTY_TO_ENTRY").status(403);
        }
        State state = taken ? State.TAKEN : State.REFUSED;
        if (!store.answer(request.id(), state, reason, actor.personId(), clock.instant())) {
            throw RefusedException.changedMeanwhile();
        }
        audit.record("MOVE_" + state, "move-request:" + request.id(), Map.of("note", reason));
        return find(id);
    }

    MoveRequest find(String id) {
        return store.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
    }
}
