package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Claim;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.sbe.EntryKind;

/** What a client owes after a reversal that his free money did not cover. His next free money settles it first. */
final class Claims {
    /** Open claims of one balance; a bound on the work of the money that comes. */
    static final int MAX_OF_BALANCE = 16;

    private final State state;
    private final MarketEvents events;
    private final Balances balances;

    Claims(State state, MarketEvents events, Balances balances) {
        this.state = state;
        this.events = events;
        this.balances = balances;
    }

    boolean hasRoom(int balance) {
        int count = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            count++;
        }
        return count < MAX_OF_BALANCE && !state.claims.isFull();
    }

    void open(int balance, long claimAccountId, long amountMinor) {
        Table claims = state.claims;
        long key = state.balances.get(balance, Balance.KEY);
        int slot = claims.allocate(claims.nextId(state.sequence()));
        claims.set(slot, Claim.ACCOUNT, key >>> 32);
        claims.set(slot, Claim.CLAIM_ACCOUNT, claimAccountId);
        claims.set(slot, Claim.ASSET, key & 0xFFFF_FFFFL);
        claims.set(slot, Claim.OPENED, amountMinor);
        claims.set(slot, Claim.REMAINING, amountMinor);
        state.balances.add(balance, Balance.CLAIMED, amountMinor);
        int last = Table.NONE;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            last = at;
        }
        if (last == Table.NONE) {
            first(balance, slot);
        } else {
            claims.link(last, Claim.NEXT, slot + 1L);
        }
        events.claimChanged(slot);
    }

    /** Pays open claims, oldest first, out of what is available. */
    void settle(int balance) {
        Table claims = state.claims;
        int at = first(balance);
        while (at != Table.NONE && state.balances.get(balance, Balance.AVAILABLE) > 0) {
            long amount = Math.min(state.balances.get(balance, Balance.AVAILABLE), claims.get(at, Claim.REMAINING));
            claims.add(at, Claim.REMAINING, -amount);
            state.balances.add(balance, Balance.CLAIMED, -amount);
            int owed = balances.find(claims.get(at, Claim.CLAIM_ACCOUNT), claims.get(at, Claim.ASSET));
            balances.move(balance, owed, EntryKind.CLAIM_SETTLEMENT, amount, claims.get(at, Claim.ID));
            events.claimChanged(at);
            if (claims.get(at, Claim.REMAINING) > 0) {
                return;
            }
            int next = next(at);
            first(balance, next);
            claims.release(at);
            at = next;
        }
    }

    private int first(int balance) {
        return (int) (state.balances.get(balance, Balance.OBJECTS) >>> 32) - 1;
    }

    private void first(int balance, int claim) {
        long encumbrance = state.balances.get(balance, Balance.OBJECTS) & 0xFFFF_FFFFL;
        state.balances.link(balance, Balance.OBJECTS, claim + 1L << 32 | encumbrance);
    }

    private int next(int claim) {
        return state.claims.getInt(claim, Claim.NEXT) - 1;
    }
}
