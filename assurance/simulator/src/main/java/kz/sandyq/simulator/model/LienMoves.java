package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.CONTRADICTS_ISSUE_TERMS;
import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Balance;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of encumbrances when what they rest on goes elsewhere or turns into money. The money of encumbered units
 * stands blocked under an encumbrance of its own, of the same terms, that names theirs.
 */
final class LienMoves {
    private final World world;
    private final Liens liens;

    LienMoves(World world, Liens liens) {
        this.world = world;
        this.liens = liens;
    }

    /** What encumbrances of these units stop of a payment can get an encumbrance of its own where it has none yet. */
    boolean hasRoom(Balance units, Balance money, boolean principal) {
        return fits(units, money, principal, Math.min(world.encumbrances.room(), roomOf(money)));
    }

    /** The encumbrances of these units can all come to the money. */
    boolean mayConvert(Balance units, Balance money) {
        return fits(units, money, true, roomOf(money));
    }

    private boolean isBounded() {
        return world.scalar("RULES") >= 2;
    }

    private long roomOf(Balance money) {
        long room = Liens.MOST_OF_BALANCE - world.encumbrancesOf(money).size();
        return isBounded() ? Math.max(0, room) : Long.MAX_VALUE;
    }

    private boolean fits(Balance units, Balance money, boolean principal, long room) {
        long missing = world.encumbrancesOf(units).stream()
                .filter(each -> principal ? each.stopsCirculation || each.stopsRedemption : each.stopsIncome)
                .filter(each -> ofMoney(each, money) == null)
                .count();
        if (missing > room) {
            world.touched.add(units);
            world.touched.add(money);
        }
        return missing <= room;
    }

    private @Nullable Encumbrance ofMoney(Encumbrance origin, Balance money) {
        return world.encumbrancesOf(money).stream()
                .filter(each -> each.ofEncumbrance == origin.id)
                .findFirst()
                .orElse(null);
    }

    /** So much money is blocked under the terms of an encumbrance of units. */
    void block(Encumbrance origin, Balance money, BigInteger amount) {
        add(origin, money, amount, amount);
    }

    /** What waits behind a block of units waits behind the block of their money. */
    void await(Encumbrance origin, Balance money, BigInteger amount) {
        add(origin, money, amount, ZERO);
    }

    private void add(Encumbrance origin, Balance money, BigInteger amount, BigInteger covered) {
        Encumbrance found = ofMoney(origin, money);
        Encumbrance each = found == null ? open(origin, money) : found;
        each.opened = each.opened.add(amount);
        each.remaining = each.remaining.add(amount);
        each.covered = each.covered.add(covered);
        liens.said(each);
    }

    private Encumbrance open(Encumbrance origin, Balance money) {
        Encumbrance each = world.encumbrances.add(world.sequence(), new Encumbrance(origin));
        each.rank = liens.freeRank(money, origin.rank);
        each.stopsCirculation = true;
        each.behind = true;
        each.ofEncumbrance = origin.id;
        liens.enter(money, each);
        return each;
    }

    /** The same encumbrance on another balance. */
    void copy(Encumbrance origin, Balance balance, BigInteger quantity, BigInteger covered) {
        Encumbrance each = world.encumbrances.add(world.sequence(), new Encumbrance(origin));
        each.opened = quantity;
        each.remaining = quantity;
        each.covered = covered;
        each.rank = liens.freeRank(balance, origin.rank);
        each.behind = Numbers.less(covered, quantity);
        liens.enter(balance, each);
        liens.said(each);
    }

    /** How many encumbrances wait for what one of them has. */
    int waiting(Encumbrance of) {
        return (int) world.encumbrancesOf(of.balance).stream()
                .filter(each -> Numbers.positive(Liens.lacks(each, of)))
                .count();
    }

    /**
     * Units under {@code left} have gone: who waited for them keeps his claim where the units, or the money in their
     * place, are now. Each claims his share of the value, no more than {@code most}; they divide {@code cover} in their
     * order. Says how much of it is blocked.
     */
    BigInteger follow(
            Balance balance,
            Balance target,
            Encumbrance left,
            BigInteger quantity,
            BigInteger value,
            BigInteger most,
            BigInteger cover) {
        BigInteger blocked = ZERO;
        for (Encumbrance each : world.encumbrancesOf(balance)) {
            BigInteger waits = Liens.lacks(each, left).min(quantity);
            if (!Numbers.positive(waits)) {
                continue;
            }
            BigInteger claim = waits.multiply(value).divide(quantity).min(most);
            if (Numbers.positive(claim)) {
                BigInteger covered = claim.min(cover.subtract(blocked));
                copy(each, target, claim, covered);
                blocked = blocked.add(covered);
            }
            if (Numbers.positive(claim) || !each.takes()) {
                liens.shrink(each, waits, ZERO);
                liens.changed(each);
            }
        }
        return blocked;
    }

