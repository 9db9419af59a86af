package kz.sandyq.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.i18n.Languages;
import kz.sandyq.platform.login.Activities;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Capacities.Capacity;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** What the layout shows around every page; {@code @frame} in templates. */
@Component("frame")
public class Frame {
    private static final String MENU = Frame.class.getName();

    private final CurrentActor current;
    private final SandyqClock clock;
    private final ObjectProvider<NavigationEntry> single;
    private final ObjectProvider<List<NavigationEntry>> lists;
    private final ObjectProvider<Activities> activities;
    private final PageAddresses addresses;
    private final ObjectProvider<FrameNotice> notices;

    Frame(
            CurrentActor current,
            SandyqClock clock,
            ObjectProvider<NavigationEntry> single,
            ObjectProvider<List<NavigationEntry>> lists,
            ObjectProvider<Activities> activities,
            PageAddresses addresses,
            ObjectProvider<FrameNotice> notices) {
        this.current = current;
        this.clock = clock;
        this.single = single;
        this.lists = lists;
        this.activities = activities;
        this.addresses = addresses;
        this.notices = notices;
    }

    /** One language of the switch: its tag, and the present address in that language. */
    public record LanguageLink(String tag, String href, boolean current) {}

    private record Menu(Set<String> roles, List<NavigationEntry> entries) {}

    /** Who is signed in. */
    public Optional<Actor> actor() {
        return current.find();
    }

    /** For whom the person may act. */
    public List<Capacity> capacities() {
        return current.choices();
    }

    /** The navigation as this actor sees it; made once for a page, however often the page asks. */
    public List<NavigationEntry> navigation() {
        Optional<Actor> actor = current.find();
        if (actor.isEmpty()) {
            return List.of();
        }
        Set<String> roles = actor.get().roles();
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return entries(roles);
        }
        if (request.getAttribute(MENU, RequestAttributes.SCOPE_REQUEST) instanceof Menu menu
                && menu.roles().equals(roles)) {
            return menu.entries();
        }
        Menu menu = new Menu(roles, entries(roles));
        request.setAttribute(MENU, menu, RequestAttributes.SCOPE_REQUEST);
        return menu.entries();
    }

    private List<NavigationEntry> entries(Set<String> roles) {
        Map<String, Boolean> held = new HashMap<>();
        return Stream.concat(single.stream(), lists.stream().flatMap(List::stream))
                .distinct()
                .filter(entry ->
                        entry.roles().isEmpty() || entry.roles().stream().anyMatch(roles::contains))
                .filter(entry -> held.computeIfAbsent(entry.activity(), this::held))
                .sorted(Comparator.comparingInt(NavigationEntry::order).thenComparing(NavigationEntry::href))
                .toList();
    }

    /** The language switch; it keeps the page and its filters, and leaves the answer to a form for its page. */
    public List<LanguageLink> languages(String present) {
        UriComponentsBuilder here = here();
        return Languages.ALL.stream()
                .map(language -> {
                    String tag = language.getLanguage();
                    String href = here.replaceQueryParam("lang", tag).build().toUriString();
                    return new LanguageLink(tag, href, tag.equals(present));
                })
                .toList();
    }

    private UriComponentsBuilder here() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getRequest().getMethod().equals(HttpMethod.POST.name())) {
            return UriComponentsBuilder.fromPath(addresses.nearest(path()));
        }
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null);
    }

    /** Whether the entry leads to the present page or to one above it. */
    public boolean active(String href) {
        return leadsHere(href)
                && navigation().stream()
                        .map(NavigationEntry::href)
                        .noneMatch(other -> other.length() > href.length() && leadsHere(other));
    }

    private boolean leadsHere(String href) {
        String path = path();
        return path.equals(href) || (!href.equals("/") && path.startsWith(href + "/"));
    }

    /** Path of the present page. */
    public String path() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRequestURI()
                : "/";
    }

    /** Query parameter of the present page, or an empty text. */
    public String parameter(String name) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            String value = request.getParameter(name);
            return value == null ? "" : value;
        }
        return "";
    }

    /** The present address with one query parameter changed and the cursor dropped. */
    public String with(String name, String value) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("cursor")
                .replaceQueryParam(name, value)
                .encode()
                .toUriString();
    }

    /** Keys of the messages that stand above every page of whoever is signed in. */
    public List<String> notices() {
        return current.find().isEmpty()
                ? List.of()
                : notices.stream().flatMap(each -> each.keys().stream()).toList();
    }

    /** Whether the clock is moved from real time. */
    public boolean clockMoved() {
        return !clock.offset().isZero();
    }

    /** The present moment by the clock of the deployment. */
    public Instant now() {
        return clock.instant();
    }

    private boolean held(String activity) {
        Activities known = activities.getIfAvailable();
        return activity.isEmpty() || known == null || known.holds(activity);
    }
}
