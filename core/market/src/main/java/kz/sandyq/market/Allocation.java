package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Investor;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.SubscriptionStatus;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * The end of a placement. Pro rata: the cap of each investor first; then floor(subscribed x offered / total) in lots;
 * then the lots that are left, one each by largest remainder, ties to the earlier subscription; then units against
 * money.
 */
@LegalBasis("RUL-47.p1")
final class Allocation implements Tasks.Work {
    private static final int CAP = 0;
    private static final int SHARE = 1;
    private static final int REMAINDERS = 2;
    private static final int SETTLE = 3;
    private static final int REFUND = 4;

    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Balances balances;
    private final Issues issues;
    private final Subscriptions subscriptions;
    private final Allowances allowances;
    private final RemainderHeap heap;

    Allocation(
            State state,
            Events events,
            MarketEvents marketEvents,
            Balances balances,
            Issues issues,
            Subscriptions subscriptions,
            Allowances allowances) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.balances = balances;
        this.issues = issues;
        this.subscriptions = subscriptions;
        this.allowances = allowances;
        heap = new RemainderHeap(state);
    }

    @Override
    public int step(int task, int count) {
        int placement = state.placements.find(state.tasks.get(task, Task.SUBJECT));
        int moved = 0;
        while (moved < count && !isDone(task)) {
            switch (phase(task, placement)) {
                case CAP -> cap(task, placement);
                case SHARE -> share(task, placement);
                case REMAINDERS -> remainder(task, placement);
                case SETTLE -> settle(task, placement);
                default -> refund(task, placement);
            }
            moved++;
        }
        return moved;
    }

    private int phase(int task, int placement) {
        if (state.tasks.get(task, Task.TASK_KIND) == TaskKind.REFUND.value()) {
            return REFUND;
        }
        int phase = state.tasks.getInt(task, Task.PHASE);
        return phase == CAP && subscriptions.isFirstCome(placement) ? SETTLE : phase;
    }

    @Override
    public boolean isDone(int task) {
        int placement = state.placements.find(state.tasks.get(task, Task.SUBJECT));
        return state.placements.get(placement, Placement.FIRST) == 0;
    }

    private int current(int task, int placement) {
        long cursor = state.tasks.get(task, Task.CURSOR);
        return cursor == 0 ? state.placements.getInt(placement, Placement.FIRST) - 1 : state.subscriptions.find(cursor);
    }

    /** Goes to the next subscription; true when there is none. */
    private boolean advance(int task, int current) {
        int next = state.subscriptions.getInt(current, Subscription.NEXT) - 1;
        state.tasks.set(task, Task.CURSOR, next == Table.NONE ? 0 : state.subscriptions.get(next, Subscription.ID));
        return next == Table.NONE;
    }

    private void cap(int task, int placement) {
        int slot = current(task, placement);
        int investor = state.subscriptions.getInt(slot, Subscription.INVESTOR);
        long cap = state.placements.get(placement, Placement.CAP);
        long eligible = state.subscriptions.get(slot, Subscription.QUANTITY);
        if (cap > 0) {
            eligible = Math.min(eligible, cap - state.investors.get(investor, Investor.ELIGIBLE));
        }
        state.subscriptions.set(slot, Subscription.ELIGIBLE, eligible);
        state.investors.add(investor, Investor.ELIGIBLE, eligible);
        state.placements.add(placement, Placement.ELIGIBLE, eligible);
        if (advance(task, slot)) {
            boolean enough = state.placements.get(placement, Placement.ELIGIBLE)
                    >= state.placements.get(placement, Placement.MINIMUM);
            state.tasks.set(task, Task.PHASE, enough ? SHARE : REFUND);
            if (!enough) {
                state.placements.set(placement, Placement.STATUS, PlacementStatus.REFUNDING.value());
                state.placements.set(placement, Placement.END_STATUS, PlacementStatus.FAILED.value());
                marketEvents.placementChanged(placement);
            }
        }
    }

    private void share(int task, int placement) {
        int slot = current(task, placement);
        long lot = state.placements.get(placement, Placement.LOT);
        long total = state.placements.get(placement, Placement.ELIGIBLE) / lot;
        long offered = Math.min(total, state.placements.get(placement, Placement.MAXIMUM) / lot);
        long lots = state.subscriptions.get(slot, Subscription.ELIGIBLE) / lot;
        long given = Amounts.quotient(lots, offered, total);
        long remainder = Amounts.remainder(lots, offered, total);
        state.subscriptions.set(slot, Subscription.ALLOCATED, given * lot);
        state.subscriptions.set(slot, Subscription.REMAINDER, remainder);
        state.tasks.add(task, Task.LEFT, given);
        if (remainder > 0) {
            heap.insert(placement, slot);
        }
        if (advance(task, slot)) {
            state.tasks.set(task, Task.LEFT, offered - state.tasks.get(task, Task.LEFT));
            state.tasks.set(task, Task.PHASE, state.tasks.get(task, Task.LEFT) > 0 ? REMAINDERS : SETTLE);
        }
    }

    private void remainder(int task, int placement) {
        int slot = heap.take(placement);
        Check.that(slot != Table.NONE, "fewer remainders than lots left, task", task);
        state.subscriptions.add(slot, Subscription.ALLOCATED, state.placements.get(placement, Placement.LOT));
        state.tasks.add(task, Task.LEFT, -1);
        if (state.tasks.get(task, Task.LEFT) == 0) {
            state.placements.link(placement, Placement.HEAP_ROOT, 0);
            state.tasks.set(task, Task.PHASE, SETTLE);
        }
    }

    private void settle(int task, int placement) {
        int slot = state.placements.getInt(placement, Placement.FIRST) - 1;
        long quantity = state.subscriptions.get(slot, Subscription.QUANTITY);
        long allocated =
                subscriptions.isFirstCome(placement) ? quantity : state.subscriptions.get(slot, Subscription.ALLOCATED);
        if (allocated == 0) {
            subscriptions.refund(slot, SubscriptionStatus.REFUNDED);
        } else {
            deliver(placement, slot, quantity, allocated);
        }
        subscriptions.remove(placement, slot);
        state.tasks.add(task, Task.DONE, 1);
    }

    private void deliver(int placement, int slot, long quantity, long allocated) {
        long money = state.subscriptions.get(slot, Subscription.MONEY);
        long paid = subscriptions.money(placement, allocated);
        long id = state.subscriptions.get(slot, Subscription.ID);
        long placementId = state.placements.get(placement, Placement.ID);
        int payer = state.subscriptions.getInt(slot, Subscription.BALANCE);
        int issuer = state.placements.getInt(placement, Placement.ISSUER_BALANCE);
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        int units = balances.open(
                state.subscriptions.get(slot, Subscription.ACCOUNT), state.placements.get(placement, Placement.ISSUE));
        balances.explainHeld(payer, -money);
        balances.post(payer, EntryKind.PLACEMENT, money - paid, -money, 0, id);
        allowances.giveBack(payer, money - paid, id);
        balances.explainHeld(issuer, paid);
        balances.post(issuer, EntryKind.PLACEMENT, 0, paid, 0, id);
        balances.move(issues.unsoldBalance(issue), units, EntryKind.PLACEMENT, allocated, id);
        state.placements.add(placement, Placement.PROCEEDS, paid);
        state.placements.add(placement, Placement.ALLOCATED, allocated);
        subscriptions.hold(slot, money, 0);
        holdProceeds(placement, placementId, state.placements.get(placement, Placement.PROCEEDS));
        marketEvents.subscriptionChanged(
                slot,
                allocated == quantity ? SubscriptionStatus.ALLOCATED : SubscriptionStatus.PART_ALLOCATED,
                allocated,
                paid,
                money - paid);
    }

    private void holdProceeds(int placement, long placementId, long remaining) {
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        events.hold(
                placementId,
                state.issues.get(issue, Issue.ISSUER_ACCOUNT),
                state.issues.get(issue, Issue.MONEY_ASSET),
                HoldReason.SUBSCRIPTION,
                placementId,
                state.placements.get(placement, Placement.PROCEEDS),
                remaining);
    }

    private void refund(int task, int placement) {
        int slot = state.placements.getInt(placement, Placement.FIRST) - 1;
        subscriptions.refund(slot, SubscriptionStatus.REFUNDED);
        subscriptions.remove(placement, slot);
        state.tasks.add(task, Task.DONE, 1);
    }

    @Override
    public void finish(int task) {
        int placement = state.placements.find(state.tasks.get(task, Task.SUBJECT));
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        long proceeds = state.placements.get(placement, Placement.PROCEEDS);
        if (proceeds > 0) {
            int issuer = state.placements.getInt(placement, Placement.ISSUER_BALANCE);
            long placementId = state.placements.get(placement, Placement.ID);
            balances.explainHeld(issuer, -proceeds);
            balances.post(issuer, EntryKind.PROCEEDS, proceeds, -proceeds, 0, placementId);
            holdProceeds(placement, placementId, 0);
        }
        long end = state.placements.get(placement, Placement.END_STATUS);
        state.placements.set(placement, Placement.STATUS, end == 0 ? PlacementStatus.PLACED.value() : end);
        marketEvents.placementChanged(placement);
        state.placements.release(placement);
        boolean circulates = issues.outstanding(issue) > balances.total(issues.unsoldBalance(issue));
        state.issues.set(issue, Issue.PLACEMENT, 0);
        state.issues.set(issue, Issue.STATUS, circulates ? Issues.CIRCULATING : Issues.MINTED);
        marketEvents.issueChanged(issue);
    }
}
