package kz.sandyq.market;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;

/**
 * Who may stand on which side of an entry (core.md 3). The operator's own and clients' assets, of DFAs and of trading,
 * are four sets; between them only what stands on orders of clients or is owed by an issuer passes. An entry without a
 * line is refused.
 */
@LegalBasis("RUL-53")
final class Capacities {
    static final int CLIENT = Capacity.CLIENT.value();
    static final int ISSUER = Capacity.ISSUER.value();
    static final int OPERATOR_OWN = Capacity.OPERATOR_OWN.value();
    static final int FEES = Capacity.FEES.value();
    static final int SUSPENSE = Capacity.SUSPENSE.value();
    static final int BANK_SIDE = Capacity.BANK_SIDE.value();
    static final int OTHER_PLATFORM = Capacity.OTHER_PLATFORM.value();
    static final int ISSUER_SIDE = Capacity.ISSUER_SIDE.value();
    static final int UNSOLD = Capacity.UNSOLD.value();
    static final int RESERVE = Capacity.RESERVE.value();
    static final int CLAIM = Capacity.CLAIM.value();

    private static final int ACTIVITIES = 2;
    private static final int SETS = 32;
    private static final int KINDS = 128;
    private static final int OF_HOLDERS = mask(CLIENT, ISSUER, OPERATOR_OWN);
    private static final int OF_MONEY = OF_HOLDERS | mask(FEES, SUSPENSE);

    /** What both sides of an entry must have in common. */
    private enum Common {
        /** The same activity, and both the operator's own or neither. */
        SET,
        /** The same activity. */
        ACTIVITY,
        /** Nothing: orders of both sides, or a debt of the issuer to whoever holds. */
        NOTHING
    }

    private record Line(EntryKind kind, Common common, int from, int to) {
        boolean allows(int fromSet, int toSet) {
            int giver = fromSet / ACTIVITIES + 1;
            int receiver = toSet / ACTIVITIES + 1;
            boolean sameActivity = fromSet % ACTIVITIES == toSet % ACTIVITIES;
            return (from >>> giver & 1) != 0
                    && (to >>> receiver & 1) != 0
                    && (common == Common.NOTHING || sameActivity)
                    && (common != Common.SET || isOwn(giver) == isOwn(receiver));
        }
    }

    private static final List<Line> LINES = List.of(
            new Line(EntryKind.BANK_CREDIT, Common.ACTIVITY, mask(BANK_SIDE), OF_MONEY),
            new Line(EntryKind.PAYOUT, Common.ACTIVITY, OF_MONEY, mask(BANK_SIDE)),
            new Line(EntryKind.BANK_DEBIT, Common.ACTIVITY, mask(OPERATOR_OWN, FEES, SUSPENSE), mask(BANK_SIDE)),
            new Line(EntryKind.BANK_REVERSAL, Common.ACTIVITY, OF_MONEY | mask(CLAIM), mask(BANK_SIDE)),
            new Line(EntryKind.CLAIM_SETTLEMENT, Common.ACTIVITY, OF_MONEY, mask(CLAIM)),
            new Line(EntryKind.SUSPENSE_SETTLEMENT, Common.ACTIVITY, mask(SUSPENSE), OF_HOLDERS | mask(FEES)),
            new Line(EntryKind.MINT, Common.SET, mask(ISSUER_SIDE), mask(UNSOLD)),
            new Line(EntryKind.BURN, Common.SET, mask(UNSOLD), mask(ISSUER_SIDE)),
            new Line(EntryKind.STABLECOIN_MINT, Common.ACTIVITY, OF_HOLDERS, mask(RESERVE)),
            new Line(EntryKind.STABLECOIN_MINT, Common.ACTIVITY, mask(ISSUER_SIDE), OF_HOLDERS),
            new Line(EntryKind.STABLECOIN_BURN, Common.ACTIVITY, OF_HOLDERS, mask(ISSUER_SIDE)),
            new Line(EntryKind.STABLECOIN_BURN, Common.ACTIVITY, mask(RESERVE), OF_HOLDERS),
            new Line(EntryKind.PLACEMENT, Common.ACTIVITY, OF_HOLDERS, mask(ISSUER)),
            new Line(EntryKind.PLACEMENT, Common.ACTIVITY, mask(UNSOLD), OF_HOLDERS),
            new Line(EntryKind.TRADE, Common.NOTHING, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.FEE, Common.ACTIVITY, OF_HOLDERS, mask(FEES)),
            new Line(EntryKind.FEE_REFUND, Common.ACTIVITY, mask(FEES), OF_HOLDERS),
            new Line(EntryKind.TRADE_CANCELLATION, Common.NOTHING, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.TRADE_CANCELLATION, Common.ACTIVITY, mask(FEES), OF_HOLDERS),
            new Line(EntryKind.TRANSFER, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.TRANSFER, Common.ACTIVITY, OF_HOLDERS, mask(OTHER_PLATFORM)),
            new Line(EntryKind.TRANSFER, Common.ACTIVITY, mask(OTHER_PLATFORM), OF_HOLDERS),
            new Line(EntryKind.SETTLEMENT, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.FORCED_TRANSFER, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.RECOVERY, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.ENFORCEMENT, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.SUCCESSION, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.DIVISION, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.GIFT, Common.SET, OF_HOLDERS, OF_HOLDERS),
            new Line(EntryKind.REDEMPTION, Common.NOTHING, OF_HOLDERS, mask(ISSUER_SIDE)),
            new Line(EntryKind.REDEMPTION_PAYMENT, Common.NOTHING, mask(ISSUER), OF_HOLDERS),
            new Line(EntryKind.INCOME, Common.NOTHING, mask(ISSUER), OF_HOLDERS),
            new Line(EntryKind.TAX, Common.ACTIVITY, mask(ISSUER), mask(ISSUER, SUSPENSE)),
            new Line(EntryKind.BUY_BACK, Common.NOTHING, OF_HOLDERS, mask(UNSOLD)),
            new Line(EntryKind.BUY_BACK, Common.NOTHING, mask(ISSUER), OF_HOLDERS),
            new Line(EntryKind.MOVE_OUT, Common.NOTHING, OF_HOLDERS | mask(UNSOLD), mask(ISSUER_SIDE)),
            new Line(EntryKind.MOVE_IN, Common.NOTHING, mask(ISSUER_SIDE), OF_HOLDERS | mask(UNSOLD)),
            new Line(EntryKind.CONVERSION, Common.NOTHING, OF_HOLDERS, mask(ISSUER_SIDE)),
            new Line(EntryKind.CONVERSION, Common.NOTHING, mask(UNSOLD), OF_HOLDERS));

