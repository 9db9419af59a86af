package kz.sandyq.cluster;

import java.time.Duration;

/** No definite answer came in time. The command may have been applied: only the same key again tells. */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownOutcomeException(Duration waited) {
        super("no answer in " + waited.toSeconds() + " s, outcome unknown: ask again with the same key");
    }
}
