package kz.sandyq.platform.login;

/** The activities that the deployment holds; without such a bean every activity counts as held. */
public interface Activities {
    /** Whether the deployment holds the activity, e.g. {@code DFA} or {@code TRADING}. */
    boolean holds(String activity);
}