    /** By kind and set: the sets that may receive from it, and those that may give to it. */
    private static final int[] RECEIVERS = new int[KINDS * SETS];

    private static final int[] GIVERS = new int[KINDS * SETS];

    static {
        for (Line line : LINES) {
            for (int from = 0; from < CLAIM * ACTIVITIES; from++) {
                for (int to = 0; to < CLAIM * ACTIVITIES; to++) {
                    if (line.allows(from, to)) {
                        RECEIVERS[line.kind.value() * SETS + from] |= 1 << to;
                        GIVERS[line.kind.value() * SETS + to] |= 1 << from;
                    }
                }
            }
        }
    }

    private Capacities() {}

    private static int mask(int... capacities) {
        int mask = 0;
        for (int capacity : capacities) {
            mask |= 1 << capacity;
        }
        return mask;
    }

    /** The number of a capacity within an activity. */
    static int set(int capacity, int activity) {
        return (capacity - 1) * ACTIVITIES + activity - 1;
    }

    /** The sets that may receive in an entry of this kind what one set gives, one bit each. */
    static int receivers(EntryKind kind, int set) {
        return RECEIVERS[kind.value() * SETS + set];
    }

    /** The sets that may give in an entry of this kind what one set receives. */
    static int givers(EntryKind kind, int set) {
        return GIVERS[kind.value() * SETS + set];
    }

    /** What OpenAccount opens; the accounts of an issue come with the issue. */
    static boolean mayBeOpened(int capacity) {
        return capacity >= CLIENT
                && capacity <= CLAIM
                && capacity != ISSUER_SIDE
                && capacity != UNSOLD
                && capacity != RESERVE;
    }

    static boolean mayBeNegative(int capacity) {
        return capacity == BANK_SIDE || capacity == ISSUER_SIDE || capacity == CLAIM || capacity == OTHER_PLATFORM;
    }

    /** Bank money may be booked to it. */
    static boolean takesBankMoney(int capacity) {
        return (OF_MONEY >>> capacity & 1) != 0;
    }

    /** May hold digital assets, trade, subscribe and be encumbered. */
    static boolean holdsAssets(int capacity) {
        return (OF_HOLDERS >>> capacity & 1) != 0;
    }

    /** Counts among the investors of an issue. */
    static boolean isInvestor(int capacity) {
        return capacity == CLIENT || capacity == OPERATOR_OWN;
    }

    /** The money is the operator's, not a client's. */
    static boolean isOwn(int capacity) {
        return capacity == OPERATOR_OWN || capacity == FEES;
    }

    /**
     * Which of the four sets a wallet is of that has such an account, from 1 on; 0 for an account that is of the books
     * only.
     */
    static int setOfWallet(int capacity, int activity) {
        boolean ofAssets = holdsAssets(capacity) || isOwn(capacity);
        return ofAssets ? (isOwn(capacity) ? ACTIVITIES : 0) + activity : 0;
    }
}
