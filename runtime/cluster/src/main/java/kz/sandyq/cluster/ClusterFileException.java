package kz.sandyq.cluster;

/** The configuration of a cluster cannot be used; the words name the file and say what is wrong with it. */
public final class ClusterFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterFileException(String message) {
        super(message);
    }
}
