package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssetKind;

/**
 * Whether a deal may be made: clearance of its parties, class of the asset, rules of the issue, limits of the account.
 * What is decided outside is enforced here; where nothing is set, nothing is looked at. What is released is never asked
 * for any of it.
 */
final class Permissions {
    private static final int UNBACKED_CLASS = 8;

    private final State state;
    private final Restrictions restrictions;
    private final Allowances allowances;

    Permissions(State state, Restrictions restrictions, Allowances allowances) {
        this.state = state;
        this.restrictions = restrictions;
        this.allowances = allowances;
    }

    /** Whether an account that is cleared may place this order. Its amounts have been found to fit. */
    @LegalBasis("RUL-60.p2.1")
    int checkOrder(long accountId, int instrument, boolean buy, long priceTicks, long lots) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        long base = state.instruments.get(instrument, Instrument.BASE);
        long quote = state.instruments.get(instrument, Instrument.QUOTE);
        long quantity = state.instruments.get(instrument, Instrument.LOT) * lots;
        long money = state.instruments.get(instrument, Instrument.TICK) * priceTicks * lots;
        int refused = checkUnlocked(instrument);
        if (refused == Command.OK) {
            refused =
                    buy ? checkAcquisition(accountId, base, quantity, 0) : checkAcquisition(accountId, quote, money, 0);
        }
        return refused == Command.OK && buy ? checkPurchase(accountId, quote, money) : refused;
    }

    /** Whether the day of both assets has come. */
    int checkUnlocked(int instrument) {
        int refused = checkLockUp(state.instruments.get(instrument, Instrument.BASE));
        return refused == Command.OK ? checkLockUp(state.instruments.get(instrument, Instrument.QUOTE)) : refused;
    }

    /** Whether an open order may come to pay and to receive so much more, or less. */
    int checkMore(long accountId, int instrument, boolean buy, long moreToPay, long moreToReceive) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int refused = checkParty(accountId);
        if (refused == Command.OK && moreToReceive > 0) {
            long asset = state.instruments.get(instrument, buy ? Instrument.BASE : Instrument.QUOTE);
            refused = checkAcquisition(accountId, asset, moreToReceive, 0);
        }
        long quote = state.instruments.get(instrument, Instrument.QUOTE);
        return refused == Command.OK && buy && moreToPay > 0 ? checkPurchase(accountId, quote, moreToPay) : refused;
    }

    /** Whether who disposes may, and is cleared. */
    int checkParty(long accountId) {
        int refused = restrictions.checkDisposal(accountId);
        return refused == Command.OK ? restrictions.checkClearance(accountId) : refused;
    }

    /** Whether units may pass between two accounts by themselves: both cleared, issue open, receiver admitted. */
    int checkPassage(long fromAccountId, long toAccountId, long assetId, long quantity) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int refused = checkParty(fromAccountId);
        if (refused == Command.OK) {
            refused = restrictions.checkClearance(toAccountId);
        }
        if (refused == Command.OK) {
            refused = checkLockUp(assetId);
        }
        boolean sameHolder = state.accounts.get((int) fromAccountId - 1, Account.WALLET)
                == state.accounts.get((int) toAccountId - 1, Account.WALLET);
        return refused == Command.OK && !sameHolder ? checkAcquisition(toAccountId, assetId, quantity, 0) : refused;
    }

    /** Whether somebody who is cleared may subscribe or buy at the source: admitted, within his limit. */
    int checkPurchaseOf(long accountId, long assetId, long quantity, long newUnits, long moneyAsset, long money) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int refused = checkAcquisition(accountId, assetId, quantity, newUnits);
        return refused == Command.OK ? checkPurchase(accountId, moneyAsset, money) : refused;
    }

    /** Whether units from another platform may come to an account: cleared, and admitted to so much in its wallet. */
    int checkArrival(long accountId, long assetId, long quantity, long newUnits) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int refused = restrictions.checkClearance(accountId);
        return refused == Command.OK ? checkAcquisition(accountId, assetId, quantity, newUnits) : refused;
    }

    /** Whether who takes pledged units and who is paid are cleared, and the taker admitted. No lock-up stops it. */
    int checkBuyer(long buyerAccountId, long pledgeeAccountId, long assetId, long quantity) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int refused = checkParty(buyerAccountId);
        if (refused == Command.OK) {
            refused = restrictions.checkClearance(pledgeeAccountId);
        }
        return refused == Command.OK ? checkAcquisition(buyerAccountId, assetId, quantity, 0) : refused;
    }

    int checkLockUp(long assetId) {
        int issue = state.assets.getInt((int) assetId - 1, Asset.ISSUE) - 1;
        return issue != Table.NONE && state.issues.get(issue, Issue.LOCKED_UNTIL) > state.logicalNowMs()
                ? RejectCode.ISSUE_LOCKED_UP.number()
                : Command.OK;
    }

    private int checkPurchase(long accountId, long assetId, long amount) {
        return amount > allowances.left(accountId, assetId) ? RejectCode.PURCHASE_LIMIT.number() : Command.OK;
    }

    /** Whether an account may come to have so much more; {@code newUnits} come into existence with it. */
    @LegalBasis("LAW-4.1-p2.4-e")
    private int checkAcquisition(long accountId, long assetId, long quantity, long newUnits) {
        int account = (int) accountId - 1;
        int issue = state.assets.getInt((int) assetId - 1, Asset.ISSUE) - 1;
        if (state.accounts.get(account, Account.PERMISSIONS) != 0
                && (classOf(assetId, issue) & ~state.accounts.get(account, Account.PERMITTED)) != 0) {
            return RejectCode.ASSET_CLASS_NOT_PERMITTED.number();
        }
        if (issue == Table.NONE
                || state.issues.get(issue, Issue.RULED) == 0
                || !Capacities.isInvestor(state.accounts.getInt(account, Account.CAPACITY))) {
            return Command.OK;
        }
        if (state.issues.get(issue, Issue.QUALIFIED_ONLY) != 0
                && state.accounts.get(account, Account.QUALIFIED_UNTIL) <= state.logicalNowMs()) {
            return RejectCode.QUALIFIED_INVESTORS_ONLY.number();
        }
        return checkShare(account, issue, quantity, newUnits);
    }

    private long classOf(long assetId, int issue) {
        if (issue != Table.NONE) {
            return 1L << state.issues.get(issue, Issue.DFA_KIND) - 1;
        }
        boolean money = state.assets.get((int) assetId - 1, Asset.ASSET_KIND) == AssetKind.MONEY.value();
        return money ? 0 : UNBACKED_CLASS;
    }

    /** Whether units of this asset would make the account's wallet a new investor of a ruled issue. */
    boolean addsInvestor(long accountId, long assetId) {
        int account = (int) accountId - 1;
        int issue = state.assets.getInt((int) assetId - 1, Asset.ISSUE) - 1;
        return state.scalars.get(Scalars.RESTRICTED) != 0
                && issue != Table.NONE
                && state.issues.get(issue, Issue.RULED) != 0
                && Capacities.isInvestor(state.accounts.getInt(account, Account.CAPACITY))
                && allowances.stake(assetId, state.accounts.get(account, Account.WALLET)) == 0;
    }

    /** Whether so many investors at once may come to an issue. */
    int checkInvestors(long assetId, int newcomers) {
        int issue = state.assets.getInt((int) assetId - 1, Asset.ISSUE) - 1;
        long most = issue == Table.NONE ? 0 : state.issues.get(issue, Issue.MAX_INVESTORS);
        return newcomers > 0 && most > 0 && state.issues.get(issue, Issue.INVESTORS) + newcomers > most
                ? RejectCode.INVESTOR_LIMIT.number()
                : Command.OK;
    }

    private int checkShare(int account, int issue, long quantity, long newUnits) {
        Table issues = state.issues;
        long stake = allowances.stake(issues.get(issue, Issue.ID), state.accounts.get(account, Account.WALLET));
        long most = issues.get(issue, Issue.MAX_INVESTORS);
        if (stake == 0 && most > 0 && issues.get(issue, Issue.INVESTORS) >= most) {
            return RejectCode.INVESTOR_LIMIT.number();
        }
        long denominator = issues.get(issue, Issue.SHARE_DENOMINATOR);
        if (denominator == 0) {
            return Command.OK;
        }
        long existing = newUnits
                + issues.get(issue, Issue.MINTED)
                - issues.get(issue, Issue.REDEEMED)
                - issues.get(issue, Issue.BURNED)
                - issues.get(issue, Issue.MOVED_OUT);
        long numerator = issues.get(issue, Issue.SHARE_NUMERATOR);
        return quantity > Amounts.MAX || isMore(stake + quantity, denominator, numerator, existing)
                ? RejectCode.CONCENTRATION_LIMIT.number()
                : Command.OK;
    }

    /** a x b &gt; c x d for non-negative values, exactly. */
    private static boolean isMore(long a, long b, long c, long d) {
        long leftHigh = Math.multiplyHigh(a, b);
        long rightHigh = Math.multiplyHigh(c, d);
        return leftHigh != rightHigh ? leftHigh > rightHigh : Long.compareUnsigned(a * b, c * d) > 0;
    }
}
