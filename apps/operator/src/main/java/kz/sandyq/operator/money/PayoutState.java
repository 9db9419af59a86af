package kz.sandyq.operator.money;

/** Where a payout stands; every one ends in PAID, RETURNED, REFUSED, REJECTED, WITHDRAWN or DECLINED. */
public enum PayoutState {
    /** Asked for; the core has not reserved the money yet. */
    REQUESTED,
    /** The core refused to reserve. */
    REFUSED,
    /** Reserved; waits for two persons. */
    RESERVED,
    /** Approved by two; waits for its file. */
    APPROVED,
    /** In a file with fixed identifiers that is not sent yet. */
    IN_FILE,
    /** Sent; waits for the bank. */
    SENT,
    /** The bank has not answered in time: staff ask it; never a second file. */
    UNKNOWN,
    /** Debited by the bank; the core books. */
    BOOKING,
    /** Booked. */
    PAID,
    /** Will not leave; the core frees the money. */
    RELEASING,
    /** Rejected by the bank; the money is free. */
    REJECTED,
    /** Taken back by the client; the money is free. */
    WITHDRAWN,
    /** Refused by the operator; the money is free. */
    DECLINED,
    /** Came back from the payee's bank; the core books. */
    RETURNING,
    /** Came back; the money is free. */
    RETURNED
}
