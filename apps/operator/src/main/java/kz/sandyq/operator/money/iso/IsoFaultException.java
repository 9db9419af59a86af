package kz.sandyq.operator.money.iso;

/** One fault refuses the whole message before anything of it is booked. */
public final class IsoFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient IsoFault fault;

    public IsoFaultException(IsoFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    /** The fault with its path. */
    public IsoFault fault() {
        return fault;
    }
}
