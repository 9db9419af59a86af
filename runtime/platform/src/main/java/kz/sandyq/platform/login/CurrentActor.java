package kz.sandyq.platform.login;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Capacities.Capacity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The actor of the present request. */
@Component
public class CurrentActor {
    private static final String CHOSEN = "sandyq.capacity";

    private static final String KNOWN = "sandyq.capacities";

    private final Supplier<@Nullable Capacities> capacities;

    CurrentActor(ObjectProvider<Capacities> capacities) {
        this.capacities = SingletonSupplier.ofNullable(capacities::getIfAvailable);
    }

    private record Known(long personId, List<Capacity> capacities) {}

    /** The actor; refuses with NOT_SIGNED_IN (401) when nobody is signed in. */
    public Actor get() {
        return find().orElseThrow(() -> new RefusedException("NOT_SIGNED_IN").status(401));
    }

    /** The actor, if somebody is signed in. */
    public Optional<Actor> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            return Optional.empty();
        }
        Set<String> roles = authentication.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(name -> name.startsWith("ROLE_"))
                .map(name -> name.substring("ROLE_".length()))
                .collect(Collectors.toUnmodifiableSet());
        Optional<Capacity> capacity = capacityOf(who.personId());
        return Optional.of(new Actor(
                who.loginId(),
                who.personId(),
                who.loginName(),
                who.personName(),
                roles,
                capacity.map(Capacity::clientRelationId),
                capacity.map(Capacity::label).orElse("")));
    }

    /** The capacities among which the actor may choose. */
    public List<Capacity> choices() {
        return find().map(actor -> known(actor.personId())).orElse(List.of());
    }

    /** Acts for this client relation from now on in this session; refuses one that is not the person's. */
    public void choose(long clientRelationId) {
        Actor actor = get();
        boolean own = known(actor.personId()).stream().anyMatch(each -> each.clientRelationId() == clientRelationId);
        HttpSession session = session(true);
        if (!own || session == null) {
            throw new RefusedException("CAPACITY_NOT_YOURS").status(403);
        }
        session.setAttribute(CHOSEN, clientRelationId);
    }

    private Optional<Capacity> capacityOf(long personId) {
        List<Capacity> all = known(personId);
        HttpSession session = session(false);
        Object chosen = session == null ? null : session.getAttribute(CHOSEN);
        return all.stream()
                .filter(each -> chosen instanceof Long id && each.clientRelationId() == id)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Asked once per request: all of it is judged by the same answer, and the next one asks anew. */
    private List<Capacity> known(long personId) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(KNOWN, RequestAttributes.SCOPE_REQUEST) instanceof Known known
                && known.personId() == personId) {
            return known.capacities();
        }
        Capacities source = capacities.get();
        List<Capacity> all = source == null ? List.of() : source.of(personId);
        if (request != null) {
            request.setAttribute(KNOWN, new Known(personId, all), RequestAttributes.SCOPE_REQUEST);
        }
        return all;
    }

    private static @Nullable HttpSession session(boolean create) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getSession(create)
                : null;
    }
}
