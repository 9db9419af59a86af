package kz.sandyq.operator.acts;

/** Kinds of document on which an act stands; the numbers are the log's and never change. */
enum ActPaper {
    COURT_ACT(901),
    AUTHORITY_ORDER(902),
    NOTARIAL_ACT(903),
    AGREEMENT(904),
    ISSUER_DECISION(905),
    OPERATOR_DECISION(906),
    HOLDER_REQUEST(907),
    OTHER(909);

    private final int number;

    ActPaper(int number) {
        this.number = number;
    }

    /** Number of the kind in the log. */
    int number() {
        return number;
    }

    /** Whether a number of the log is one of these. */
    static boolean holds(int number) {
        for (ActPaper paper : values()) {
            if (paper.number == number) {
                return true;
            }
        }
        return false;
    }
}
