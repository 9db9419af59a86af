package kz.sandyq.operator.settings;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.StartConsole;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first two administrators of an empty deployment. Their one-time invitations are printed on the console, not
 * logged: whoever reads it opens the deployment.
 */
@Component
@Order(2)
class FirstAdministrators implements ApplicationRunner {
    private final JdbcClient database;
    private final Logins logins;
    private final Persons persons;
    private final List<String> named;

    FirstAdministrators(
            JdbcClient database,
            Logins logins,
            Persons persons,
            @Value("${sandyq.operator.first-administrators:}") List<String> named) {
        this.database = database;
        this.logins = logins;
        this.persons = persons;
        this.named = named;
    }

    /** Each is given as {@code IIN:login:name}; done once, while nobody can sign in. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        long known = database.sql("select count(*) from platform.login")
                .query(Long.class)
                .single();
        if (known > 0 || named.isEmpty()) {
            return;
        }
        if (named.size() != 2) {
            throw new IllegalStateException("name exactly two first administrators, not " + named.size());
        }
        for (String each : named) {
            String[] parts = each.split(":", 3);
            if (parts.length != 3) {
                throw new IllegalStateException("a first administrator is given as IIN:login:name");
            }
            long person = persons.byNationalId(parts[0])
                    .map(Person::id)
                    .orElseGet(() -> persons.add(Person.Kind.INDIVIDUAL, parts[0], parts[2]));
            long login = logins.create(parts[1], person, Set.of(Role.ADMINISTRATOR));
            StartConsole.say("Invitation for " + parts[1] + ": /invitation/" + logins.invite(login));
        }
    }
}
