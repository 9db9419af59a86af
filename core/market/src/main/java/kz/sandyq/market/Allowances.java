package kz.sandyq.market;

import kz.sandyq.market.PermissionRows.Stake;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;

/**
 * What limits are measured against: the stake of each wallet in each issue with rules, and what each account with a
 * limit has spent in the present period. Both count what is reserved, and neither is ever made by looking through rows.
 */
final class Allowances {
    /** Balances that one command may open: so many stakes are kept free. */
    static final int MOST_AT_ONCE = 64;

    private final State state;
    private final PermissionEvents events;

    Allowances(State state, PermissionEvents events) {
        this.state = state;
        this.events = events;
    }

    /** Gives a new balance its stake, when its issue has rules and its account is an investor's. */
    void join(int balance) {
        long key = state.balances.get(balance, Balance.KEY);
        if (!hasStake(key >>> 32, key & 0xFFFF_FFFFL)) {
            return;
        }
        long stakeKey = stakeKey(key >>> 32, key & 0xFFFF_FFFFL);
        int stake = state.stakeKeys.find(stakeKey);
        if (stake == Table.NONE) {
            stake = state.stakes.allocate(stakeKey);
            state.stakeKeys.insert(stake);
        }
        long next = state.balances.getInt(balance, Balance.NEXT_OF_ASSET);
        state.balances.link(balance, Balance.NEXT_OF_ASSET, stake + 1L << 32 | next);
    }

    private boolean hasStake(long accountId, long assetId) {
        int issue = state.assets.getInt((int) assetId - 1, Asset.ISSUE) - 1;
        return issue != Table.NONE
                && state.issues.get(issue, Issue.RULED) != 0
                && Capacities.isInvestor(state.accounts.getInt((int) accountId - 1, Account.CAPACITY));
    }

    private long stakeKey(long accountId, long assetId) {
        return assetId << 32 | state.accounts.get((int) accountId - 1, Account.WALLET);
    }

    /** Whether a new balance of an account finds room for its stake, if it needs one. */
    boolean hasRoom(long accountId, long assetId) {
        return state.stakes.room() > MOST_AT_ONCE
                || !hasStake(accountId, assetId)
                || state.stakeKeys.find(stakeKey(accountId, assetId)) != Table.NONE;
    }

    /** A balance has, or has reserved, so much more. */
    void move(int balance, long delta) {
        int stake = (int) (state.balances.get(balance, Balance.NEXT_OF_ASSET) >>> 32) - 1;
        if (stake == Table.NONE || delta == 0) {
            return;
        }
        long before = state.stakes.get(stake, Stake.QUANTITY);
        state.stakes.link(stake, Stake.QUANTITY, before + delta);
        if (before == 0 || before + delta == 0) {
            int asset = (int) (state.stakes.get(stake, Stake.KEY) >>> 32) - 1;
            int issue = state.assets.getInt(asset, Asset.ISSUE) - 1;
            long investors = state.issues.get(issue, Issue.INVESTORS);
            state.issues.link(issue, Issue.INVESTORS, investors + (before == 0 ? 1 : -1));
        }
    }

    /** What a wallet has of an issue. */
    long stake(long issueId, long walletId) {
        int stake = state.stakeKeys.find(issueId << 32 | walletId);
        return stake == Table.NONE ? 0 : state.stakes.get(stake, Stake.QUANTITY);
    }

    private boolean isLimited(int account, long assetId) {
        return state.accounts.get(account, Account.LIMIT) > 0
                && state.accounts.get(account, Account.LIMIT_ASSET) == assetId;
    }

    /** What an account may still spend on purchases. */
    long left(long accountId, long assetId) {
        int account = (int) accountId - 1;
        if (!isLimited(account, assetId)) {
            return Long.MAX_VALUE;
        }
        boolean now = state.accounts.get(account, Account.PERIOD) == state.scalars.get(Scalars.PERIOD);
        return state.accounts.get(account, Account.LIMIT) - (now ? state.accounts.get(account, Account.SPENT) : 0);
    }

    /** A balance has reserved or paid so much for a purchase. */
    void spend(int balance, long amount) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return;
        }
        long key = state.balances.get(balance, Balance.KEY);
        int account = (int) (key >>> 32) - 1;
        if (!isLimited(account, key & 0xFFFF_FFFFL)) {
            return;
        }
        long period = state.scalars.get(Scalars.PERIOD);
        if (state.accounts.get(account, Account.PERIOD) != period) {
            state.accounts.set(account, Account.PERIOD, period);
            state.accounts.set(account, Account.SPENT, 0);
        }
        state.accounts.add(account, Account.SPENT, amount);
        events.purchaseLimitSpent(account);
    }

    /** So much of what an order or a subscription had reserved came back. */
    void giveBack(int balance, long amount, long id) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0 || amount == 0) {
            return;
        }
        long key = state.balances.get(balance, Balance.KEY);
        int account = (int) (key >>> 32) - 1;
        long reserved = id >>> Table.SLOT_BITS;
        boolean counted = isLimited(account, key & 0xFFFF_FFFFL)
                && reserved >= state.scalars.get(Scalars.PERIOD)
                && reserved >= state.accounts.get(account, Account.LIMIT_FROM);
        if (counted) {
            state.accounts.add(account, Account.SPENT, -amount);
            events.purchaseLimitSpent(account);
        }
    }
}
