package kz.sandyq.operator.proof;

/** Something that has to hold the log before it may be purged (core.md 6). */
public interface PurgeGuard {
    /** Position in the recorded log up to which it is held, bytes; 0 when nothing is. */
    long heldTo();

    /** What a purge is refused with that would go further (409). */
    String refusal();
}
