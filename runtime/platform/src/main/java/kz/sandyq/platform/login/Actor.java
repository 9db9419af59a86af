package kz.sandyq.platform.login;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks, and as whom.
 *
 * @param loginId the login used
 * @param personId the natural person behind it
 * @param loginName name of the login
 * @param personName name of the person
 * @param roles names of {@link Role}s
 * @param clientRelationId the client relation for which the person acts now, if any
 * @param capacity words for the header: for whom the person acts; empty for staff
 */
public record Actor(
        long loginId,
        long personId,
        String loginName,
        String personName,
        Set<String> roles,
        Optional<Long> clientRelationId,
        String capacity) {
    public Actor {
        roles = Set.copyOf(roles);
    }

    /** Whether the actor has the role. */
    public boolean has(Role role) {
        return roles.contains(role.name());
    }

    /** Whether the actor has a role of the operator's staff. */
    public boolean staff() {
        return roles.stream().map(Role::valueOf).anyMatch(Role::staff);
    }
}
