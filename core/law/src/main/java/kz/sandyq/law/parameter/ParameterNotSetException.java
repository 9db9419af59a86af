package kz.sandyq.law.parameter;

/**
 * A value that the law leaves to an act, and no act that applies on the day has set it: whatever depends on it is
 * refused.
 */
public final class ParameterNotSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Stable code of the refusal. */
    public static final String CODE = "PARAMETER_NOT_CONFIGURED";

    private final String key;
    private final String clause;

    ParameterNotSetException(String key, String clause) {
        super("parameter " + key + " of " + clause + " is not set");
        this.key = key;
        this.clause = clause;
    }

    /** Name of the parameter. */
    public String key() {
        return key;
    }

    /** Id of the clause that sets or delegates it. */
    public String clause() {
        return clause;
    }
}
