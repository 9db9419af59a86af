package kz.sandyq.platform.login;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may ask for a path; a bean of this type (or a list of them) opens what is otherwise closed to everybody. The
 * most specific pattern decides.
 *
 * @param pattern path pattern, e.g. {@code /desk/**}
 * @param audience whom it is open to
 * @param roles the roles, any of which suffices, when the audience is ROLES
 * @param activity activity of the deployment without which the path does not exist (404); empty for none
 */
public record AccessRule(String pattern, Audience audience, Set<String> roles, String activity) {
    public AccessRule {
        roles = Set.copyOf(roles);
    }

    /** Kinds of audience. */
    public enum Audience {
        EVERYBODY,
        SIGNED_IN,
        ROLES
    }

    /** Open to everybody, signed in or not. */
    public static AccessRule everybody(String pattern) {
        return new AccessRule(pattern, Audience.EVERYBODY, Set.of(), "");
    }

    /** Open to whoever is signed in; the page itself looks at the actor's own things. */
    public static AccessRule signedIn(String pattern) {
        return new AccessRule(pattern, Audience.SIGNED_IN, Set.of(), "");
    }

    /** Open to those who have one of the roles. */
    public static AccessRule roles(String pattern, Role... roles) {
        return new AccessRule(
                pattern,
                Audience.ROLES,
                Arrays.stream(roles).map(Enum::name).collect(Collectors.toUnmodifiableSet()),
                "");
    }

    /** The same rule for a path that exists only where the deployment holds the activity. */
    public AccessRule whenHeld(String activityName) {
        return new AccessRule(pattern, audience, roles, activityName);
    }
}
