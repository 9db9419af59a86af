package kz.sandyq.operator.placement;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.Commands;
import kz.sandyq.operator.issuance.Finding;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.IssueKind;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.Refusals;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.sbe.AllocationMethod;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A placement from the issuer's application to its end. */
@Service
class Placements implements CommandAnswerHandler {
    static final String OBJECT = "placement";

    private final PlacementStore store;
    private final IssueCatalog issues;
    private final MarketView market;
    private final Commands commands;
    private final CommandOutbox outbox;
    private final SandyqClock clock;
    private final Audit audit;

    Placements(
            PlacementStore store,
            IssueCatalog issues,
            MarketView market,
            Commands commands,
            CommandOutbox outbox,
            SandyqClock clock,
            Audit audit) {
        this.store = store;
        this.issues = issues;
        this.market = market;
        this.commands = commands;
        this.outbox = outbox;
        this.clock = clock;
        this.audit = audit;
    }

    /** The issuer applies; without his application nothing is placed. */
    @Transactional
    @LegalBasis("RUL-48")
    long apply(Actor actor, long issueId, PlacementTerms terms) {
        var issue = issues.find(issueId).orElseThrow(RefusedException::notFound);
        if (actor.clientRelationId()
                .filter(own -> own == issue.clientRelationId())
                .isEmpty()) {
            throw RefusedException.notFound();
        }
        Refusals.unlessNone(findings(issue, terms));
        long id = store.add(issue.applicationId(), issueId, issue.clientRelationId(), terms, clock.instant());
        record("PLACEMENT_APPLIED", id);
        return id;
    }

    /** Opens the window that the issuer applied for. */
    @Transactional
    @LegalBasis("RUL-48")
    void open(Actor actor, long id) {
        PlacementStore.Row row = inStatus(id, "APPLIED");
        var issue = issues.find(row.issueId()).orElseThrow();
        Refusals.unlessNone(findings(issue, row.terms()));
        PlacementTerms terms = row.terms();
        CommandBody body = PlacementCommands.openPlacement(
                row.issueId(),
                ms(terms.from()),
                ms(terms.until()),
                Objects.requireNonNull(terms.minimumQuantity()),
                Objects.requireNonNull(terms.maximumQuantity()),
                Objects.requireNonNull(terms.priceMinor()),
                Objects.requireNonNull(terms.lotQuantity()),
                Objects.requireNonNull(terms.investorCapQuantity()),
                terms.method() == PlacementTerms.Method.PRO_RATA
                        ? AllocationMethod.PRO_RATA
                        : AllocationMethod.FIRST_COME,
                commands.ground(Commands.GROUND_PLACEMENT, id, null));
        send(actor, row, "OPENING", body);
    }

    /** Ends the window before its time; the allocation begins. */
    @Transactional
    void close(Actor actor, long id) {
        PlacementStore.Row row = inStatus(id, "OPEN");
        var ground = commands.ground(Commands.GROUND_PLACEMENT, id, null);
        send(actor, row, "CLOSING", PlacementCommands.closePlacement(placement(row), ground));
    }

    /** Ends the placement without allocation; everybody is refunded. */
    @Transactional
    void cancel(Actor actor, long id) {
        PlacementStore.Row row = inStatus(id, "OPEN");
        var ground = commands.ground(Commands.GROUND_PLACEMENT, id, null);
        send(actor, row, "CANCELLING", PlacementCommands.cancelPlacement(placement(row), ground));
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    @Transactional
    public void answered(long id, CommandReply reply) {
        PlacementStore.Row row = store.lock(id).orElseThrow();
        boolean opening = row.status().equals("OPENING");
        boolean applied = reply.rejectCode() == 0;
        String status = opening && !applied ? "REFUSED" : "OPEN";
        Long placement = opening && applied ? (Long) reply.resultId() : null;
        store.answered(id, status, placement, reply.rejectCode(), reply.sequence(), clock.instant());
    }

    List<Finding> findings(IssueCatalog.RegisteredIssue issue, PlacementTerms terms) {
        if (issue.kind() == IssueKind.STABLECOIN) {
            return List.of(new Finding("CONTRADICTS_ISSUE_TERMS", "LAW-1.6-6-p2", List.of()));
        }
        MarketView.IssueState state = market.issue(issue.issueId()).orElseThrow(RefusedException::notFound);
        long unsold = market.available(state.unsoldAccountId(), issue.issueId());
        return PlacementRules.check(terms, unsold, issue.issuePriceMinor(), clock.instant());
    }

    Optional<PlacementStore.Row> find(long id) {
        return store.find(id);
    }

    private void send(Actor actor, PlacementStore.Row row, String status, CommandBody body) {
        outbox.enqueue(OBJECT, row.id(), commands.decidedBy(actor.personId(), 0), body);
        store.status(row.id(), status, actor.personId(), clock.instant());
        record("PLACEMENT_" + status, row.id());
    }

    private PlacementStore.Row inStatus(long id, String status) {
        PlacementStore.Row row = store.lock(id).orElseThrow(RefusedException::notFound);
        if (!row.status().equals(status)) {
            throw new RefusedException("PLACEMENT_STATUS", row.status());
        }
        return row;
    }

    private void record(String action, long id) {
        audit.record(action, "placement-application:" + id, java.util.Map.of());
    }

    private static long placement(PlacementStore.Row row) {
        return Objects.requireNonNull(row.placementId());
    }

    private static long ms(@org.jspecify.annotations.Nullable Instant instant) {
        return Objects.requireNonNull(instant).toEpochMilli();
    }
}
