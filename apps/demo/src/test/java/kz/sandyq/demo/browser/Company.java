package kz.sandyq.demo.browser;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.platform.login.Role;

/** The people of the walk, each at a browser of their own, signed in. */
final class Company {
    private static final String SECOND = "second-administrator";

    private final RunningSandyq sandyq = RunningSandyq.get();
    private final Map<String, Visitor> visitors = new LinkedHashMap<>();

    /** The member of staff with this role, hired by two administrators when there is none. */
    Visitor staff(Role role) {
        if (role != Role.ADMINISTRATOR && !sandyq.has(role)) {
            hire(role);
        }
        return person(sandyq.staff(role));
    }

    /** The administrator who approves what the first one proposes. */
    Visitor secondAdministrator() {
        if (!visitors.containsKey(SECOND)) {
            sandyq.login(SECOND, EnumSet.of(Role.ADMINISTRATOR));
        }
        return person(SECOND);
    }

    private void hire(Role role) {
        String loginName = RunningSandyq.nameOf(role);
        Visitor first = staff(Role.ADMINISTRATOR);
        first.menu("staff.title");
        first.fill("name", "Қанат Оралұлы");
        first.fill("iin", RunningSandyq.iin(700 + role.ordinal()));
        first.fill("loginName", loginName);
        first.tick("roles", role.name());
        first.press("staff.propose");
        approve(secondAdministrator());
        first.menu("staff.title");
        first.press(first.row(loginName), "staff.invite");
        String invitation = first.page.locator(".notice code").innerText().strip();
        sandyq.hired(role);
        invited(invitation, loginName, "kk");
    }

    /** Whoever has this login. */
    Visitor person(String loginName) {
        return visitors.computeIfAbsent(
                loginName, name -> new Visitor("kk").looksAround().signIn(name));
    }

    /** Somebody invited sets a password and comes in. */
    Visitor invited(String invitation, String loginName, String language) {
        Visitor visitor = new Visitor(language).looksAround();
        visitors.put(loginName, visitor);
        visitor.open(invitation + "?lang=" + language);
        visitor.fill("password", RunningSandyq.PASSWORD);
        visitor.fill("again", RunningSandyq.PASSWORD);
        visitor.press("platform.password.set");
        return visitor.signIn(loginName);
    }

    /** Approves what waits for the person first. */
    void approve(Visitor second) {
        second.menu("platform.approvals");
        second.page.locator("main tbody a").first().click();
        second.page.waitForURL("**/approvals/*");
        second.press("platform.approval.approve");
    }

    /** What was wrong on the pages that were met, each once. */
    List<String> wrong() {
        return visitors.values().stream()
                .flatMap(each -> each.wrong().stream())
                .distinct()
                .toList();
    }

    /** Kinds of pages that were met, in all languages. */
    Set<String> met() {
        Set<String> met = new TreeSet<>();
        visitors.values().forEach(each -> met.addAll(each.met()));
        return met;
    }

    /** Closes every browser. */
    void leave() {
        List<Visitor> all = new ArrayList<>(visitors.values());
        visitors.clear();
        all.forEach(Visitor::close);
    }
}
