package kz.sandyq.cluster;

/** A node's disk has no room left: nothing that was acknowledged is lost, and nothing more is accepted. */
public final class DiskFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String message) {
        super(message);
    }
}
