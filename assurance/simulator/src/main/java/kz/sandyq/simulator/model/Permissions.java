package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Who may deal, acquire what and how much of it. What is not set is not asked; what is given back is never asked. */
final class Permissions {
    private static final long UNBACKED_CLASS = 8;

    private final World world;
    private final Map<Long, Permit> permits = new HashMap<>();
    private final Map<Long, HolderRule> holderRules = new HashMap<>();
    private final Map<Long, Long> clearedUntil = new HashMap<>();

    Permissions(World world) {
        this.world = world;
    }

    /** What an account may do, once it was said. */
    static final class Permit {
        long classes;
        long qualifiedUntil;
        long limitAsset;
        BigInteger limit = ZERO;
        /** The command from which on reservations count against the limit. */
        long limitFrom;

        BigInteger spent = ZERO;
        long period;
    }

    /** Who may hold an issue, and how much of it. */
    record HolderRule(boolean qualifiedOnly, long investors, long numerator, long denominator, long lockedUntil) {}

    boolean isPermitted(long accountId) {
        return permits.containsKey(accountId);
    }

    Permit permit(long accountId) {
        return permits.computeIfAbsent(accountId, k -> new Permit());
    }

    boolean isRuled(long issueId) {
        return holderRules.containsKey(issueId);
    }

    void rule(long issueId, HolderRule rule) {
        holderRules.put(issueId, rule);
    }

    void clear(long walletId, long untilMs) {
        clearedUntil.put(walletId, untilMs);
    }

    boolean isCleared(long accountId) {
        Account account = world.account(accountId);
        return world.scalar("CLEARANCE") == 0
                || !Shared.isOneOf(account.capacity(), Capacity.CLIENT, Capacity.ISSUER)
                || clearedUntil.getOrDefault(account.wallet(), 0L) > world.logicalNow();
    }

    void needClearance(long accountId) {
        Refused.when(!isCleared(accountId), CLEARANCE_LAPSED);
    }

    /** Who disposes of something of his in a deal. */
    void needParty(long accountId) {
        world.needDisposal(accountId);
        needClearance(accountId);
    }

    void needOrder(Order order) {
        needUnlocked(order.instrument.base);
        needUnlocked(order.instrument.quote);
        needAcquisition(order.account, order.receives(), toReceive(order, order.leaves), ZERO);
        if (order.buy) {
            needPurchase(order.account, order.pays(), order.paid());
        }
    }

    /** An open order that is to pay and to receive so much more. */
    void needMore(Order order, BigInteger pays, BigInteger receives) {
        needParty(order.account);
        if (Numbers.positive(receives)) {
            needAcquisition(order.account, order.receives(), receives, ZERO);
        }
        if (order.buy && Numbers.positive(pays)) {
            needPurchase(order.account, order.pays(), pays);
        }
    }

    static BigInteger toReceive(Order order, BigInteger lots) {
        Instrument pair = order.instrument;
        return lots.multiply(order.buy ? pair.lot : order.price.multiply(pair.tick));
    }

    /** Something passes between two by itself: between accounts of one wallet nothing is acquired. */
    void needPassage(long from, long to, long assetId, BigInteger quantity) {
        needParty(from);
        needClearance(to);
        needUnlocked(assetId);
        if (world.account(from).wallet() != world.account(to).wallet()) {
            needAcquisition(to, assetId, quantity, ZERO);
        }
    }

    boolean isLockedUp(long assetId) {
        HolderRule rule = holderRules.get(assetId);
        return rule != null && rule.lockedUntil > world.logicalNow();
    }

    void needUnlocked(long assetId) {
        Refused.when(isLockedUp(assetId), ISSUE_LOCKED_UP);
    }

    /** Within what the account may spend on purchases in this period. */
    void needPurchase(long accountId, long moneyAsset, BigInteger money) {
        if (isLimited(accountId, moneyAsset)) {
            Permit permit = permit(accountId);
            BigInteger spent = permit.period == world.scalar("PERIOD") ? permit.spent : ZERO;
            Refused.when(Numbers.less(permit.limit.subtract(spent), money), PURCHASE_LIMIT);
        }
    }

    private boolean isLimited(long accountId, long assetId) {
        return isPermitted(accountId)
                && Numbers.positive(permit(accountId).limit)
                && permit(accountId).limitAsset == assetId;
    }

    void spend(Balance payer, BigInteger amount) {
        if (isLimited(payer.account, payer.asset)) {
            Permit permit = permit(payer.account);
            if (permit.period != world.scalar("PERIOD")) {
                permit.period = world.scalar("PERIOD");
                permit.spent = ZERO;
            }
            permit.spent = permit.spent.add(amount);
            spentSaid(payer.account);
        }
    }

    void spentSaid(long accountId) {
        world.say(new Message("PurchaseLimitSpent")
                .with("accountId", accountId)
                .with("spentMinor", permit(accountId).spent.longValueExact()));
    }

    /** Part of what an order or a subscription reserved comes back, to the period and the limit it was taken from. */
    void giveBack(Balance payer, BigInteger amount, long id) {
        long since = id >>> 24;
        if (amount.signum() != 0
                && isLimited(payer.account, payer.asset)
                && since >= world.scalar("PERIOD")
                && since >= permit(payer.account).limitFrom) {
            permit(payer.account).spent = permit(payer.account).spent.subtract(amount);
            spentSaid(payer.account);
        }
    }

