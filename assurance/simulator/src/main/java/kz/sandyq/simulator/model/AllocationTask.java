package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.SubscriptionStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Subscription;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Balance;

/** The end of a placement: cap, share, remainders, then units against money; or everybody's money back. */
final class AllocationTask implements Tasks.Work {
    private static final int CAP = 0;
    private static final int SHARE = 1;
    private static final int REMAINDERS = 2;
    private static final int SETTLE = 3;
    private static final int REFUND = 4;

    private final World world;
    private final Postings postings;
    private final Shared shared;

    AllocationTask(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    private Placement placement(Task task) {
        return Objects.requireNonNull(world.placements.find(task.subject));
    }

    private List<Subscription> subscriptions(Placement placement) {
        return world.subscriptions.all().stream()
                .filter(each -> each.placement == placement.id)
                .toList();
    }

    @Override
    public boolean isDone(Task task) {
        return subscriptions(placement(task)).isEmpty();
    }

    @Override
    public long one(Task task) {
        Placement placement = placement(task);
        boolean firstCome = placement.method == AllocationMethod.FIRST_COME.value();
        long phase = task.phase == CAP && firstCome ? SETTLE : task.phase;
        if (task.kind == TaskKind.REFUND.value()) {
            phase = REFUND;
        }
        switch ((int) phase) {
            case CAP -> cap(task, placement);
            case SHARE -> share(task, placement);
            case REMAINDERS -> remainder(task, placement);
            case SETTLE -> settle(task, placement, firstCome);
            default -> end(task, subscriptions(placement).getFirst());
        }
        return 1;
    }

    /** The subscription at the cursor; the cursor goes on, to 0 at the end. */
    private Subscription next(Task task, Placement placement) {
        List<Subscription> all = subscriptions(placement);
        int at = 0;
        while (task.cursor != 0 && all.get(at).id != task.cursor) {
            at++;
        }
        task.cursor = at + 1 < all.size() ? all.get(at + 1).id : 0;
        return all.get(at);
    }

    private void cap(Task task, Placement placement) {
        Subscription each = next(task, placement);
        Things.Investor investor = Objects.requireNonNull(
                Objects.requireNonNull(world.investors.get(placement.id)).get(each.wallet));
        BigInteger most = Numbers.positive(placement.cap) ? placement.cap.subtract(investor.eligible) : each.quantity;
        each.eligible = each.quantity.min(most);
        investor.eligible = investor.eligible.add(each.eligible);
        placement.eligible = placement.eligible.add(each.eligible);
        if (task.cursor != 0) {
            return;
        }
        if (placement.eligible.compareTo(placement.minimum) >= 0) {
            task.phase = SHARE;
            return;
        }
        task.phase = REFUND;
        placement.status = PlacementStatus.REFUNDING.value();
        placement.endStatus = PlacementStatus.FAILED.value();
        shared.placementChanged(placement);
    }

    private void share(Task task, Placement placement) {
        Subscription each = next(task, placement);
        BigInteger total = placement.eligible.divide(placement.lot);
        BigInteger offered = total.min(placement.maximum.divide(placement.lot));
        BigInteger[] share =
                each.eligible.divide(placement.lot).multiply(offered).divideAndRemainder(total);
        each.allocated = share[0].multiply(placement.lot);
        each.remainder = share[1];
        task.left = task.left.add(share[0]);
        if (task.cursor == 0) {
            task.left = offered.subtract(task.left);
            task.phase = Numbers.positive(task.left) ? REMAINDERS : SETTLE;
        }
    }

    /** One lot to the largest remainder that has not got one; ties to the earlier subscription. */
    private void remainder(Task task, Placement placement) {
        BigInteger total = placement.eligible.divide(placement.lot);
        BigInteger offered = total.min(placement.maximum.divide(placement.lot));
        Subscription largest = subscriptions(placement).stream()
                .filter(each -> Numbers.positive(each.remainder))
                .filter(each -> each.allocated.equals(each.eligible
                        .divide(placement.lot)
                        .multiply(offered)
                        .divide(total)
                        .multiply(placement.lot)))
                .max(Comparator.comparing((Subscription each) -> each.remainder).thenComparing(each -> -each.id))
                .orElseThrow();
        largest.allocated = largest.allocated.add(placement.lot);
        task.left = task.left.subtract(BigInteger.ONE);
        if (task.left.signum() == 0) {
            task.phase = SETTLE;
        }
    }

    private void settle(Task task, Placement placement, boolean firstCome) {
        Subscription each = subscriptions(placement).getFirst();
        BigInteger allocated = firstCome ? each.quantity : each.allocated;
        if (allocated.signum() == 0) {
            end(task, each);
            return;
        }
        Issue issue = shared.issue(placement.issue);
        BigInteger paid = Shared.money(allocated, placement.price, issue.factor, AMOUNT_OVERFLOW);
        BigInteger back = each.money.subtract(paid);
        Balance units = world.open(each.payer.account, issue.id);
        postings.post(each.payer, EntryKind.PLACEMENT, back, each.money.negate(), ZERO, each.id);
        world.permissions.giveBack(each.payer, back, each.id);
        Balance issuer = world.existing(issue.issuerAccount, issue.moneyAsset);
        postings.post(issuer, EntryKind.PLACEMENT, ZERO, paid, ZERO, each.id);
        Balance unsold = world.existing(issue.unsold, issue.id);
        postings.move(unsold, units, EntryKind.PLACEMENT, allocated, each.id);
        placement.proceeds = placement.proceeds.add(paid);
        placement.allocated = placement.allocated.add(allocated);
        SubscriptionLines.holdEnded(postings, each);
        proceedsSaid(placement, issue, placement.proceeds);
        SubscriptionStatus status =
                allocated.equals(each.quantity) ? SubscriptionStatus.ALLOCATED : SubscriptionStatus.PART_ALLOCATED;
        SubscriptionLines.changed(world, each, status, allocated, paid, back);
        SubscriptionLines.remove(world, each);
        task.done = task.done.add(BigInteger.ONE);
    }

    private void end(Task task, Subscription each) {
        SubscriptionLines.refund(world, postings, each, SubscriptionStatus.REFUNDED);
        SubscriptionLines.remove(world, each);
        task.done = task.done.add(BigInteger.ONE);
    }

    private void proceedsSaid(Placement placement, Issue issue, BigInteger remaining) {
        postings.holdChanged(
                placement.id,
                issue.issuerAccount,
                issue.moneyAsset,
                HoldReason.SUBSCRIPTION,
                placement.id,
                placement.proceeds,
                remaining);
    }

    @Override
    public void finish(Task task) {
        Placement placement = placement(task);
        Issue issue = shared.issue(placement.issue);
        if (Numbers.positive(placement.proceeds)) {
            Balance issuer = world.existing(issue.issuerAccount, issue.moneyAsset);
            BigInteger proceeds = placement.proceeds;
            postings.post(issuer, EntryKind.PROCEEDS, proceeds, proceeds.negate(), ZERO, placement.id);
            proceedsSaid(placement, issue, ZERO);
        }
        placement.status = placement.endStatus == 0 ? PlacementStatus.PLACED.value() : placement.endStatus;
        shared.placementChanged(placement);
        world.placements.remove(placement);
        BigInteger unsold = world.existing(issue.unsold, issue.id).total();
        issue.placement = 0;
        issue.status = Numbers.less(unsold, issue.outstanding())
                ? IssueStatus.CIRCULATING.value()
                : IssueStatus.MINTED.value();
        shared.issueChanged(issue);
    }
}
