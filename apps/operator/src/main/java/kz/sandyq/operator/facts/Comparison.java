package kz.sandyq.operator.facts;

import java.util.List;

/**
 * What came of comparing records with the log.
 *
 * @param same records that the log holds as they are
 * @param waiting records on their way into the log
 * @param erased records that were erased by law; the log holds them, nobody can tell any more what they said
 * @param before records that are older than this check: they were never in the log
 * @param differences what is not as the log says, at most {@link #MOST}
 */
record Comparison(long same, long waiting, long erased, long before, List<Difference> differences) {
    /** Most differences that are named. */
    static final int MOST = 1_000;

    /** How many differ in this way. */
    int count(Wrong wrong) {
        return (int) differences.stream().filter(each -> each.wrong() == wrong).count();
    }

    /** What is wrong with a record. */
    enum Wrong {
        /** It says something else than what the log has a commitment to. */
        CHANGED,
        /** The log has it, the trail has not. */
        REMOVED,
        /** The trail has it, and the log has nothing of it. */
        INVENTED,
        /** It should have been in the log for long: the log is away, or the record was never sent. */
        LATE,
        /** It was emptied without a recorded erasure of just this record by two persons. */
        EMPTIED,
        /** Its time is not one at which it can have been written, by the time at which the log recorded it. */
        MISDATED,
        /** The records from before the trail went into the log are not what they were then. */
        OLDER
    }

    /**
     * One record that differs.
     *
     * @param sequence entry of the log, 0 where there is none
     * @param record id of the record of the trail, 0 where there is none
     */
    record Difference(Wrong wrong, long sequence, long record) {}
}
