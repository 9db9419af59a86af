package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Rules that more than one subject has. */
final class Shared {
    private final World world;

    Shared(World world) {
        this.world = world;
    }

    static boolean isOneOf(long capacity, Capacity... capacities) {
        for (Capacity each : capacities) {
            if (each.value() == capacity) {
                return true;
            }
        }
        return false;
    }

    static boolean holdsAssets(Account account) {
        return isOneOf(account.capacity(), Capacity.CLIENT, Capacity.ISSUER, Capacity.OPERATOR_OWN);
    }

    static boolean takesBankMoney(Account account) {
        return holdsAssets(account) || isOneOf(account.capacity(), Capacity.FEES, Capacity.SUSPENSE);
    }

    static boolean isOwn(Account account) {
        return isOneOf(account.capacity(), Capacity.OPERATOR_OWN, Capacity.FEES);
    }

    /** Own or a client's, of one activity: four sets that share no wallet; 0 for accounts of the books only. */
    static int setOfWallet(long capacity, long activity) {
        if (isOneOf(capacity, Capacity.OPERATOR_OWN, Capacity.FEES)) {
            return 2 + (int) activity;
        }
        return isOneOf(capacity, Capacity.CLIENT, Capacity.ISSUER) ? (int) activity : 0;
    }

    /** Something may pass between them without an order: of one side and activity. */
    static boolean mayPass(Account from, Account to) {
        return holdsAssets(from) && holdsAssets(to) && isOwn(from) == isOwn(to) && from.activity() == to.activity();
    }

    /** The issue of an id, else UNKNOWN_ISSUE. */
    Issue issue(long id) {
        return World.found(world.issue(id), UNKNOWN_ISSUE);
    }

    /** Units may be encumbered: also where they stand suspended, or fixed for a redemption that is owed. */
    void needEncumbrable(long assetId) {
        Issue issue = world.issue(assetId);
        Refused.when(isTaskOf(issue), TASK_RUNNING);
        if (issue == null || issue.principal == 0) {
            needCirculation(assetId, true);
        }
    }

