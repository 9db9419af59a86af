package kz.sandyq.operator.trading;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kz.sandyq.protocol.sbe.HaltReason;
import org.jspecify.annotations.Nullable;

/**
 * A halt, a resumption or a closing of trading.
 *
 * @param documentId the stored ground document, if one was given
 * @param secondPerson absent for a halt that one person may order
 * @param targets issues or pairs, as the scope says
 */
record TradingAct(
        long id,
        Terms terms,
        @Nullable Long documentId,
        @Nullable String documentSha256,
        Status status,
        @Nullable Long approval,
        long firstPerson,
        @Nullable Long secondPerson,
        Instant createdAt,
        List<Target> targets) {
    TradingAct {
        targets = List.copyOf(targets);
    }

    /** What is done. */
    enum Kind {
        HALT,
        RESUME,
        CLOSE
    }

    /** To what. */
    enum Scope {
        ISSUE,
        BOOK
    }

    /** Where the act stands. */
    enum Status {
        PROPOSED,
        DECLINED,
        SENT,
        APPLIED,
        REFUSED
    }

    /**
     * What is decided and on what ground.
     *
     * @param issuerAssetsMinor minor units of tenge, absent when unknown
     * @param arrestedMinor sum of the arrests, minor units of tenge
     */
    record Terms(
            Kind kind,
            Scope scope,
            SuspensionGround ground,
            SuspensionEvidence evidence,
            HaltReason haltReason,
            String ruleClause,
            @Nullable Long issuerAssetsMinor,
            long arrestedMinor,
            String documentNumber,
            LocalDate documentDate) {

        /** A halt protects at once; what lets orders in again, ends them, or rests on an unknown value needs two. */
        boolean needsTwoPersons() {
            return kind != Kind.HALT
                    || ground == SuspensionGround.TSG_PROPERTY_ARREST_OVER_50 && issuerAssetsMinor == null;
        }
    }

    /**
     * One issue or pair of the act.
     *
     * @param status WAITING, SENT, APPLIED or REFUSED
     * @param rejectCode why the core refused, 0 when it did not
     */
    record Target(long id, long targetId, String status, int rejectCode, long sequence) {}
}
