package kz.sandyq.transparency;

/** What was shown is not accepted; it changes nothing. Says the code and never the contents. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** A refusal for this reason. */
    public Refused(Refusal refusal) {
        super(refusal.number() + " " + refusal, null, false, false);
        this.refusal = refusal;
    }

    /** The reason. */
    public Refusal refusal() {
        return refusal;
    }

    /** Goes on only where something holds. */
    public static void unless(boolean holds, Refusal refusal) throws Refused {
        if (!holds) {
            throw new Refused(refusal);
        }
    }
}
