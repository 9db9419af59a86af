package kz.sandyq.operator.encumbrance;

/** Where an entry stands. */
enum EntryState {
    /** Waits for the second person. */
    PROPOSED,
    /** A second person said no, the proposer took it back, or it ran out. */
    DECLINED,
    /** Decided by two persons, on its way to the log. */
    APPROVED,
    /** In the log, with its sequence. */
    ENTERED,
    /** Refused by the core, with its reason. */
    REFUSED;

    /** Kind of the badge on a page. */
    public String badge() {
        return switch (this) {
            case ENTERED -> "good";
            case PROPOSED, APPROVED -> "wait";
            case REFUSED, DECLINED -> "bad";
        };
    }
}