    /** All encumbrances of a balance go over to another one of the same asset, with what they block. */
    void moveAll(Balance from, Balance to) {
        for (Encumbrance each : world.encumbrancesOf(from)) {
            liens.leave(each);
            liens.enter(to, each);
            liens.said(each);
        }
        if (from.uncovered.signum() != 0) {
            to.uncovered = to.uncovered.add(from.uncovered);
            from.uncovered = ZERO;
            world.touched.add(from);
            world.touched.add(to);
        }
    }

    /** A part of units has become money that is blocked; who waited behind them waits behind the money. */
    void redeemed(Balance units, Encumbrance of, BigInteger quantity, Balance money, BigInteger amount) {
        if (!of.stopsCirculation) {
            liens.shrink(of, quantity, ZERO);
            liens.changed(of);
            return;
        }
        for (Encumbrance each : world.encumbrancesOf(units)) {
            BigInteger waits = Liens.lacks(each, of).min(quantity);
            if (Numbers.positive(waits)) {
                await(each, money, waits.multiply(amount).divide(quantity));
                liens.shrink(each, waits, ZERO);
                liens.changed(each);
            }
        }
        liens.shrink(of, quantity, quantity);
        liens.changed(of);
    }

    /** All units leave existence: what they became stays blocked under the same encumbrances. */
    void extinguish(Balance units, Balance money) {
        for (Encumbrance each : world.encumbrancesOf(units)) {
            liens.shrink(each, each.remaining, each.covered);
            Encumbrance ofMoney = ofMoney(each, money);
            if (ofMoney == null) {
                liens.changed(each);
            } else {
                takePlace(each, ofMoney, money);
            }
        }
    }

    /** The encumbrance of the units takes the place of the one of their money, which ends. */
    private void takePlace(Encumbrance each, Encumbrance ofMoney, Balance money) {
        liens.leave(each);
        each.opened = ofMoney.opened;
        each.remaining = ofMoney.remaining;
        each.covered = ofMoney.covered;
        each.rank = ofMoney.rank;
        each.stopsCirculation = ofMoney.stopsCirculation;
        each.behind = ofMoney.behind;
        empty(ofMoney);
        liens.enter(money, each);
        liens.said(each);
    }

    /** The money of encumbered units stands blocked under the same encumbrances; says how much. */
    BigInteger convert(Balance units, Balance money, BigInteger price, BigInteger factor) {
        BigInteger free = units.available;
        BigInteger blocked = ZERO;
        for (Encumbrance each : world.encumbrancesOf(units)) {
            BigInteger quantity = each.covered;
            BigInteger kept = quantity.add(each.lacks().min(units.blocked.subtract(quantity)));
            if (!each.stopsCirculation) {
                quantity = each.stopsRedemption ? free.min(each.remaining) : ZERO;
                kept = quantity;
                free = free.subtract(quantity);
            }
            BigInteger amount = Shared.money(quantity, price, factor, CONTRADICTS_ISSUE_TERMS);
            liens.leave(each);
            rebase(each, money, Shared.money(kept, price, factor, CONTRADICTS_ISSUE_TERMS), amount);
            blocked = blocked.add(amount);
        }
        if (units.uncovered.signum() != 0) {
            units.uncovered = ZERO;
            world.touched.add(units);
        }
        return blocked;
    }

    private void rebase(Encumbrance encumbrance, Balance money, BigInteger amount, BigInteger covered) {
        Encumbrance ofMoney = isBounded() ? ofMoney(encumbrance, money) : null;
        encumbrance.opened = amount;
        encumbrance.remaining = amount;
        encumbrance.covered = covered;
        encumbrance.stopsCirculation = true;
        if (ofMoney == null) {
            encumbrance.rank = amount.signum() == 0 ? 0 : liens.freeRank(money, encumbrance.rank);
        } else {
            takeIn(encumbrance, ofMoney);
        }
        encumbrance.behind = Numbers.less(encumbrance.covered, encumbrance.remaining);
        liens.enter(money, encumbrance);
        liens.changed(encumbrance);
    }

    /** What was blocked of payments on the units before goes on under their own encumbrance. */
    private void takeIn(Encumbrance encumbrance, Encumbrance ofMoney) {
        encumbrance.opened = encumbrance.opened.add(ofMoney.opened);
        encumbrance.remaining = encumbrance.remaining.add(ofMoney.remaining);
        encumbrance.covered = encumbrance.covered.add(ofMoney.covered);
        encumbrance.rank = ofMoney.rank;
        empty(ofMoney);
    }

    private void empty(Encumbrance encumbrance) {
        encumbrance.rank = 0;
        encumbrance.remaining = ZERO;
        encumbrance.covered = ZERO;
        liens.changed(encumbrance);
    }
}
