package kz.sandyq.platform;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import org.springframework.stereotype.Component;

/** People for tests: each with a national number of his own. */
@Component
public class People {
    /** A password that every person of the tests has. */
    public static final String PASSWORD = "тоғыз жолдың торабы";

    private static final AtomicInteger NEXT = new AtomicInteger(1000);

    private final Persons persons;
    private final Logins logins;

    People(Persons persons, Logins logins) {
        this.persons = persons;
        this.logins = logins;
    }

    /** A new natural person. */
    public long person(String name) {
        return persons.add(Kind.INDIVIDUAL, freshIin(), name);
    }

    /** A login with the password set. */
    public long login(String name, long person, Role... roles) {
        long id = logins.create(name, person, Set.of(roles));
        logins.setPassword(id, PASSWORD);
        return id;
    }

    /** A new person with a login, as the actor of the present thread. */
    public Actor actor(String name, Role... roles) {
        long person = person(name);
        return SignedInAs.actor(login(name, person, roles), person, name, roles);
    }

    /** An IIN that nobody of the tests has yet. */
    public static String freshIin() {
        while (true) {
            String head = "9001013" + String.format("%04d", NEXT.incrementAndGet());
            for (int digit = 0; digit <= 9; digit++) {
                if (kz.sandyq.platform.person.NationalId.parse(head + digit).isPresent()) {
                    return head + digit;
                }
            }
        }
    }
}
