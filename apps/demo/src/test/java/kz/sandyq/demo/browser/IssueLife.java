package kz.sandyq.demo.browser;

import java.util.EnumSet;
import kz.sandyq.platform.login.Role;

/** The life of an issue by clicking, from an empty deployment on; walked once in this JVM. */
final class IssueLife {
    private final RunningSandyq sandyq = RunningSandyq.get();
    private final Company company = new Company();

    private IssueLife() {}

    private static final class Once {
        static final IssueLife INSTANCE = new IssueLife().walk();
    }

    /** The life, walked to its end. */
    static IssueLife walked() {
        return Once.INSTANCE;
    }

    private IssueLife walk() {
        openTheHouse();
        company.leave();
        return this;
    }

    /** Two administrators enter the operator's registrations. */
    private void openTheHouse() {
        Visitor first = company.staff(Role.ADMINISTRATOR);
        Visitor second = company.person(sandyq.login("second-administrator", EnumSet.of(Role.ADMINISTRATOR)));
        for (String activity : new String[] {"DFA", "TRADING"}) {
            first.menu("settings.title");
            first.choose("activity", activity);
            first.fill("number", "KZ-" + activity + "-001");
            first.fill("validFrom", "2025-01-01");
            first.press("settings.propose");
            company.approve(second);
        }
    }
}
