package kz.sandyq.platform.login;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.TestSecurityContextHolder;

/** Makes somebody the actor of the present thread. */
public final class SignedInAs {
    private SignedInAs() {}

    /** Signs in without a password. */
    public static Actor actor(long login, long person, String name, Role... roles) {
        TestSecurityContextHolder.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(login, person, name, name),
                null,
                Arrays.stream(roles)
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()));
        return new Actor(
                login,
                person,
                name,
                name,
                Arrays.stream(roles).map(Enum::name).collect(Collectors.toSet()),
                Optional.empty(),
                "");
    }

    /** Makes an actor who was signed in before the actor again. */
    public static void again(Actor actor) {
        actor(
                actor.loginId(),
                actor.personId(),
                actor.loginName(),
                actor.roles().stream().map(Role::valueOf).toArray(Role[]::new));
    }

    /** Nobody is signed in any more. */
    public static void nobody() {
        TestSecurityContextHolder.clearContext();
    }
}