    /** Units may change hands: the issue lives, no task runs on it; suspended only where the caller says so. */
    void needCirculation(long assetId, boolean evenSuspended) {
        Issue issue = world.issue(assetId);
        if (issue == null) {
            return;
        }
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.principal != 0, UNITS_FIXED);
        if (issue.isOverdue() && evenSuspended) {
            return;
        }
        Refused.when(issue.isOverdue(), ISSUE_SUSPENDED);
        Refused.when(!issue.isAlive(), ISSUE_STATUS);
        Refused.when(issue.suspended && !evenSuspended, ISSUE_SUSPENDED);
    }

    boolean isSuspended(long assetId) {
        Issue issue = world.issue(assetId);
        return issue != null && (issue.suspended || issue.isOverdue());
    }

    /** What issuers have to give for so many units on redemption. */
    static BigInteger redemptionMoney(Issue issue, BigInteger quantity) {
        return money(quantity, issue.redemptionPrice, issue.factor, CONTRADICTS_ISSUE_TERMS);
    }

    Things.Balance unsold(Issue issue) {
        return world.existing(issue.unsold, issue.id);
    }

    Things.Balance side(Issue issue) {
        return world.existing(issue.issuerSide, issue.id);
    }

    Things.Balance payer(Issue issue) {
        return world.existing(issue.issuerAccount, issue.moneyAsset);
    }

    /** What is in the hands of holders. */
    BigInteger circulating(Issue issue) {
        return issue.outstanding().subtract(unsold(issue).total());
    }

    /** What stands crossed, or was woken, may trade: both assets circulate, and their day has come. */
    void needTrades(Things.Instrument pair) {
        needCirculation(pair.base, false);
        needCirculation(pair.quote, false);
        world.permissions.needUnlocked(pair.base);
        world.permissions.needUnlocked(pair.quote);
    }

    boolean trades(Things.Instrument pair) {
        try {
            needTrades(pair);
            return true;
        } catch (Refused closed) {
            return false;
        }
    }

    void needMoney(long accountId, long assetId, BigInteger amount) {
        world.account(accountId);
        world.asset(assetId);
        Refused.when(!Numbers.positive(amount), AMOUNT_NOT_POSITIVE);
        Refused.when(!world.isMoney(assetId), WRONG_ASSET_KIND);
    }

    void needBankMoney(long bankId, long accountId, long assetId, BigInteger amount) {
        Account bank = world.account(bankId);
        needMoney(accountId, assetId, amount);
        Account account = world.account(accountId);
        boolean fits = isOneOf(bank.capacity(), Capacity.BANK_SIDE)
                && takesBankMoney(account)
                && bank.activity() == account.activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
    }

    /** quantity x price per whole unit / factor. */
    static BigInteger money(BigInteger quantity, BigInteger price, BigInteger factor, RejectCode notWhole) {
        BigInteger product = quantity.multiply(price);
        Refused.when(Numbers.tooLarge(product), AMOUNT_OVERFLOW);
        Refused.when(!Numbers.divides(factor, product), notWhole);
        return product.divide(factor);
    }

    void issueChanged(Issue issue) {
        world.say(new Message("IssueChanged")
                .with("issueId", issue.id)
                .with("status", issue.status)
                .with("suspended", issue.suspended)
                .with("backingValidUntilMs", issue.backingUntil)
                .with("mintedQuantity", issue.minted.longValueExact())
                .with("redeemedQuantity", issue.redeemed.longValueExact())
                .with("burnedQuantity", issue.burned.longValueExact())
                .with("ground", world.ground));
    }

    void placementChanged(Deals.Placement placement) {
        world.say(new Message("PlacementChanged")
                .with("placementId", placement.id)
                .with("issueId", placement.issue)
                .with("status", placement.status)
                .with("fromMs", placement.from)
                .with("untilMs", placement.until)
                .with("minimumQuantity", placement.minimum.longValueExact())
                .with("maximumQuantity", placement.maximum.longValueExact())
                .with("priceMinor", placement.price.longValueExact())
                .with("lotQuantity", placement.lot.longValueExact())
                .with("investorCapQuantity", placement.cap.longValueExact())
                .with("method", placement.method)
                .with("subscribedQuantity", placement.subscribed.longValueExact())
                .with("allocatedQuantity", placement.allocated.longValueExact())
                .with("proceedsMinor", placement.proceeds.longValueExact()));
    }

    void accountOpened(Account account) {
        world.say(new Message("AccountOpened")
                .with("accountId", account.id())
                .with("walletId", account.wallet())
                .with("capacity", account.capacity())
                .with("activity", account.activity())
                .with("issueId", account.issue())
                .with("selfTradeGroup", account.selfTradeGroup()));
    }

    long addAccount(long wallet, long capacity, long activity, long issue, long selfTradeGroup) {
        Account account = new Account(world.accounts.size() + 1L, wallet, capacity, activity, issue, selfTradeGroup);
        world.accounts.add(account);
        accountOpened(account);
        return account.id();
    }

    void needNewAsset(Message in) {
        Refused.when(in.number("scale") > 9, SCALE_OUT_OF_RANGE);
        Refused.when(in.bytes("code").content()[0] <= ' ', FIELD_OUT_OF_RANGE);
        Refused.when(world.assets.stream().anyMatch(asset -> asset.code().equals(in.bytes("code"))), CODE_TAKEN);
        Refused.when(world.assets.size() >= world.limit("ASSETS"), LIMIT_ASSETS);
    }

    long addAsset(Message in, long kind, boolean isIssue) {
        long id = world.assets.size() + 1L;
        world.assets.add(new Things.Asset(id, kind, in.number("scale"), in.bytes("code")));
        world.say(new Message("AssetCreated")
                .with("assetId", id)
                .with("assetKind", kind)
                .with("scale", in.number("scale"))
                .with("code", in.bytes("code"))
                .with("issueId", isIssue ? id : 0)
                .with("originPlatform", world.scalar("CLUSTER"))
                .with("place", world.scalar("CLUSTER")));
        return id;
    }

    static boolean isTaskOf(@Nullable Issue issue) {
        return issue != null && issue.task != 0;
    }
}
