package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.SubscriptionStatus;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Subscription;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Subscriptions, each its own hold. */
final class SubscriptionLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;

    SubscriptionLines(World world, Postings postings, Shared shared, Tasks tasks) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "Subscribe",
                        this::subscribe,
                        PLACEMENT_CLOSED,
                        UNKNOWN_PLACEMENT,
                        TASK_RUNNING,
                        ISSUE_SUSPENDED,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        ASSET_CLASS_NOT_PERMITTED,
                        QUALIFIED_INVESTORS_ONLY,
                        INVESTOR_LIMIT,
                        CONCENTRATION_LIMIT,
                        PURCHASE_LIMIT,
                        OUTSIDE_WINDOW,
                        AMOUNT_NOT_POSITIVE,
                        NOT_WHOLE_LOTS,
                        ABOVE_MAXIMUM,
                        AMOUNT_OVERFLOW,
                        ABOVE_INVESTOR_CAP,
                        INSUFFICIENT_FUNDS,
                        LIMIT_SUBSCRIPTIONS,
                        LIMIT_BALANCES),
                Contract.line(
                        "WithdrawSubscription",
                        this::withdraw,
                        SUBSCRIPTION_CLOSED,
                        UNKNOWN_SUBSCRIPTION,
                        TASK_RUNNING,
                        OUTSIDE_WINDOW));
    }

    private void subscribe(Message in) {
        long id = in.number("placementId");
        tasks.stepOfPlacement(world.placements.find(id));
        Placement placement = world.placements.find(id);
        if (placement == null) {
            throw new Refused(
                    world.placements.mayHaveEnded(id, world.sequence()) ? PLACEMENT_CLOSED : UNKNOWN_PLACEMENT);
        }
        Refused.when(placement.task != 0, TASK_RUNNING);
        Issue issue = shared.issue(placement.issue);
        Refused.when(issue.suspended, ISSUE_SUSPENDED);
        Account account = world.account(in.number("accountId"));
        boolean fits = Shared.holdsAssets(account)
                && account.id() != issue.issuerAccount
                && account.activity() == world.account(issue.issuerAccount).activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
        world.permissions.needParty(account.id());
        BigInteger quantity = big(in.number("quantity"));
        checkQuantity(placement, account, quantity);
        BigInteger money = Shared.money(quantity, placement.price, issue.factor, AMOUNT_OVERFLOW);
        world.permissions.needAcquisition(account.id(), issue.id, quantity, ZERO);
        world.permissions.needPurchase(account.id(), issue.moneyAsset, money);
        Refused.when(Numbers.less(world.available(account.id(), issue.moneyAsset), money), INSUFFICIENT_FUNDS);
        Refused.when(world.subscriptions.isFull(), LIMIT_SUBSCRIPTIONS);
        world.needBalances(world.missing(account.id(), issue.id));
        world.open(account.id(), issue.id);
        add(placement, account, world.existing(account.id(), issue.moneyAsset), quantity, money);
    }

    private void checkQuantity(Placement placement, Account account, BigInteger quantity) {
        long now = world.logicalNow();
        Refused.when(now < placement.from || now >= placement.until, OUTSIDE_WINDOW);
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(!Numbers.divides(placement.lot, quantity), NOT_WHOLE_LOTS);
        Refused.when(Numbers.less(placement.maximum, quantity), ABOVE_MAXIMUM);
        BigInteger all = placement.subscribed.add(quantity);
        Refused.when(Numbers.tooLarge(all), AMOUNT_OVERFLOW);
        if (placement.method != AllocationMethod.FIRST_COME.value()) {
            return;
        }
        Refused.when(Numbers.less(placement.maximum, all), ABOVE_MAXIMUM);
        Things.Investor investor =
                world.investors.getOrDefault(placement.id, Map.of()).get(account.wallet());
        BigInteger before = investor == null ? ZERO : investor.subscribed;
        Refused.when(
                Numbers.positive(placement.cap) && Numbers.less(placement.cap, before.add(quantity)),
                ABOVE_INVESTOR_CAP);
    }

    private void add(Placement placement, Account account, Balance payer, BigInteger quantity, BigInteger money) {
        Subscription subscription = world.subscriptions.add(
                world.sequence(), new Subscription(placement.id, payer, account.wallet(), quantity, money));
        Things.Investor investor = world.investors
                .computeIfAbsent(placement.id, k -> new TreeMap<>())
                .computeIfAbsent(account.wallet(), k -> new Things.Investor());
        investor.subscribed = investor.subscribed.add(quantity);
        investor.subscriptions++;
        placement.subscribed = placement.subscribed.add(quantity);
        placement.subscriptions++;
        postings.hold(payer, money, subscription.id);
        world.permissions.spend(payer, money);
        holdSaid(postings, subscription, money);
        changed(world, subscription, SubscriptionStatus.ACTIVE, ZERO, ZERO, ZERO);
        shared.placementChanged(placement);
        world.resultId = subscription.id;
        world.resultAmount = money;
    }

    private static void holdSaid(Postings postings, Subscription subscription, BigInteger remaining) {
        postings.holdChanged(
                subscription.id,
                subscription.payer.account,
                subscription.payer.asset,
                HoldReason.SUBSCRIPTION,
                subscription.id,
                subscription.money,
                remaining);
    }

    static void holdEnded(Postings postings, Subscription subscription) {
        holdSaid(postings, subscription, ZERO);
    }

    static void changed(
            World world,
            Subscription subscription,
            SubscriptionStatus status,
            BigInteger allocated,
            BigInteger paid,
            BigInteger refunded) {
        world.say(new Message("SubscriptionChanged")
                .with("subscriptionId", subscription.id)
                .with("placementId", subscription.placement)
                .with("accountId", subscription.payer.account)
                .with("status", status.value())
                .with("quantity", subscription.quantity.longValueExact())
                .with("allocatedQuantity", allocated.longValueExact())
                .with("paidMinor", paid.longValueExact())
                .with("refundedMinor", refunded.longValueExact()));
    }

    private void withdraw(Message in) {
        long id = in.number("subscriptionId");
        Subscription before = world.subscriptions.find(id);
        if (before != null) {
            tasks.stepOfPlacement(world.placements.find(before.placement));
        }
        Subscription subscription = world.subscriptions.find(id);
        if (subscription == null) {
            throw new Refused(
                    world.subscriptions.mayHaveEnded(id, world.sequence())
                            ? SUBSCRIPTION_CLOSED
                            : UNKNOWN_SUBSCRIPTION);
        }
        Refused.when(subscription.payer.account != in.number("accountId"), UNKNOWN_SUBSCRIPTION);
        Placement placement = World.found(world.placements.find(subscription.placement), UNKNOWN_PLACEMENT);
        Refused.when(placement.task != 0, TASK_RUNNING);
        Refused.when(world.logicalNow() >= placement.until, OUTSIDE_WINDOW);
        placement.subscribed = placement.subscribed.subtract(subscription.quantity);
        placement.subscriptions--;
        refund(world, postings, subscription, SubscriptionStatus.WITHDRAWN);
        remove(world, subscription);
        shared.placementChanged(placement);
        world.resultId = id;
        world.resultAmount = subscription.money;
    }

    static void refund(World world, Postings postings, Subscription subscription, SubscriptionStatus status) {
        postings.free(subscription.payer, subscription.money, subscription.id);
        world.permissions.giveBack(subscription.payer, subscription.money, subscription.id);
        holdEnded(postings, subscription);
        changed(world, subscription, status, ZERO, ZERO, subscription.money);
    }

    static void remove(World world, Subscription subscription) {
        Map<Long, Things.Investor> investors = world.investors.get(subscription.placement);
        Things.Investor investor = investors == null ? null : investors.get(subscription.wallet);
        if (investors == null || investor == null) {
            throw new IllegalStateException("no investor of " + subscription.row());
        }
        investor.subscriptions--;
        investor.subscribed = investor.subscribed.subtract(subscription.quantity);
        if (investor.subscriptions == 0) {
            investors.remove(subscription.wallet);
        }
        world.subscriptions.remove(subscription);
    }
}
