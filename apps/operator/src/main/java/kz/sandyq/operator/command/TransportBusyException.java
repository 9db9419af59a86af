package kz.sandyq.operator.command;

/** The window of commands on their way is full: this one was not sent. */
public final class TransportBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransportBusyException() {
        super("too many commands on their way");
    }
}