    /** An account may come to have so much more of an asset; {@code born}: that much comes into existence with it. */
    void needAcquisition(long accountId, long assetId, BigInteger quantity, BigInteger born) {
        boolean permitted = !isPermitted(accountId) || (classOf(assetId) & ~permit(accountId).classes) == 0;
        Refused.when(!permitted, ASSET_CLASS_NOT_PERMITTED);
        HolderRule rule = holderRules.get(assetId);
        Account account = world.account(accountId);
        Issue issue = world.issue(assetId);
        if (rule == null || issue == null || !isInvestor(account)) {
            return;
        }
        boolean qualified = isPermitted(accountId) && permit(accountId).qualifiedUntil > world.logicalNow();
        Refused.when(rule.qualifiedOnly && !qualified, QUALIFIED_INVESTORS_ONLY);
        BigInteger stake = stake(account.wallet(), assetId);
        boolean comes = stake.signum() == 0;
        Refused.when(comes && rule.investors > 0 && investors(assetId) >= rule.investors, INVESTOR_LIMIT);
        BigInteger share = stake.add(quantity).multiply(big(rule.denominator));
        BigInteger most = issue.outstanding().add(born).multiply(big(rule.numerator));
        Refused.when(rule.denominator != 0 && Numbers.less(most, share), CONCENTRATION_LIMIT);
    }

    /** So many investors may come to an issue at once. */
    void needRoomFor(long newcomers, long assetId) {
        HolderRule rule = holderRules.get(assetId);
        boolean full = rule != null && rule.investors > 0 && investors(assetId) + newcomers > rule.investors;
        Refused.when(newcomers > 0 && full, INVESTOR_LIMIT);
    }

    /** Units would make the wallet of an account a new investor of an issue with rules. */
    boolean addsInvestor(long accountId, long assetId) {
        Account account = world.account(accountId);
        return isRuled(assetId)
                && isInvestor(account)
                && stake(account.wallet(), assetId).signum() == 0;
    }

    private long classOf(long assetId) {
        Issue issue = world.issue(assetId);
        if (issue != null) {
            return 1L << issue.dfaKind - 1;
        }
        return world.asset(assetId).kind() == AssetKind.UNBACKED.value() ? UNBACKED_CLASS : 0;
    }

    static boolean isInvestor(Account account) {
        return Shared.isOneOf(account.capacity(), Capacity.CLIENT, Capacity.OPERATOR_OWN);
    }

    /** What a wallet has of an issue, and what its open orders and subscriptions are to bring it. */
    BigInteger stake(long walletId, long assetId) {
        BigInteger stake = ZERO;
        for (Balance balance : world.balances) {
            if (balance.asset == assetId && isOf(balance.account, walletId)) {
                stake = stake.add(balance.total());
            }
        }
        for (Order order : world.orders.all()) {
            if (order.receives() == assetId && isOf(order.account, walletId)) {
                stake = stake.add(toReceive(order, order.leaves));
            }
        }
        for (Deals.Subscription each : world.subscriptions.all()) {
            Deals.Placement placement = world.placements.find(each.placement);
            if (placement != null && placement.issue == assetId && isOf(each.payer.account, walletId)) {
                stake = stake.add(each.quantity);
            }
        }
        for (Platforms.Leg each : world.moveLegs.all()) {
            boolean arrives = each.move.isArriving() && each.move.issue != null && each.move.issue.id == assetId;
            if (arrives && isOf(each.account, walletId)) {
                stake = stake.add(each.quantity);
            }
        }
        return stake;
    }

    private boolean isOf(long accountId, long walletId) {
        Account account = world.account(accountId);
        return account.wallet() == walletId && isInvestor(account);
    }

    /** Wallets with a stake in an issue. */
    long investors(long assetId) {
        Set<Long> wallets = new TreeSet<>();
        world.accounts.stream().filter(Permissions::isInvestor).forEach(account -> wallets.add(account.wallet()));
        return wallets.stream()
                .filter(wallet -> stake(wallet, assetId).signum() != 0)
                .count();
    }

    Row withPermit(Row row, long accountId) {
        if (!isPermitted(accountId)) {
            return row;
        }
        Permit permit = permit(accountId);
        return row.with("PERMISSIONS", 1)
                .with("PERMITTED", permit.classes)
                .with("QUALIFIED_UNTIL", permit.qualifiedUntil)
                .with("LIMIT_ASSET", permit.limitAsset)
                .with("LIMIT", permit.limit)
                .with("LIMIT_FROM", permit.limitFrom)
                .with("SPENT", permit.spent)
                .with("PERIOD", permit.period);
    }

    Row withClearance(Row row, long walletId) {
        return row.with("CLEARED_UNTIL", clearedUntil.getOrDefault(walletId, 0L));
    }

    Row withRules(Row row, long issueId) {
        HolderRule rule = holderRules.get(issueId);
        return rule == null
                ? row
                : row.with("RULED", 1)
                        .with("QUALIFIED_ONLY", rule.qualifiedOnly)
                        .with("MAX_INVESTORS", rule.investors)
                        .with("SHARE_NUMERATOR", rule.numerator)
                        .with("SHARE_DENOMINATOR", rule.denominator)
                        .with("LOCKED_UNTIL", rule.lockedUntil);
    }
}
