package kz.sandyq.demo.browser;

import java.util.HashMap;
import java.util.Map;
import kz.sandyq.platform.login.Role;

/** The people of the walk, each at a browser of their own, signed in. */
final class Company {
    private final RunningSandyq sandyq = RunningSandyq.get();
    private final Map<String, Visitor> visitors = new HashMap<>();

    /** The member of staff with this role. */
    Visitor staff(Role role) {
        return person(sandyq.staff(role));
    }

    /** Whoever has this login. */
    Visitor person(String loginName) {
        return visitors.computeIfAbsent(loginName, name -> new Visitor("kk").signIn(name));
    }

    /** Approves what waits for the person first. */
    void approve(Visitor second) {
        second.menu("platform.approvals");
        second.page.locator("main tbody a").first().click();
        second.page.waitForURL("**/approvals/*");
        second.press("platform.approval.approve");
    }

    /** Everybody goes home. */
    void leave() {
        visitors.values().forEach(Visitor::close);
        visitors.clear();
    }
}
