package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.RejectCode;

/**
 * What becomes of encumbrances when what they rest on goes elsewhere or turns into money. The money of encumbered units
 * stands blocked under an encumbrance of the same terms, which names the one of the units and ends with it.
 */
final class EncumbranceMoves {
    private final State state;
    private final MarketEvents events;
    private final Balances balances;
    private final Encumbrances encumbrances;

    EncumbranceMoves(State state, MarketEvents events, Balances balances, Encumbrances encumbrances) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.encumbrances = encumbrances;
    }

    int first(int balance) {
        return encumbrances.first(balance);
    }

    int next(int slot) {
        return encumbrances.next(slot);
    }

    /** Whether the encumbrances of one balance may join those of another. */
    int checkFollow(int from, int to) {
        int count = 0;
        for (int at = first(to); at != Table.NONE; at = next(at)) {
            count++;
        }
        for (int at = first(from); at != Table.NONE; at = next(at)) {
            count++;
            long rank = state.encumbrances.get(at, Encumbrance.RANK);
            for (int other = first(to); other != Table.NONE && rank > 0; other = next(other)) {
                if (state.encumbrances.get(other, Encumbrance.RANK) == rank) {
                    return RejectCode.RANK_TAKEN.number();
                }
            }
        }
        return count > Encumbrances.MAX_OF_BALANCE && first(from) != Table.NONE
                ? RejectCode.LIMIT_ENCUMBRANCES.number()
                : Command.OK;
    }

    /** Every encumbrance of a balance goes over to another balance of the same asset; what is blocked was posted. */
    void follow(int from, int to) {
        Table rows = state.encumbrances;
        long accountId = state.balances.get(to, Balance.KEY) >>> 32;
        for (int at = first(from); at != Table.NONE; at = first(from)) {
            long covered = rows.get(at, Encumbrance.COVERED);
            encumbrances.leave(from, at);
            balances.explainBlocked(from, -covered);
            rows.set(at, Encumbrance.ACCOUNT, accountId);
            encumbrances.enter(to, at);
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
        int missing = 0;
        for (int at = first(units); at != Table.NONE; at = next(at)) {
            if (moneyOf(at, money) == Table.NONE) {
                missing++;
            }
        }
        return missing <= state.encumbrances.room();
    }

    private int moneyOf(int origin, int money) {
        return encumbrances.moneyOf(state.encumbrances.get(origin, Encumbrance.ID), money);
    }

    /** Money of encumbered units is blocked under the terms of their encumbrance; the caller posts it. */
    void block(int origin, int money, long amount) {
        Table rows = state.encumbrances;
        int slot = moneyOf(origin, money);
        if (slot == Table.NONE) {
            slot = rows.allocate(rows.nextId(state.sequence()));
            for (int column = Encumbrance.ID + 1; column < Encumbrance.HASHED; column++) {
                rows.set(slot, column, rows.get(origin, column));
            }
            rows.set(slot, Encumbrance.ASSET, state.balances.get(money, Balance.KEY) & 0xFFFF_FFFFL);
            rows.set(slot, Encumbrance.ACCOUNT, state.balances.get(money, Balance.KEY) >>> 32);
            rows.set(slot, Encumbrance.OPENED, 0);
            rows.set(slot, Encumbrance.REMAINING, 0);
            rows.set(slot, Encumbrance.COVERED, 0);
            rows.set(slot, Encumbrance.STOPS_CIRCULATION, 1);
            rows.set(slot, Encumbrance.OF_ENCUMBRANCE, rows.get(origin, Encumbrance.ID));
            encumbrances.enter(money, slot);
            if (rows.get(slot, Encumbrance.EXPIRES) > 0) {
                state.encumbranceDeadlines.insert(slot);
            }
        }
        rows.add(slot, Encumbrance.OPENED, amount);
        rows.add(slot, Encumbrance.REMAINING, amount);
        rows.add(slot, Encumbrance.COVERED, amount);
        balances.explainBlocked(money, amount);
        events.encumbranceChanged(slot);
    }

    /** A part of encumbered units has left existence; what they became stays blocked. The caller posts the units. */
    void redeemed(int units, int slot, long quantity) {
        Table rows = state.encumbrances;
        rows.add(slot, Encumbrance.REMAINING, -quantity);
        if (rows.get(slot, Encumbrance.STOPS_CIRCULATION) != 0) {
            rows.add(slot, Encumbrance.COVERED, -quantity);
            balances.explainBlocked(units, -quantity);
        }
        events.encumbranceChanged(slot);
        if (rows.get(slot, Encumbrance.REMAINING) == 0) {
            encumbrances.end(units, slot);
        }
    }
}
