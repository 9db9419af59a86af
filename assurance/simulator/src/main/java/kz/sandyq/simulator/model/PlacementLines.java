package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.schema.Message;

/** Primary offerings: their beginning and their three ends. */
final class PlacementLines implements Contract.Family {
    private final World world;
    private final Shared shared;
    private final Tasks tasks;

    PlacementLines(World world, Shared shared, Tasks tasks) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "OpenPlacement",
                        this::open,
                        UNKNOWN_ISSUE,
                        STABLECOIN_AGAINST_MONEY_ONLY,
                        TASK_RUNNING,
                        PLACEMENT_RUNNING,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        LIMIT_PLACEMENTS,
                        AMOUNT_NOT_POSITIVE,
                        FIELD_OUT_OF_RANGE,
                        NOT_WHOLE_LOTS,
                        UNSOLD_SHORT,
                        AMOUNT_OVERFLOW,
                        CONTRADICTS_ISSUE_TERMS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "ClosePlacement",
                        in -> startAllocation(ending(in)),
                        PLACEMENT_CLOSED,
                        UNKNOWN_PLACEMENT,
                        TASK_RUNNING,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "CancelPlacement",
                        in -> startRefund(ending(in), PlacementStatus.CANCELLED),
                        PLACEMENT_CLOSED,
                        UNKNOWN_PLACEMENT,
                        TASK_RUNNING,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void open(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(issue.isStablecoin(), STABLECOIN_AGAINST_MONEY_ONLY);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Refused.when(!issue.isAlive() || issue.isRegisteredOnly(), ISSUE_STATUS);
        Refused.when(issue.suspended, ISSUE_SUSPENDED);
        Refused.when(world.placements.isFull(), LIMIT_PLACEMENTS);
        Placement placement = new Placement(
                issue.id,
                in.number("fromMs"),
                in.number("untilMs"),
                big(in.number("minimumQuantity")),
                big(in.number("maximumQuantity")),
                big(in.number("priceMinor")),
                big(in.number("lotQuantity")),
                big(in.number("investorCapQuantity")),
                in.number("method"));
        checkTerms(placement, issue);
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        world.placements.add(world.sequence(), placement);
        placement.status = PlacementStatus.OPEN.value();
        issue.placement = placement.id;
        issue.status = IssueStatus.PLACING.value();
        shared.placementChanged(placement);
        shared.issueChanged(issue);
        world.resultId = placement.id;
    }

    private void checkTerms(Placement placement, Issue issue) {
        boolean positive = Numbers.positive(placement.lot)
                && Numbers.positive(placement.maximum)
                && Numbers.positive(placement.price);
        Refused.when(!positive, AMOUNT_NOT_POSITIVE);
        boolean inRange = placement.method >= 1
                && placement.method <= 2
                && placement.minimum.signum() >= 0
                && placement.minimum.compareTo(placement.maximum) <= 0
                && placement.cap.signum() >= 0
                && placement.from < placement.until
                && placement.until > world.logicalNow();
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        boolean whole =
                Numbers.divides(placement.lot, placement.maximum) && Numbers.divides(placement.lot, placement.cap);
        Refused.when(!whole, NOT_WHOLE_LOTS);
        Refused.when(Numbers.less(world.available(issue.unsold, issue.id), placement.maximum), UNSOLD_SHORT);
        Refused.when(Numbers.tooLarge(placement.maximum.multiply(placement.price)), AMOUNT_OVERFLOW);
        Refused.when(!Numbers.divides(issue.factor, placement.lot.multiply(placement.price)), CONTRADICTS_ISSUE_TERMS);
    }

    private Placement ending(Message in) {
        long id = in.number("placementId");
        Placement placement = world.placements.find(id);
        if (placement == null) {
            throw new Refused(
                    world.placements.mayHaveEnded(id, world.sequence()) ? PLACEMENT_CLOSED : UNKNOWN_PLACEMENT);
        }
        Refused.when(placement.task != 0, TASK_RUNNING);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        return placement;
    }

    private void startAllocation(Placement placement) {
        if (world.platform.isProhibited(Activity.DFA.value())) {
            startRefund(placement, PlacementStatus.CANCELLED);
            return;
        }
        boolean enough =
                Numbers.positive(placement.subscribed) && placement.subscribed.compareTo(placement.minimum) >= 0;
        if (!enough) {
            startRefund(placement, PlacementStatus.FAILED);
            return;
        }
        placement.status = PlacementStatus.ALLOCATING.value();
        run(placement, TaskKind.ALLOCATION);
    }

    /** Ends an open one without allocation; false while no task may begin. */
    boolean end(Placement placement) {
        if (tasks.isFull()) {
            return false;
        }
        startRefund(placement, PlacementStatus.CANCELLED);
        return true;
    }

    private void startRefund(Placement placement, PlacementStatus end) {
        placement.status = PlacementStatus.REFUNDING.value();
        placement.endStatus = end.value();
        run(placement, TaskKind.REFUND);
    }

    private void run(Placement placement, TaskKind kind) {
        shared.placementChanged(placement);
        Task task = tasks.start(kind, placement.id, big(placement.subscriptions));
        placement.task = task.id;
        tasks.step(task);
    }

    /** Ends windows whose time has come. */
    long expire(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Placement> next = world.placements.all().stream()
                    .filter(placement -> placement.status == PlacementStatus.OPEN.value())
                    .min(Comparator.comparingLong(placement -> placement.until));
            if (tasks.isFull() || next.isEmpty() || next.get().until > world.logicalNow()) {
                return i;
            }
            startAllocation(next.get());
        }
        return count;
    }
}
