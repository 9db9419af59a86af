package kz.sandyq.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All access rules, the most specific first; a path without a rule is closed. */
@Component
class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {
    /** Rules do not change while the process runs: each request looks for its own once. */
    private static final String FOUND = AccessRules.class.getName();

    private final List<Entry> entries;
    private final Supplier<@Nullable Activities> activities;

    AccessRules(
            ObjectProvider<AccessRule> single,
            ObjectProvider<List<AccessRule>> lists,
            ObjectProvider<Activities> activities) {
        List<AccessRule> all = new ArrayList<>(single.stream().toList());
        lists.stream().forEach(all::addAll);
        this.entries = all.stream()
                .distinct()
                .map(rule -> new Entry(PathPatternParser.defaultInstance.parse(rule.pattern()), rule))
                .sorted(Comparator.comparing(Entry::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .toList();
        this.activities = SingletonSupplier.ofNullable(activities::getIfAvailable);
    }

    Optional<AccessRule> ruleFor(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (request.getAttribute(FOUND) instanceof Found found && found.path().equals(path)) {
            return found.rule();
        }
        PathContainer parsed = PathContainer.parsePath(path);
        Optional<AccessRule> rule = entries.stream()
                .filter(entry -> entry.pattern().matches(parsed))
                .map(Entry::rule)
                .findFirst();
        request.setAttribute(FOUND, new Found(path, rule));
        return rule;
    }

    boolean exists(HttpServletRequest request) {
        return ruleFor(request).map(rule -> holds(rule.activity())).orElse(true);
    }

    boolean holds(String activity) {
        Activities held = activities.get();
        return activity.isEmpty() || held == null || held.holds(activity);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
        Optional<AccessRule> rule = ruleFor(context.getRequest());
        return new AuthorizationDecision(rule.isPresent() && allows(rule.get(), who.get()));
    }

    private static boolean allows(AccessRule rule, @Nullable Authentication who) {
        boolean signedIn = who != null && who.isAuthenticated() && who.getPrincipal() instanceof SignedIn;
        return switch (rule.audience()) {
            case EVERYBODY -> true;
            case SIGNED_IN -> signedIn;
            case ROLES ->
                signedIn
                        && who != null
                        && who.getAuthorities().stream()
                                .anyMatch(given -> rule.roles().stream()
                                        .anyMatch(role -> ("ROLE_" + role).equals(given.getAuthority())));
        };
    }

    private record Found(String path, Optional<AccessRule> rule) {}

    private record Entry(PathPattern pattern, AccessRule rule) {}
}
