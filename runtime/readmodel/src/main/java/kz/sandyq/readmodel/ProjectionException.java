package kz.sandyq.readmodel;

/**
 * The projector cannot go on: another writer took over, the state differs from the recorded one, or the database
 * failed.
 */
public class ProjectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionException(String message) {
        super(message);
    }

    ProjectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
