package kz.sandyq.platform.fact;

/** How far entries of the log are proven; given by an application that has a log. */
public interface ProofStates {
    /** ACCEPTED, PROVEN_BY_OPERATOR or PROVEN_WITH_WITNESSES. */
    String state(long sequence);
}
