package kz.sandyq.platform.error;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's request is refused; nothing was changed by it. The code is stable and has a text {@code refusal.<CODE>}
 * in every language (or {@code reject.<CODE>} for a reject code of the core); the arguments fill that text. An
 * argument must be fit to be shown to the user.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Object[] args;
    private @Nullable String clause;
    private @Nullable String field;
    private int status = 422;

    public RefusedException(String code, Object... args) {
        super(code + (args.length == 0 ? "" : " " + Arrays.toString(args)));
        this.code = code;
        this.args = args.clone();
    }

    /** Names the clause that asks for the refusal, e.g. {@code RUL-42.p2}. */
    public RefusedException clause(String clauseId) {
        this.clause = clauseId;
        return this;
    }

    /** Names the input field at fault, so that a form can link to it. */
    public RefusedException field(String fieldName) {
        this.field = fieldName;
        return this;
    }

    /** Sets the HTTP status, 422 when not set. Range 400 to 599. */
    public RefusedException status(int httpStatus) {
        if (httpStatus < 400 || httpStatus > 599) {
            throw new IllegalArgumentException("not a status of refusal: " + httpStatus);
        }
        this.status = httpStatus;
        return this;
    }

    /** Refused because the thing does not exist, or not for this actor: status 404. */
    public static RefusedException notFound() {
        return new RefusedException("NOT_FOUND").status(404);
    }

    /** Refused because somebody changed the thing since it was read: status 409. */
    public static RefusedException changedMeanwhile() {
        return new RefusedException("CHANGED_MEANWHILE").status(409);
    }

    /** The refusal that stands for a status found before any rule of ours was asked. */
    static RefusedException ofStatus(int httpStatus) {
        return switch (httpStatus) {
            case 404 -> notFound();
            case 413 -> new RefusedException("DOCUMENT_TOO_LARGE", 50).status(413);
            default -> new RefusedException("REQUEST_MALFORMED").status(httpStatus);
        };
    }

    public String code() {
        return code;
    }

    public List<Object> args() {
        return List.of(args);
    }

    public @Nullable String clause() {
        return clause;
    }

    public @Nullable String field() {
        return field;
    }

    public int status() {
        return status;
    }

    Object[] argsArray() {
        return args.clone();
    }
}
