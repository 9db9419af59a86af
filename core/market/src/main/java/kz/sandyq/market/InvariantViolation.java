package kz.sandyq.market;

/** The state contradicts itself: a fault of this program. The host stops; it must not go on. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvariantViolation(String message) {
        super(message);
    }
}
