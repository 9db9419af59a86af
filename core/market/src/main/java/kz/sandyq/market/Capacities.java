package kz.sandyq.market;

import kz.sandyq.protocol.sbe.Capacity;

/** Which capacity may stand on which side of an entry (core.md 3). */
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

    private Capacities() {}

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
        return capacity >= CLIENT && capacity <= SUSPENSE;
    }

    /** May hold digital assets, trade, subscribe and be encumbered. */
    static boolean holdsAssets(int capacity) {
        return capacity >= CLIENT && capacity <= OPERATOR_OWN;
    }

    /** Counts among the investors of an issue. */
    static boolean isInvestor(int capacity) {
        return capacity == CLIENT || capacity == OPERATOR_OWN;
    }

    /** The money is the operator's, not a client's. */
    static boolean isOwn(int capacity) {
        return capacity == OPERATOR_OWN || capacity == FEES;
    }
}
