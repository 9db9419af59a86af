package kz.sandyq.market;

import java.util.Arrays;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;

/** Balances in three parts and the postings that move them. Every change of a balance goes through here. */
final class Balances implements Rehearsal.Part {
    private static final int FOUND = 64;

    private final State state;
    private final Events events;
    private final Allowances allowances;
    private final Table balances;
    /** Weighted sum of the command in hand: over balances what is held or blocked less what objects say. */
    private long unexplained;
    /** Rows that were found last; a balance keeps its row for good. */
    private final long[] foundKeys = new long[FOUND];

    private final int[] foundSlots = new int[FOUND];
    /** The entry in hand: its asset, what it lacks, and the sets of who has given and received. */
    private int asset;

    private long open;
    private int givers;
    private int receivers;

    Balances(State state, Events events, Allowances allowances) {
        this.state = state;
        this.events = events;
        this.allowances = allowances;
        balances = state.balances;
    }

    /** Rows that were found may not be there any more. */
    @Override
    public void endRehearsal() {
        Arrays.fill(foundKeys, 0);
    }

    int find(long accountId, long assetId) {
        long key = accountId << 32 | assetId;
        int place = (int) (7 * accountId + assetId) & FOUND - 1;
        if (foundKeys[place] == key) {
            return foundSlots[place];
        }
        int slot = state.balanceKeys.find(key);
        if (slot != Table.NONE) {
            foundKeys[place] = key;
            foundSlots[place] = slot;
        }
        return slot;
    }

    long available(long accountId, long assetId) {
        int slot = find(accountId, assetId);
        return slot == Table.NONE ? 0 : balances.get(slot, Balance.AVAILABLE);
    }

    long total(int slot) {
        return balances.get(slot, Balance.AVAILABLE)
                + balances.get(slot, Balance.HELD)
                + balances.get(slot, Balance.BLOCKED);
    }

    /** How many rows must be added so that these accounts can hold the asset; -1 for an account is none. */
    boolean hasRoom(long assetId, long firstAccountId, long secondAccountId) {
        int needed = missing(firstAccountId, assetId) + missing(secondAccountId, assetId);
        return needed <= balances.room();
    }

    /** Rows to be added for an account; more than there can be when its stake finds no room. */
    int missing(long accountId, long assetId) {
        if (accountId <= 0 || find(accountId, assetId) != Table.NONE) {
            return 0;
        }
        return allowances.hasRoom(accountId, assetId) ? 1 : Table.MAX_SLOTS;
    }

    /** The balance of an account in an asset, opened when there is none. Room was checked before. */
    int open(long accountId, long assetId) {
        int found = find(accountId, assetId);
        if (found != Table.NONE) {
            return found;
        }
        int slot = balances.allocate(accountId << 32 | assetId);
        state.balanceKeys.insert(slot);
        int asset = (int) assetId - 1;
        int last = state.assets.getInt(asset, Asset.LAST_BALANCE) - 1;
        if (last < 0) {
            state.assets.link(asset, Asset.FIRST_BALANCE, slot + 1L);
        } else {
            balances.link(last, Balance.NEXT_OF_ASSET, balances.get(last, Balance.NEXT_OF_ASSET) | slot + 1L);
        }
        state.assets.link(asset, Asset.LAST_BALANCE, slot + 1L);
        state.assets.link(asset, Asset.BALANCES, state.assets.get(asset, Asset.BALANCES) + 1);
        allowances.join(slot);
        return slot;
    }

    /** True when a further amount may not pass what a balance can hold. */
    boolean overflows(int slot, long amount) {
        return amount > 0 && (slot == Table.NONE ? 0 : total(slot)) > Amounts.MAX - amount;
    }

    /** Whether so many units are free: pledged or arrested ones are refused by their own name. */
    @LegalBasis("LAW-1.6-3-d")
    int checkUnits(long accountId, long assetId, long quantity) {
        int slot = find(accountId, assetId);
        long available = slot == Table.NONE ? 0 : balances.get(slot, Balance.AVAILABLE);
        if (quantity <= available) {
            return Command.OK;
        }
        return slot != Table.NONE && quantity <= available + balances.get(slot, Balance.BLOCKED)
                ? RejectCode.DFA_ENCUMBERED.number()
                : RejectCode.INSUFFICIENT_UNITS.number();
    }

    void post(int slot, EntryKind kind, long availableDelta, long heldDelta, long blockedDelta, long subjectId) {
        if ((availableDelta | heldDelta) != 0) {
            balances.add(slot, Balance.AVAILABLE, availableDelta, Balance.HELD, heldDelta);
        }
        if (blockedDelta != 0) {
            balances.add(slot, Balance.BLOCKED, blockedDelta);
            unexplained += blockedDelta * weight(~slot);
        }
        unexplained += heldDelta * weight(slot);
        long delta = availableDelta + heldDelta + blockedDelta;
        if (delta != 0) {
            allowances.move(slot, delta);
            enter(slot, kind, delta);
        }
        events.posting(balances, slot, kind, availableDelta, heldDelta, blockedDelta, subjectId);
    }

    /** Takes a posting into its entry: whoever gives may give to all who receive. At a sum of 0 an entry is whole. */
    private void enter(int slot, EntryKind kind, long delta) {
        long key = balances.get(slot, Balance.KEY);
        int account = (int) (key >>> 32) - 1;
        int set = Capacities.set(
                state.accounts.getInt(account, Account.CAPACITY), state.accounts.getInt(account, Account.ACTIVITY));
        if (open == 0) {
            asset = (int) key;
            givers = 0;
            receivers = 0;
        }
        Check.that(asset == (int) key, "an entry of two assets, balance", slot);
        if (delta < 0) {
            givers |= 1 << set;
            Check.that((receivers & ~Capacities.receivers(kind, set)) == 0, "capacities mixed, balance", slot);
        } else {
            receivers |= 1 << set;
            Check.that((givers & ~Capacities.givers(kind, set)) == 0, "capacities mixed, balance", slot);
        }
        open += delta;
    }

    /** Moves between the available parts of two balances. */
    void move(int from, int to, EntryKind kind, long amount, long subjectId) {
        post(from, kind, -amount, 0, 0, subjectId);
        post(to, kind, amount, 0, 0, subjectId);
    }

    /** An object (order, subscription, hold) says that it holds so much more of a balance. */
    void explainHeld(int slot, long delta) {
        unexplained -= delta * weight(slot);
    }

    /** An encumbrance says that it blocks so much more of a balance. */
    void explainBlocked(int slot, long delta) {
        unexplained -= delta * weight(~slot);
    }

    /** After a command: the postings of each asset sum to zero, every held and blocked unit has its object. */
    void checkConserved() {
        Check.that(open == 0, "postings do not sum to zero");
        Check.that(unexplained == 0, "held or blocked without an object");
        Touched touched = balances.touched();
        for (int i = 0; i < touched.count(); i++) {
            int slot = touched.slot(i);
            Check.that(balances.get(slot, Balance.HELD) >= 0, "held below zero, balance", slot);
            Check.that(balances.get(slot, Balance.BLOCKED) >= 0, "blocked below zero, balance", slot);
            if (balances.get(slot, Balance.AVAILABLE) < 0) {
                int account = (int) (balances.get(slot, Balance.KEY) >>> 32) - 1;
                Check.that(
                        Capacities.mayBeNegative(state.accounts.getInt(account, Account.CAPACITY)),
                        "available below zero, balance",
                        slot);
            }
        }
    }

    /** Odd, and of all its bits: sums in which different things stand do not cancel by chance. */
    private static long weight(long value) {
        return StateHash.finish(value + 1) | 1;
    }
}
