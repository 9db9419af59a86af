package kz.sandyq.demo.start;

/** The start is impossible as asked; the message says to the person at the console what to do. */
public final class StartRefusedException extends Exception {
    /** Exit code: the port is taken. */
    public static final int PORT_TAKEN = 2;

    /** Exit code: another Sandyq works on the data directory. */
    public static final int DATA_IN_USE = 3;

    /** Exit code: particulars of the operator are missing or wrong. */
    public static final int NOT_CONFIGURED = 4;

    /** Exit code: a member of the cluster did not start. */
    public static final int NODE_FAILED = 5;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public StartRefusedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Exit code of the process, one of the constants. */
    public int exitCode() {
        return exitCode;
    }
}
