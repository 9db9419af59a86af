package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;

/**
 * Holds that stand for themselves: payouts in flight and redemption money. An order and a subscription are their own
 * holds.
 */
final class Holds {
    private final State state;
    private final Events events;
    private final Balances balances;

    Holds(State state, Events events, Balances balances) {
        this.state = state;
        this.events = events;
        this.balances = balances;
    }

    /** Reserves what is available on a balance. Room and cover were checked before. Returns the row. */
    int open(int balance, HoldReason reason, long subjectId, long quantity) {
        Table holds = state.holds;
        long key = state.balances.get(balance, Rows.Balance.KEY);
        int slot = holds.allocate(holds.nextId(state.sequence()));
        holds.set(slot, Hold.ACCOUNT, key >>> 32);
        holds.set(slot, Hold.ASSET, key & 0xFFFF_FFFFL);
        holds.set(slot, Hold.REASON, reason.value());
        holds.set(slot, Hold.SUBJECT, subjectId);
        holds.set(slot, Hold.OPENED, quantity);
        holds.set(slot, Hold.REMAINING, quantity);
        holds.link(slot, Hold.BALANCE, balance);
        balances.explainHeld(balance, quantity);
        long id = holds.get(slot, Hold.ID);
        balances.post(balance, EntryKind.RESERVATION, -quantity, quantity, 0, id);
        count(slot, 1);
        changed(slot);
        return slot;
    }

    int balanceOf(int slot) {
        return state.holds.getInt(slot, Hold.BALANCE);
    }

    /** Takes a part out of a hold; its held money is posted by the caller. */
    void reduce(int slot, long quantity) {
        state.holds.add(slot, Hold.REMAINING, -quantity);
        balances.explainHeld(balanceOf(slot), -quantity);
        changed(slot);
        if (state.holds.get(slot, Hold.REMAINING) == 0) {
            count(slot, -1);
            state.holds.release(slot);
        }
    }

    /** What is left of a hold, if it still stands, is free again. */
    void giveBack(long holdId) {
        int slot = state.holds.find(holdId);
        if (slot != Table.NONE) {
            long left = state.holds.get(slot, Hold.REMAINING);
            balances.post(balanceOf(slot), EntryKind.RELEASE, left, -left, 0, holdId);
            reduce(slot, left);
        }
    }

    /** Counts holds of the units of an issue, which cannot be redeemed while there are any. */
    private void count(int slot, int change) {
        int issue = state.assets.getInt((int) state.holds.get(slot, Hold.ASSET) - 1, Asset.ISSUE) - 1;
        if (issue != Table.NONE) {
            state.issues.add(issue, Issue.HOLDS, change);
        }
    }

    private void changed(int slot) {
        Table holds = state.holds;
        events.hold(
                holds.get(slot, Hold.ID),
                holds.get(slot, Hold.ACCOUNT),
                holds.get(slot, Hold.ASSET),
                HoldReason.get((short) holds.get(slot, Hold.REASON)),
                holds.get(slot, Hold.SUBJECT),
                holds.get(slot, Hold.OPENED),
                holds.get(slot, Hold.REMAINING));
    }
}
