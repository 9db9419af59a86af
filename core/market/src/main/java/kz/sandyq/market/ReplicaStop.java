package kz.sandyq.market;

import org.jspecify.annotations.Nullable;

/** A replica must not go on: what it holds is not used any more, and nobody is answered from it. */
public final class ReplicaStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The log goes on by later rules than this build knows: another build is needed. */
        RULES_UNKNOWN,
        /** Quarantine names an entry that this log does not have. */
        WRONG_QUARANTINE,
        /** The core failed at an entry, as it would at every start: another build or a quarantine is needed. */
        FAULT
    }

    private final Reason reason;
    private final String entry;

    ReplicaStop(Reason reason, String message) {
        this(reason, message, null, "");
    }

    ReplicaStop(Reason reason, String message, @Nullable Throwable cause, String entry) {
        super(message, cause);
        this.reason = reason;
        this.entry = entry;
    }

    /** The entry at which the core failed, a line {@code name=value} each; empty for another reason. */
    public String entry() {
        return entry;
    }

    /** Why it must not. */
    public Reason reason() {
        return reason;
    }
}
