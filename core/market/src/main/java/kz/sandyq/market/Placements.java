package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.CancelPlacementDecoder;
import kz.sandyq.protocol.sbe.ClosePlacementDecoder;
import kz.sandyq.protocol.sbe.OpenPlacementDecoder;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.TaskKind;

/** Primary offerings: window, minimum, maximum, and their end by time, by command or by cancellation. */
final class Placements {
    private final State state;
    private final MarketEvents events;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final OpenPlacementDecoder open = new OpenPlacementDecoder();
    private final ClosePlacementDecoder close = new ClosePlacementDecoder();
    private final CancelPlacementDecoder cancel = new CancelPlacementDecoder();

    Placements(State state, MarketEvents events, Balances balances, Issues issues, Tasks tasks) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
    }

    @LegalBasis("RUL-48")
    int open(Command command) {
        OpenPlacementDecoder in = open.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        int refused = checkIssue(issue);
        if (refused == Command.OK) {
            refused = checkTerms(in, issue);
        }
        if (refused == Command.OK) {
            refused = issues.ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        Table placements = state.placements;
        int slot = placements.allocate(placements.nextId(state.sequence()));
        placements.set(slot, Placement.ISSUE, in.issueId());
        placements.set(slot, Placement.STATUS, PlacementStatus.OPEN.value());
        placements.set(slot, Placement.FROM, in.fromMs());
        placements.set(slot, Placement.UNTIL, in.untilMs());
        placements.set(slot, Placement.MINIMUM, in.minimumQuantity());
        placements.set(slot, Placement.MAXIMUM, in.maximumQuantity());
        placements.set(slot, Placement.PRICE, in.priceMinor());
        placements.set(slot, Placement.LOT, in.lotQuantity());
        placements.set(slot, Placement.CAP, in.investorCapQuantity());
        placements.set(slot, Placement.METHOD, in.methodRaw());
        placements.link(
                slot,
                Placement.ISSUER_BALANCE,
                balances.find(
                        state.issues.get(issue, Issue.ISSUER_ACCOUNT), state.issues.get(issue, Issue.MONEY_ASSET)));
        state.placementDeadlines.insert(slot);
        command.resultId = placements.get(slot, Placement.ID);
        state.issues.set(issue, Issue.PLACEMENT, command.resultId);
        state.issues.set(issue, Issue.STATUS, Issues.PLACING);
        events.placementChanged(slot);
        events.issueChanged(issue);
        return Command.OK;
    }

    private int checkIssue(int issue) {
        if (issues.isStablecoin(issue)) {
            return RejectCode.STABLECOIN_AGAINST_MONEY_ONLY.number();
        }
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.issues.get(issue, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        if (!issues.isAlive(issue) || state.issues.get(issue, Issue.STATUS) == Issues.REGISTERED) {
            return RejectCode.ISSUE_STATUS.number();
        }
        if (state.issues.get(issue, Issue.SUSPENDED) != 0) {
            return RejectCode.ISSUE_SUSPENDED.number();
        }
        return state.placements.isFull() ? RejectCode.LIMIT_PLACEMENTS.number() : Command.OK;
    }

    private int checkTerms(OpenPlacementDecoder in, int issue) {
        if (in.lotQuantity() <= 0 || in.maximumQuantity() <= 0 || in.priceMinor() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        boolean inRange = in.methodRaw() >= 1
                && in.methodRaw() <= 2
                && in.minimumQuantity() >= 0
                && in.minimumQuantity() <= in.maximumQuantity()
                && in.investorCapQuantity() >= 0
                && in.fromMs() < in.untilMs()
                && in.untilMs() > state.logicalNowMs();
        if (!inRange) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.maximumQuantity() % in.lotQuantity() != 0 || in.investorCapQuantity() % in.lotQuantity() != 0) {
            return RejectCode.NOT_WHOLE_LOTS.number();
        }
        if (state.balances.get(issues.unsoldBalance(issue), Balance.AVAILABLE) < in.maximumQuantity()) {
            return RejectCode.UNSOLD_SHORT.number();
        }
        long factor = state.issues.get(issue, Issue.SCALE_FACTOR);
        if (Amounts.product(in.maximumQuantity(), in.priceMinor()) == Amounts.OVERFLOW) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        return Amounts.money(in.lotQuantity(), in.priceMinor(), factor) == Amounts.NOT_WHOLE
                ? RejectCode.CONTRADICTS_ISSUE_TERMS.number()
                : Command.OK;
    }

    int close(Command command) {
        ClosePlacementDecoder in = close.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.placements.find(in.placementId());
        int refused = checkEnd(slot, in.placementId());
        if (refused == Command.OK) {
            refused = issues.ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        startAllocation(slot);
        return Command.OK;
    }

    int cancel(Command command) {
        CancelPlacementDecoder in = cancel.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.placements.find(in.placementId());
        int refused = checkEnd(slot, in.placementId());
        if (refused == Command.OK) {
            refused = issues.ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        startRefund(slot, PlacementStatus.CANCELLED);
        return Command.OK;
    }

    private int checkEnd(int slot, long placementId) {
        if (slot == Table.NONE) {
            return state.placements.mayHaveEnded(placementId, state.sequence())
                    ? RejectCode.PLACEMENT_CLOSED.number()
                    : RejectCode.UNKNOWN_PLACEMENT.number();
        }
        if (state.placements.get(slot, Placement.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        return tasks.isFull() ? RejectCode.LIMIT_TASKS.number() : Command.OK;
    }

    private void startAllocation(int slot) {
        if (Platform.isProhibited(state, Activity.DFA.value())) {
            startRefund(slot, PlacementStatus.CANCELLED);
            return;
        }
        state.placementDeadlines.remove(slot);
        long subscribed = state.placements.get(slot, Placement.SUBSCRIBED);
        if (subscribed == 0 || subscribed < state.placements.get(slot, Placement.MINIMUM)) {
            startRefund(slot, PlacementStatus.FAILED);
            return;
        }
        state.placements.set(slot, Placement.STATUS, PlacementStatus.ALLOCATING.value());
        run(slot, TaskKind.ALLOCATION);
    }

    /** Ends a placement that is open without allocation; false when no task may start now. */
    boolean end(int slot) {
        if (state.placements.get(slot, Placement.TASK) == 0) {
            if (tasks.isFull()) {
                return false;
            }
            startRefund(slot, PlacementStatus.CANCELLED);
        }
        return true;
    }

    private void startRefund(int slot, PlacementStatus end) {
        state.placementDeadlines.remove(slot);
        state.placements.set(slot, Placement.STATUS, PlacementStatus.REFUNDING.value());
        state.placements.set(slot, Placement.END_STATUS, end.value());
        run(slot, TaskKind.REFUND);
    }

    private void run(int slot, TaskKind kind) {
        events.placementChanged(slot);
        int task = tasks.start(
                kind, state.placements.get(slot, Placement.ID), state.placements.get(slot, Placement.SUBSCRIPTIONS));
        state.placements.set(slot, Placement.TASK, state.tasks.get(task, Rows.Task.ID));
        tasks.firstStep(task);
    }

    /** Ends windows whose time has come; at most {@code count}, and says how many. */
    int expire(int count) {
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !state.placementDeadlines.isEmpty() && !tasks.isFull(); ended++) {
            int slot = state.placementDeadlines.top();
            if (state.placements.get(slot, Placement.UNTIL) > now) {
                break;
            }
            startAllocation(slot);
        }
        return ended;
    }
}
