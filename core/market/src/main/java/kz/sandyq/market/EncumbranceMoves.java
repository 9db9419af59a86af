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
    private final PairSums origins = new PairSums();

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

    /**
     * True when all that encumbrances of these units stop of a payment finds room: each needs one of its own on the
     * money, unless it has one there. A payment without room is not made: it stays owed.
     */
    boolean hasRoom(int units, int money, boolean principal) {
        return fits(units, money, principal, Math.min(state.encumbrances.room(), roomOf(money)));
    }

    /** The same for a redemption that takes all units: their encumbrances themselves come to the money. */
    boolean mayConvert(int units, int money) {
        return fits(units, money, true, roomOf(money));
    }

    private int roomOf(int money) {
        return state.scalars.boundsSteps() ? Math.max(0, Liens.MAX_OF_BALANCE - liens.count(money)) : Table.MAX_SLOTS;
    }

    private boolean fits(int units, int money, boolean principal, int room) {
        if (liens.count(units) <= room || missing(units, money, principal) <= room) {
            return true;
        }
        // What lies on both was gone through, though nothing of it changes.
        state.balances.touched().add(units);
        state.balances.touched().add(money);
        return false;
    }

    private int missing(int units, int money, boolean principal) {
        readOrigins(money);
        int missing = 0;
        for (int at = first(units); at != Table.NONE; at = next(at)) {
            missing += stops(at, principal) && readMoneyOf(at) == Table.NONE ? 1 : 0;
        }
        return missing;
    }

    /** Where many are to be looked for, the encumbrances of money are gone through once. */
    private void readOrigins(int money) {
        origins.clear();
        for (int at = first(money); at != Table.NONE; at = next(at)) {
            long origin = state.encumbrances.get(at, Encumbrance.OF_ENCUMBRANCE);
            if (origin != 0 && !origins.contains(origin, 0)) {
                origins.add(origin, 0, at);
            }
        }
    }

    private int readMoneyOf(int origin) {
        long id = state.encumbrances.get(origin, Encumbrance.ID);
        return origins.contains(id, 0) ? (int) origins.sum(id, 0) : Table.NONE;
    }

    /** Whether an encumbrance of units stops money that is paid on them. */
    private boolean stops(int slot, boolean principal) {
        Table rows = state.encumbrances;
        return principal
                ? rows.get(slot, Encumbrance.STOPS_CIRCULATION) != 0
                        || rows.get(slot, Encumbrance.STOPS_REDEMPTION) != 0
                : rows.get(slot, Encumbrance.STOPS_INCOME) != 0;
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
        empty(ofMoney);
        liens.enter(money, slot);
        events.encumbranceChanged(slot);
    }

    /**
     * Redemption: the money of encumbered units stands blocked under the same encumbrance, and what waited behind goes
     * on waiting. Returns how much money is blocked. The units' own posting takes the blocked units away.
     */
    long convert(int units, int money, long priceMinor, long factor) {
        Table rows = state.encumbrances;
        long free = state.balances.get(units, Balance.AVAILABLE);
        long covered = state.balances.get(units, Balance.BLOCKED);
        long blocked = 0;
        int last = Table.NONE;
        Ranks ranks = liens.ranksOf(money);
        readOrigins(money);
        for (int at = first(units); at != Table.NONE; at = first(units)) {
            long quantity = rows.get(at, Encumbrance.COVERED);
            long kept = quantity + Math.min(liens.lacks(at), covered - quantity);
            balances.explainBlocked(units, -quantity);
            if (rows.get(at, Encumbrance.STOPS_CIRCULATION) == 0) {
                boolean stops = rows.get(at, Encumbrance.STOPS_REDEMPTION) != 0;
                quantity = stops ? Math.min(free, rows.get(at, Encumbrance.REMAINING)) : 0;
                kept = quantity;
                free -= quantity;
            }
            long amount = Amounts.money(quantity, priceMinor, factor);
            liens.leave(units, at);
            last = rebase(at, money, Amounts.money(kept, priceMinor, factor), amount, ranks, last);
            blocked += amount;
        }
        if (state.balances.get(units, Balance.UNCOVERED) != 0) {
            state.balances.set(units, Balance.UNCOVERED, 0);
        }
        return blocked;
    }

    /** Returns the last row that has come to the money, this one if it stays. */
    private int rebase(int slot, int money, long amount, long covered, Ranks ranks, int last) {
        Table rows = state.encumbrances;
        int ofMoney = state.scalars.boundsSteps() ? readMoneyOf(slot) : Table.NONE;
        rows.set(slot, Encumbrance.ASSET, state.balances.get(money, Balance.KEY) & 0xFFFF_FFFFL);
        rows.set(slot, Encumbrance.OPENED, amount);
        rows.set(slot, Encumbrance.REMAINING, amount);
        rows.set(slot, Encumbrance.COVERED, covered);
        rows.set(slot, Encumbrance.STOPS_CIRCULATION, 1);
        if (ofMoney == Table.NONE) {
            rows.set(slot, Encumbrance.RANK, amount == 0 ? 0 : ranks.take(rows.get(slot, Encumbrance.RANK)));
        } else {
            takeIn(slot, ofMoney);
        }
        boolean stays = rows.get(slot, Encumbrance.REMAINING) > 0;
        boolean waits = rows.get(slot, Encumbrance.COVERED) < rows.get(slot, Encumbrance.REMAINING);
        rows.set(slot, Encumbrance.BEHIND, waits ? 1 : 0);
        liens.enter(money, slot, last);
        balances.explainBlocked(money, covered);
        liens.changed(slot);
        return stays ? slot : last;
    }

    /** What was blocked of earlier payments on these units goes on under their own encumbrance. */
    private void takeIn(int slot, int ofMoney) {
        Table rows = state.encumbrances;
        rows.add(slot, Encumbrance.OPENED, rows.get(ofMoney, Encumbrance.OPENED));
        rows.add(slot, Encumbrance.REMAINING, rows.get(ofMoney, Encumbrance.REMAINING));
        rows.add(slot, Encumbrance.COVERED, rows.get(ofMoney, Encumbrance.COVERED));
        rows.set(slot, Encumbrance.RANK, rows.get(ofMoney, Encumbrance.RANK));
        empty(ofMoney);
    }

    /** Ends an encumbrance whose place another one has taken. */
    private void empty(int slot) {
        Table rows = state.encumbrances;
        rows.set(slot, Encumbrance.RANK, 0);
        rows.set(slot, Encumbrance.REMAINING, 0);
        rows.set(slot, Encumbrance.COVERED, 0);
        liens.changed(slot);
    }
}
