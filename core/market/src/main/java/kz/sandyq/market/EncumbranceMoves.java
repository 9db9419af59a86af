package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.RejectCode;

/**
 * What becomes of encumbrances when what they rest on goes elsewhere or turns into money. The money of encumbered units
 * stands blocked under an encumbrance of the same terms, which names the one of the units and ends with it.
 */
final class EncumbranceMoves {
    /** What an encumbrance takes over from the one that blocks its money. */
    private static final int[] PLACE = {
        Encumbrance.OPENED,
        Encumbrance.REMAINING,
        Encumbrance.COVERED,
        Encumbrance.RANK,
        Encumbrance.STOPS_CIRCULATION,
        Encumbrance.BEHIND
    };

    private final State state;
    private final MarketEvents events;
    private final Balances balances;
    private final Liens liens;

    EncumbranceMoves(State state, MarketEvents events, Balances balances, Liens liens) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.liens = liens;
    }

    int first(int balance) {
        return liens.first(balance);
    }

    int next(int slot) {
        return liens.next(slot);
    }

    /** Whether the encumbrances of one balance may join those of another. */
    int checkFollow(int from, int to) {
        int count = liens.count(to);
        Ranks ranks = liens.ranksOf(to);
        for (int at = first(from); at != Table.NONE; at = next(at)) {
            count++;
            if (ranks.isTaken(state.encumbrances.get(at, Encumbrance.RANK))) {
                return RejectCode.RANK_TAKEN.number();
            }
        }
        if (count > Liens.MAX_OF_BALANCE && first(from) != Table.NONE) {
            return RejectCode.LIMIT_ENCUMBRANCES.number();
        }
        boolean overflows = to != Table.NONE
                && state.balances.get(to, Balance.UNCOVERED)
                        > Amounts.MAX - state.balances.get(from, Balance.UNCOVERED);
        return overflows ? RejectCode.AMOUNT_OVERFLOW.number() : Command.OK;
    }

    /** Every encumbrance of a balance goes over to another balance of the same asset; what is blocked was posted. */
    void follow(int from, int to) {
        Table rows = state.encumbrances;
        long accountId = state.balances.get(to, Balance.KEY) >>> 32;
        int last = Table.NONE;
        for (int at = first(from); at != Table.NONE; at = first(from)) {
            long covered = rows.get(at, Encumbrance.COVERED);
            liens.leave(from, at);
            balances.explainBlocked(from, -covered);
            rows.set(at, Encumbrance.ACCOUNT, accountId);
            liens.enter(to, at, last);
            last = at;
            balances.explainBlocked(to, covered);
            events.encumbranceChanged(at);
        }
        long uncovered = state.balances.get(from, Balance.UNCOVERED);
        if (uncovered != 0) {
            state.balances.set(from, Balance.UNCOVERED, 0);
            state.balances.add(to, Balance.UNCOVERED, uncovered);
        }
    }

    /** True when money of every encumbrance of these units can get its own encumbrance. */
    boolean hasRoom(int units, int money) {
        int room = state.encumbrances.room();
        if (liens.count(units) <= room) {
            return true;
        }
        int missing = 0;
        for (int at = first(units); at != Table.NONE; at = next(at)) {
            if (moneyOf(at, money) == Table.NONE) {
                missing++;
            }
        }
        return missing <= room;
    }

    private int moneyOf(int origin, int money) {
        return liens.moneyOf(state.encumbrances.get(origin, Encumbrance.ID), money);
    }

    /** Money of encumbered units is blocked under the terms of their encumbrance; the caller posts it. */
    void block(int origin, int money, long amount) {
        add(origin, money, amount, amount);
    }

    private void add(int origin, int money, long amount, long covered) {
        Table rows = state.encumbrances;
        int found = moneyOf(origin, money);
        int slot = found == Table.NONE ? open(origin, money) : found;
        rows.add(slot, Encumbrance.OPENED, amount);
        rows.add(slot, Encumbrance.REMAINING, amount);
        rows.add(slot, Encumbrance.COVERED, covered);
        balances.explainBlocked(money, covered);
        events.encumbranceChanged(slot);
    }

    private int open(int origin, int money) {
        Table rows = state.encumbrances;
        int slot = rows.allocate(rows.nextId(state.sequence()));
        for (int column = Encumbrance.ID + 1; column < Encumbrance.HASHED; column++) {
            rows.set(slot, column, rows.get(origin, column));
        }
        rows.set(slot, Encumbrance.ASSET, state.balances.get(money, Balance.KEY) & 0xFFFF_FFFFL);
        rows.set(slot, Encumbrance.ACCOUNT, state.balances.get(money, Balance.KEY) >>> 32);
        rows.set(slot, Encumbrance.OPENED, 0);
        rows.set(slot, Encumbrance.REMAINING, 0);
        rows.set(slot, Encumbrance.COVERED, 0);
        rows.set(slot, Encumbrance.RANK, liens.freeRank(money, rows.get(origin, Encumbrance.RANK)));
        rows.set(slot, Encumbrance.STOPS_CIRCULATION, 1);
        rows.set(slot, Encumbrance.OF_ENCUMBRANCE, rows.get(origin, Encumbrance.ID));
        rows.set(slot, Encumbrance.BEHIND, 1);
        liens.enter(money, slot);
        if (rows.get(slot, Encumbrance.EXPIRES) > 0) {
            state.encumbranceDeadlines.insert(slot);
        }
        return slot;
    }

    /**
     * A part of encumbered units has left existence for money that is blocked; those that waited behind them wait
     * behind the money. The caller posts the units.
     */
    void redeemed(int units, int slot, long quantity, int payee, long money) {
        if (state.encumbrances.get(slot, Encumbrance.STOPS_CIRCULATION) == 0) {
            liens.shrink(slot, quantity, 0);
            liens.changed(slot);
            return;
        }
        int at = first(units);
        while (at != Table.NONE) {
            int next = next(at);
            long waits = Math.min(liens.lacks(at, slot), quantity);
            if (waits > 0) {
                add(at, payee, Amounts.quotient(waits, money, quantity), 0);
                liens.shrink(at, waits, 0);
                liens.changed(at);
            }
            at = next;
        }
        balances.explainBlocked(units, -quantity);
        liens.shrink(slot, quantity, quantity);
        liens.changed(slot);
    }

    /** The oldest encumbrance that covers units of a balance. */
    int firstCovering(int units) {
        int at = first(units);
        while (at != Table.NONE && state.encumbrances.get(at, Encumbrance.COVERED) == 0) {
            at = next(at);
        }
        return at;
    }

    /** What waits behind a block of units waits behind the block of their money. */
    void wait(int origin, int money, long amount) {
        add(origin, money, amount, 0);
    }

    /** All units of a balance leave existence: what they became stays blocked under the same encumbrances. */
    void extinguish(int units, int money) {
        Table rows = state.encumbrances;
        for (int at = first(units); at != Table.NONE; at = first(units)) {
            long covered = rows.get(at, Encumbrance.COVERED);
            balances.explainBlocked(units, -covered);
            liens.shrink(at, rows.get(at, Encumbrance.REMAINING), covered);
            int ofMoney = moneyOf(at, money);
            if (ofMoney == Table.NONE) {
                liens.changed(at);
            } else {
                takePlace(units, money, at, ofMoney);
            }
        }
    }

    /** An encumbrance without units takes the place of the one that blocks their money. */
    private void takePlace(int units, int money, int slot, int ofMoney) {
        Table rows = state.encumbrances;
        liens.leave(units, slot);
        rows.set(slot, Encumbrance.ASSET, state.balances.get(money, Balance.KEY) & 0xFFFF_FFFFL);
        for (int column : PLACE) {
            rows.set(slot, column, rows.get(ofMoney, column));
        }
        rows.set(ofMoney, Encumbrance.RANK, 0);
        rows.set(ofMoney, Encumbrance.REMAINING, 0);
        rows.set(ofMoney, Encumbrance.COVERED, 0);
        liens.changed(ofMoney);
        liens.enter(money, slot);
        events.encumbranceChanged(slot);
    }
}
