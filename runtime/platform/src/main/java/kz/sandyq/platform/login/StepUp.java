package kz.sandyq.platform.login;

/**
 * A further factor asked for before a dangerous act. Beans of this type are asked in order by {@link StepUps}; a
 * deployment without any asks for none.
 */
public interface StepUp {
    /** Name of the factor, e.g. {@code passkey}. */
    String factor();

    /** Whether the actor has shown this factor recently enough for the act. */
    boolean shown(Actor actor, String act);
}
