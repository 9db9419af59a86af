package kz.sandyq.operator.trading;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.document.DocumentRef;
import kz.sandyq.platform.document.Documents;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Halts at once by one supervisor; resumes and closes by two persons. Every act stands on a document. */
@Service
class TradingActs implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "trading.act";

    /** Kind of the ground document in the log. */
    static final int GROUND_TRADING_ACT = 501;

    private final TradingActStore store;
    private final Documents documents;
    private final ObjectProvider<FourEyes> fourEyes;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final PublicId ids;
    private final SandyqClock clock;
    private final Audit audit;
    private final ObjectMapper json;

    TradingActs(
            TradingActStore store,
            Documents documents,
            ObjectProvider<FourEyes> fourEyes,
            CommandOutbox outbox,
            RequestKeys keys,
            PublicId ids,
            SandyqClock clock,
            Audit audit,
            ObjectMapper json) {
        this.store = store;
        this.documents = documents;
        this.fourEyes = fourEyes;
        this.outbox = outbox;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Takes a request: a halt goes to the core, the rest waits for its second person.
     *
     * @throws RefusedException ALREADY_HALTED, NOT_HALTED, ACT_WAITING, those of {@link SuspensionRules#terms} and of
     *     the document
     */
    @Transactional
    @LegalBasis("RUL-63")
    TradingAct ask(Actor actor, TradingActRequest request) {
        if (!actor.has(Role.MARKET_SUPERVISOR)) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        TradingAct.Terms terms = SuspensionRules.terms(request, clock.today());
        List<Long> targets = targets(request, terms);
        DocumentRef document = document(request, terms.ground());
        long id = store.add(terms, document == null ? null : document.id(), actor.personId(), targets, clock.instant());
        audit.record(
                "TRADING_" + terms.kind(),
                "trading:" + id,
                Map.of("ground", terms.ground().name()));
        if (terms.needsTwoPersons()) {
            store.approval(id, fourEyes.getObject().propose(KIND, "trading:" + id, shown(terms, targets)));
        } else {
            send(store.find(id).orElseThrow(), null);
        }
        return store.find(id).orElseThrow();
    }

    private List<Long> targets(TradingActRequest request, TradingAct.Terms terms) {
        boolean pair = terms.scope() == TradingAct.Scope.BOOK;
        long asked = ids.parse(Objects.requireNonNull(pair ? request.instrumentId() : request.issueId()));
        TradingActStore.Tradable one =
                (pair ? store.pair(asked) : store.issue(asked)).orElseThrow(RefusedException::notFound);
        boolean halt = terms.kind() == TradingAct.Kind.HALT;
        List<TradingActStore.Tradable> all =
                halt && terms.ground().ofIssuer() ? store.issuesOfIssuer(asked) : List.of(one);
        List<Long> targets = all.stream()
                .filter(each -> terms.kind() == TradingAct.Kind.CLOSE || each.halted() != halt)
                .map(TradingActStore.Tradable::id)
                .toList();
        if (targets.isEmpty()) {
            throw new RefusedException(halt ? "ALREADY_HALTED" : "NOT_HALTED").field(pair ? "instrumentId" : "issueId");
        }
        if (terms.needsTwoPersons() && store.pending(terms.scope(), asked)) {
            throw new RefusedException("ACT_WAITING").field(pair ? "instrumentId" : "issueId");
        }
        return targets;
    }

    private @Nullable DocumentRef document(TradingActRequest request, SuspensionGround ground) {
        String content = request.contentBase64();
        if (content == null || content.isBlank()) {
            if (ground.ofIssuer()) {
                throw new RefusedException("DOCUMENT_EMPTY")
                        .clause(ground.clause())
                        .field("document");
            }
            return null;
        }
        try {
            String name = Objects.requireNonNullElse(request.documentName(), "document.pdf");
            return documents.store(
                    new ByteArrayInputStream(Base64.getDecoder().decode(content)), name, request.sha256());
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException("DOCUMENT_EMPTY").field("contentBase64").status(400);
        }
    }

    private String shown(TradingAct.Terms terms, List<Long> targets) {
        Map<String, String> after = Map.of(
                "act",
                terms.kind().name(),
                terms.scope() == TradingAct.Scope.BOOK ? "instruments" : "issues",
                String.join(", ", targets.stream().map(ids::of).toList()),
                "ground",
                terms.ground().name(),
                "document",
                terms.documentNumber() + ", " + terms.documentDate());
        return json.writeValueAsString(Map.of("before", Map.of(), "after", after));
    }

    private void send(TradingAct act, @Nullable Long second) {
        store.decided(act.id(), TradingAct.Status.SENT, second, clock.instant());
        String sha256 = act.documentSha256();
        byte[] hash = sha256 == null ? new byte[32] : HexFormat.of().parseHex(sha256);
        Ground ground = Ground.of(GROUND_TRADING_ACT, act.terms().documentDate(), act.id(), hash);
        long secondRef = second == null ? 0 : second;
        for (TradingAct.Target target : act.targets()) {
            var context = new CommandContext("trading", keys.next(), act.firstPerson(), act.firstPerson(), secondRef);
            outbox.enqueue(KIND, target.id(), context, command(act.terms(), target.targetId(), ground));
        }
    }

    private static CommandBody command(TradingAct.Terms terms, long target, Ground ground) {
        if (terms.scope() == TradingAct.Scope.ISSUE) {
            return IssueCommands.setIssueSuspended(target, terms.kind() == TradingAct.Kind.HALT, ground);
        }
        return switch (terms.kind()) {
            case HALT ->
                TradingCommands.setTradingStatus(
                        target, SecurityTradingStatus.TRADING_HALT, terms.haltReason(), ground);
            case RESUME ->
                TradingCommands.setTradingStatus(target, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, ground);
            case CLOSE ->
                TradingCommands.setTradingStatus(
                        target, SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING, terms.haltReason(), ground);
        };
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("MARKET_SUPERVISOR", "APPROVER");
    }

    @Override
    public void approved(Approval approval) {
        TradingAct act = store.find(Books.number(approval.subject())).orElseThrow();
        send(act, Objects.requireNonNull(approval.decidedPerson()));
    }

    @Override
    public void declined(Approval approval) {
        store.decided(Books.number(approval.subject()), TradingAct.Status.DECLINED, null, clock.instant());
    }

    @Override
    public String objectType() {
        return KIND;
    }

    @Override
    public void answered(long target, CommandReply reply) {
        store.answered(target, reply.rejectCode(), reply.sequence(), clock.instant());
    }
}
