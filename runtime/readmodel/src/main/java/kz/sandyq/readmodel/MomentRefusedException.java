package kz.sandyq.readmodel;

/** The moment asked about cannot be answered: {@code FUTURE_MOMENT} or {@code MOMENT_OPEN}. */
public final class MomentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    MomentRefusedException(String code) {
        super(code);
        this.code = code;
    }

    /** Stable code of the refusal. */
    public String code() {
        return code;
    }
}
