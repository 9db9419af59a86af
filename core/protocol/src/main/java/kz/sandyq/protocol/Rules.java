package kz.sandyq.protocol;

/**
 * Versions of the behaviour of the core. A change of behaviour is a new version; a log goes on by the one it began with
 * until a command activates a later one, so that it replays as it was written.
 */
public final class Rules {
    /** As first released. */
    public static final int FIRST = 1;

    /**
     * A step of a task, and what expires in a beat, counts what lies on the balances that it touches: an encumbrance or
     * a claim is an object like the balance itself. A task that a beat or another task starts waits for its turn. What
     * expires shares one count in a beat, a sort after the other in turn. An order whose time is over does not trade:
     * it ends where it is met; its end and a recall wait for nothing but an auction of its pair.
     * Money bears no more encumbrances than units: what has no room among them is not paid and stays owed.
     */
    public static final int BOUNDED_STEPS = 2;

    /** The log records facts of the house: RecordFacts is a command. Before, it is one that nobody can read. */
    public static final int FACTS = 3;

    /** What a new log begins with. */
    public static final int NEWEST = FACTS;

    private Rules() {}
}
