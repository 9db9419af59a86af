package kz.sandyq.platform.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for, or has had, its second person.
 *
 * @param kind kind of change, answered by one {@link ApprovalHandler}
 * @param subject what it is about, as {@code kind:id}
 * @param beforeAfterJson JSON object with what is shown: {@code {"before": {...}, "after": {...}}}
 * @param version grows with every change of the row; a decision names the version it has seen
 */
public record Approval(
        long id,
        String kind,
        String subject,
        String beforeAfterJson,
        State state,
        long proposedLogin,
        long proposedPerson,
        String proposedName,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Long decidedLogin,
        @Nullable Long decidedPerson,
        @Nullable String decidedName,
        @Nullable Instant decidedAt,
        String reason,
        int version) {
    /** Where it stands. */
    public enum State {
        PROPOSED,
        APPROVED,
        DECLINED,
        WITHDRAWN,
        EXPIRED
    }
}
