package kz.sandyq.node;

/** A node cannot start; the words say what to do. */
final class NodeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** It was asked whether it is ready, and is not. */
    static final int NOT_READY = 1;
    /** Another process works on the directory, or a port is taken. */
    static final int TAKEN = 3;
    /** The configuration or an argument is missing or wrong. */
    static final int WRONG_CONFIGURATION = 4;
    /** The directory is not that of this member, or is empty where it must not be. */
    static final int WRONG_DIRECTORY = 5;

    /** The log of the others could not be copied; the directory is to be emptied before the next try. */
    static final int NOT_COPIED = 6;

    /** It made something else of the log than the others, now or before: a person has to look first. */
    static final int STATE_DIFFERS = 7;

    /** The log goes by later rules than this build knows: a later build is to be installed. */
    static final int RULES_UNKNOWN = 8;

    /** The core cannot take an entry of the log, now or before: a right build or a quarantine is needed first. */
    static final int ENTRY_FAULT = 9;

    /** Its disk has no room; once there is some it may be started again. */
    static final int DISK_FULL = 10;

    private final int exitCode;

    NodeFault(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
