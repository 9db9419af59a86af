package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Investor;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.SubscribeDecoder;
import kz.sandyq.protocol.sbe.SubscriptionStatus;
import kz.sandyq.protocol.sbe.WithdrawSubscriptionDecoder;

/** Subscriptions with reserved money. A subscription is its own hold: same id, same end. */
final class Subscriptions {
    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Permissions permissions;
    private final Allowances allowances;
    private final SubscribeDecoder subscribe = new SubscribeDecoder();
    private final WithdrawSubscriptionDecoder withdraw = new WithdrawSubscriptionDecoder();

    Subscriptions(
            State state,
            Events events,
            MarketEvents marketEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Permissions permissions,
            Allowances allowances) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.permissions = permissions;
        this.allowances = allowances;
    }

    @LegalBasis("RUL-47.p1")
    int subscribe(Command command) {
        SubscribeDecoder in = subscribe.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int placement = state.placements.find(in.placementId());
        tasks.stepOfPlacement(placement);
        placement = state.placements.find(in.placementId());
        int refused = checkPlacement(placement, in.placementId());
        if (refused == Command.OK) {
            refused = checkInvestor(placement, in.accountId());
        }
        if (refused == Command.OK) {
            refused = checkQuantity(placement, in.accountId(), in.quantity());
        }
        if (refused != Command.OK) {
            return refused;
        }
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        long moneyAsset = state.issues.get(issue, Issue.MONEY_ASSET);
        long money = money(placement, in.quantity());
        if (money < 0) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        refused = permissions.checkPurchaseOf(
                in.accountId(), state.issues.get(issue, Issue.ID), in.quantity(), 0, moneyAsset, money);
        if (refused != Command.OK) {
            return refused;
        }
        if (balances.available(in.accountId(), moneyAsset) < money) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (state.subscriptions.isFull() || state.investors.isFull()) {
            return RejectCode.LIMIT_SUBSCRIPTIONS.number();
        }
        if (!balances.hasRoom(state.issues.get(issue, Issue.ID), in.accountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        balances.open(in.accountId(), state.issues.get(issue, Issue.ID));
        command.resultId = add(placement, in, balances.find(in.accountId(), moneyAsset), money);
        command.resultAmount = money;
        return Command.OK;
    }

    private int checkPlacement(int placement, long placementId) {
        if (placement == Table.NONE) {
            return state.placements.mayHaveEnded(placementId, state.sequence())
                    ? RejectCode.PLACEMENT_CLOSED.number()
                    : RejectCode.UNKNOWN_PLACEMENT.number();
        }
        if (state.placements.get(placement, Placement.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        return state.issues.get(issue, Issue.SUSPENDED) != 0 ? RejectCode.ISSUE_SUSPENDED.number() : Command.OK;
    }

    private int checkInvestor(int placement, long accountId) {
        if (!accounts.exists(accountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        long issuer = state.issues.get(issue, Issue.ISSUER_ACCOUNT);
        boolean fits = accountId != issuer
                && accounts.mayPass(EntryKind.PLACEMENT, state.issues.get(issue, Issue.UNSOLD), accountId);
        return fits ? permissions.checkParty(accountId) : RejectCode.CAPACITY_MISMATCH.number();
    }

    @LegalBasis("LAW-1.6-6-p2")
    @LegalBasis("RUL-48")
    private int checkQuantity(int placement, long accountId, long quantity) {
        Table placements = state.placements;
        long now = state.logicalNowMs();
        if (now < placements.get(placement, Placement.FROM) || now >= placements.get(placement, Placement.UNTIL)) {
            return RejectCode.OUTSIDE_WINDOW.number();
        }
        if (quantity <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (quantity % placements.get(placement, Placement.LOT) != 0) {
            return RejectCode.NOT_WHOLE_LOTS.number();
        }
        if (quantity > placements.get(placement, Placement.MAXIMUM)) {
            return RejectCode.ABOVE_MAXIMUM.number();
        }
        if (placements.get(placement, Placement.SUBSCRIBED) > Amounts.MAX - quantity) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        if (!isFirstCome(placement)) {
            return Command.OK;
        }
        if (quantity > placements.get(placement, Placement.MAXIMUM) - placements.get(placement, Placement.SUBSCRIBED)) {
            return RejectCode.ABOVE_MAXIMUM.number();
        }
        long cap = placements.get(placement, Placement.CAP);
        int investor = state.investorKeys.find(placements.get(placement, Placement.ID), accounts.walletOf(accountId));
        long before = investor == Table.NONE ? 0 : state.investors.get(investor, Investor.SUBSCRIBED);
        return cap > 0 && before + quantity > cap ? RejectCode.ABOVE_INVESTOR_CAP.number() : Command.OK;
    }

    boolean isFirstCome(int placement) {
        return state.placements.get(placement, Placement.METHOD) == AllocationMethod.FIRST_COME.value();
    }

    long money(int placement, long quantity) {
        int issue = issues.find(state.placements.get(placement, Placement.ISSUE));
        return Amounts.money(
                quantity,
                state.placements.get(placement, Placement.PRICE),
                state.issues.get(issue, Issue.SCALE_FACTOR));
    }

    private long add(int placement, SubscribeDecoder in, int balance, long money) {
        Table subscriptions = state.subscriptions;
        Table placements = state.placements;
        int slot = subscriptions.allocate(subscriptions.nextId(state.sequence()));
        subscriptions.set(slot, Subscription.PLACEMENT, in.placementId());
        subscriptions.set(slot, Subscription.ACCOUNT, in.accountId());
        subscriptions.set(slot, Subscription.QUANTITY, in.quantity());
        subscriptions.set(slot, Subscription.MONEY, money);
        subscriptions.link(slot, Subscription.BALANCE, balance);
        subscriptions.link(slot, Subscription.INVESTOR, investor(in.placementId(), in.accountId(), in.quantity()));
        int last = placements.getInt(placement, Placement.LAST) - 1;
        subscriptions.link(slot, Subscription.PREVIOUS, last + 1L);
        if (last == Table.NONE) {
            placements.link(placement, Placement.FIRST, slot + 1L);
        } else {
            subscriptions.link(last, Subscription.NEXT, slot + 1L);
        }
        placements.link(placement, Placement.LAST, slot + 1L);
        placements.add(placement, Placement.SUBSCRIBED, in.quantity());
        placements.add(placement, Placement.SUBSCRIPTIONS, 1);
        long id = subscriptions.get(slot, Subscription.ID);
        balances.explainHeld(balance, money);
        balances.post(balance, EntryKind.RESERVATION, -money, money, 0, id);
        allowances.spend(balance, money);
        allowances.move(units(placement, in.accountId()), in.quantity());
        hold(slot, money, money);
        marketEvents.subscriptionChanged(slot, SubscriptionStatus.ACTIVE, 0, 0, 0);
        marketEvents.placementChanged(placement);
        return id;
    }

    private int units(int placement, long accountId) {
        return balances.find(accountId, state.placements.get(placement, Placement.ISSUE));
    }

    private int investor(long placementId, long accountId, long quantity) {
        long wallet = accounts.walletOf(accountId);
        int investor = state.investorKeys.find(placementId, wallet);
        if (investor == Table.NONE) {
            investor = state.investors.allocate(placementId);
            state.investors.set(investor, Investor.WALLET, wallet);
            state.investorKeys.insert(investor);
        }
        state.investors.add(investor, Investor.SUBSCRIBED, quantity);
        state.investors.add(investor, Investor.SUBSCRIPTIONS, 1);
        return investor;
    }

    int withdraw(Command command) {
        WithdrawSubscriptionDecoder in =
                withdraw.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.subscriptions.find(in.subscriptionId());
        if (slot != Table.NONE) {
            tasks.stepOfPlacement(state.placements.find(state.subscriptions.get(slot, Subscription.PLACEMENT)));
            slot = state.subscriptions.find(in.subscriptionId());
        }
        if (slot == Table.NONE) {
            return state.subscriptions.mayHaveEnded(in.subscriptionId(), state.sequence())
                    ? RejectCode.SUBSCRIPTION_CLOSED.number()
                    : RejectCode.UNKNOWN_SUBSCRIPTION.number();
        }
        if (state.subscriptions.get(slot, Subscription.ACCOUNT) != in.accountId()) {
            return RejectCode.UNKNOWN_SUBSCRIPTION.number();
        }
        int placement = state.placements.find(state.subscriptions.get(slot, Subscription.PLACEMENT));
        if (state.placements.get(placement, Placement.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.logicalNowMs() >= state.placements.get(placement, Placement.UNTIL)) {
            return RejectCode.OUTSIDE_WINDOW.number();
        }
        long money = state.subscriptions.get(slot, Subscription.MONEY);
        state.placements.add(placement, Placement.SUBSCRIBED, -state.subscriptions.get(slot, Subscription.QUANTITY));
        state.placements.add(placement, Placement.SUBSCRIPTIONS, -1);
        refund(slot, SubscriptionStatus.WITHDRAWN);
        remove(placement, slot);
        marketEvents.placementChanged(placement);
        command.resultId = in.subscriptionId();
        command.resultAmount = money;
        return Command.OK;
    }

    /** Gives all its money back. */
    void refund(int slot, SubscriptionStatus status) {
        long money = state.subscriptions.get(slot, Subscription.MONEY);
        int balance = state.subscriptions.getInt(slot, Subscription.BALANCE);
        balances.explainHeld(balance, -money);
        balances.post(balance, EntryKind.RELEASE, money, -money, 0, state.subscriptions.get(slot, Subscription.ID));
        allowances.giveBack(balance, money, state.subscriptions.get(slot, Subscription.ID));
        hold(slot, money, 0);
        marketEvents.subscriptionChanged(slot, status, 0, 0, money);
    }

    void hold(int slot, long opened, long remaining) {
        long id = state.subscriptions.get(slot, Subscription.ID);
        long key = state.balances.get(state.subscriptions.getInt(slot, Subscription.BALANCE), Balance.KEY);
        events.hold(id, key >>> 32, key & 0xFFFF_FFFFL, HoldReason.SUBSCRIPTION, id, opened, remaining);
    }

    /** Ends a subscription whose money has gone where it belongs. */
    void remove(int placement, int slot) {
        Table subscriptions = state.subscriptions;
        int next = subscriptions.getInt(slot, Subscription.NEXT) - 1;
        int previous = subscriptions.getInt(slot, Subscription.PREVIOUS) - 1;
        if (previous == Table.NONE) {
            state.placements.link(placement, Placement.FIRST, next + 1L);
        } else {
            subscriptions.link(previous, Subscription.NEXT, next + 1L);
        }
        if (next == Table.NONE) {
            state.placements.link(placement, Placement.LAST, previous + 1L);
        } else {
            subscriptions.link(next, Subscription.PREVIOUS, previous + 1L);
        }
        allowances.move(
                units(placement, subscriptions.get(slot, Subscription.ACCOUNT)),
                -subscriptions.get(slot, Subscription.QUANTITY));
        int investor = subscriptions.getInt(slot, Subscription.INVESTOR);
        state.investors.add(investor, Investor.SUBSCRIPTIONS, -1);
        state.investors.add(investor, Investor.SUBSCRIBED, -subscriptions.get(slot, Subscription.QUANTITY));
        if (state.investors.get(investor, Investor.SUBSCRIPTIONS) == 0) {
            state.investorKeys.remove(investor);
            state.investors.release(investor);
        }
        subscriptions.release(slot);
    }
}
