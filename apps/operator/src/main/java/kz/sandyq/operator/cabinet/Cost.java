package kz.sandyq.operator.cabinet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What units in hand cost, by weighted average: what comes in adds its price; what leaves takes the average of what
 * was there with it, rounded half up to the minor unit. Units that came without payment count at nothing.
 *
 * @param quantity units in hand, minor units of the asset
 * @param costMinor what they cost, minor units of the money
 * @param realisedMinor what sales and redemptions brought above the cost of what left; negative for a loss
 * @param unpaidQuantity units that ever came without payment
 */
record Cost(long quantity, long costMinor, long realisedMinor, long unpaidQuantity) {
    /** Digits of the average beyond those of the money. */
    static final int MORE_DIGITS = 4;

    static final Cost NOTHING = new Cost(0, 0, 0, 0);

    /**
     * A change of what a client has in all his accounts together.
     *
     * @param quantity units that came, negative when they left
     * @param moneyMinor money that came with it, negative when it was paid
     */
    record Change(long sequence, String kind, long subjectId, long quantity, long moneyMinor) {}

    /** The cost after these changes, oldest first. */
    static Cost of(List<Change> changes) {
        Cost cost = NOTHING;
        Map<Long, Long> tookByDeal = new HashMap<>();
        for (Change change : changes) {
            if (change.kind().equals("TRADE_CANCELLATION")) {
                cost = change.quantity() > 0
                        ? cost.unsold(change, tookByDeal.getOrDefault(change.subjectId(), 0L))
                        : cost.unbought(change);
            } else if (change.quantity() > 0) {
                cost = cost.bought(change);
            } else {
                long before = cost.costMinor();
                cost = cost.gone(change);
                if (change.kind().equals("TRADE")) {
                    tookByDeal.put(change.subjectId(), before - cost.costMinor());
                }
            }
        }
        return cost;
    }

    /** A sale that was undone: the units are back at what they had cost, and what the sale brought is no gain. */
    private Cost unsold(Change change, long took) {
        long gain = Math.subtractExact(Math.negateExact(change.moneyMinor()), took);
        return new Cost(
                Math.addExact(quantity, change.quantity()),
                Math.addExact(costMinor, took),
                Math.subtractExact(realisedMinor, gain),
                unpaidQuantity);
    }

    /** A purchase that was undone: its price leaves the cost; where sales took of it meanwhile, the rest is a gain. */
    private Cost unbought(Change change) {
        long left = Math.addExact(quantity, change.quantity());
        long cost = left == 0 ? 0 : Math.max(0, Math.subtractExact(costMinor, change.moneyMinor()));
        long gain = Math.subtractExact(change.moneyMinor(), costMinor - cost);
        return new Cost(left, cost, Math.addExact(realisedMinor, gain), unpaidQuantity);
    }

    private Cost bought(Change change) {
        long unpaid = change.moneyMinor() == 0 ? change.quantity() : 0;
        return new Cost(
                Math.addExact(quantity, change.quantity()),
                Math.subtractExact(costMinor, change.moneyMinor()),
                realisedMinor,
                Math.addExact(unpaidQuantity, unpaid));
    }

    private Cost gone(Change change) {
        long left = Math.addExact(quantity, change.quantity());
        if (left < 0) {
            throw new IllegalStateException("more units left than came, at sequence " + change.sequence());
        }
        long took = share(Math.negateExact(change.quantity()));
        long gain = change.moneyMinor() == 0 ? 0 : Math.subtractExact(change.moneyMinor(), took);
        return new Cost(left, costMinor - took, Math.addExact(realisedMinor, gain), unpaidQuantity);
    }

    private long share(long units) {
        BigDecimal whole = new BigDecimal(BigInteger.valueOf(costMinor).multiply(BigInteger.valueOf(units)));
        return whole.divide(BigDecimal.valueOf(quantity), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Cost of one whole unit, half up to {@link #MORE_DIGITS} digits more than the money has; 0 without units. */
    BigDecimal average(int assetScale, int moneyScale) {
        return quantity == 0
                ? BigDecimal.ZERO.setScale(moneyScale + MORE_DIGITS)
                : BigDecimal.valueOf(costMinor, moneyScale)
                        .divide(
                                BigDecimal.valueOf(quantity, assetScale),
                                moneyScale + MORE_DIGITS,
                                RoundingMode.HALF_UP);
    }
}
