package kz.sandyq.operator.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * An act that was asked for.
 *
 * @param subject number of the thing it is about, 0 for none
 * @param given texts by the names of their fields
 * @param paper absent for an act of the order of the day, as are the other parts of a document
 * @param second who decided, absent where one person is enough
 * @param resultId number of what the core made, 0 for none
 */
record Act(
        long id,
        ActKind kind,
        long subject,
        Map<String, String> given,
        @Nullable Paper paper,
        State state,
        @Nullable Long approval,
        long firstPerson,
        String firstName,
        @Nullable Long secondPerson,
        @Nullable String secondName,
        int rejectCode,
        long resultId,
        long sequence,
        Instant askedAt) {
    Act {
        given = Map.copyOf(given);
    }

    /** Number of the document that it stands on; not found (404) for an act without one. */
    long document() {
        return Optional.ofNullable(paper).map(Paper::documentId).orElseThrow(RefusedException::notFound);
    }

    /** The document that it stands on. */
    record Paper(ActPaper kind, String number, LocalDate date, String issuedBy, long documentId, String sha256) {}

    /** Where it stands. */
    enum State {
        PROPOSED,
        DECLINED,
        SENT,
        APPLIED,
        REFUSED;

        /** Kind of the badge on a page. */
        public String badge() {
            return switch (this) {
                case APPLIED -> "good";
                case PROPOSED, SENT -> "wait";
                case REFUSED, DECLINED -> "bad";
            };
        }
    }
}
