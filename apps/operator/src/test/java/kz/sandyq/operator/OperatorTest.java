package kz.sandyq.operator;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import kz.sandyq.readmodel.ReadModelPosition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The whole operator on an empty database, the real core and the real read model in this process; one for all tests of
 * the JVM.
 */
@SpringBootTest(
        classes = OperatorApplication.class,
        properties = {
            "sandyq.database.directory=throwaway",
            "sandyq.operator.bin=050140001238",
            "sandyq.outbox.read-wait-ms=30000",
            "sandyq.schedule.every-ms=86400000",
            "sandyq.facts.pause-ms=86400000",
            "springdoc.paths-to-exclude=/api/v1/openapi.json/**,/api/v1/approvals/of-test/**"
        })
@AutoConfigureMockMvc
@Import(OperatorTest.Core.class)
public abstract class OperatorTest {
    protected static final String PASSWORD = "тоғыз жолдың торабы";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    protected MockMvc web;

    @Autowired
    protected InProcessCore core;

    @Autowired
    protected Logins logins;

    @Autowired
    protected Persons persons;

    @Autowired
    protected ApiCredentials credentials;

    @TestConfiguration(proxyBeanMethods = false)
    static class Core {
        @Bean
        InProcessCore inProcessCore() {
            return new InProcessCore();
        }

        @Bean
        ReadModelPosition readModelPosition() {
            return new ReadModelPosition();
        }

        @Bean
        TestBank testBank(CommandGateway gateway, RequestKeys keys, BankAccounts banks) {
            return new TestBank(gateway, keys, banks);
        }

        @Bean(destroyMethod = "close")
        @DependsOn("flyway")
        InProcessReadModel inProcessReadModel(
                DataSource source, InProcessCore core, ReadModelPosition position, JdbcClient database) {
            return new InProcessReadModel(source, core, position, database);
        }
    }

    /** Somebody who can sign in, with a bearer token for the API. */
    protected record User(long personId, long loginId, String loginName, String token) {
        public String bearer() {
            return "Bearer " + token;
        }
    }

    /** A new person with a login of these roles. */
    protected User user(Role... roles) {
        int number = NUMBER.incrementAndGet();
        long person = persons.add(Person.Kind.INDIVIDUAL, iin(number), "Адам " + number);
        return userOf(person, roles);
    }

    /** A login of these roles for a known person. */
    protected User userOf(long personId, Role... roles) {
        EnumSet<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(java.util.List.of(roles));
        String name = "user" + NUMBER.incrementAndGet();
        long login = logins.create(name, personId, set);
        String token = credentials.create(login, "test", EnumSet.allOf(ApiCredentials.Scope.class), Duration.ofDays(1));
        return new User(personId, login, name, token);
    }

    /** Session cookie of a user who has signed in on the page. */
    protected Cookie signIn(User user) throws Exception {
        logins.setPassword(user.loginId(), PASSWORD);
        var result = web.perform(post("/sign-in")
                        .with(csrf())
                        .param("loginName", user.loginName())
                        .param("password", PASSWORD))
                .andReturn();
        return Objects.requireNonNull(result.getResponse().getCookie("sandyq_session"));
    }

    /** A valid IIN of this running number. */
    protected static String iin(int number) {
        int day = 1 + number / 10_000 % 28;
        return withCheckDigit("9001%02d3%04d".formatted(day, number % 10_000), number);
    }

    /** A valid BIN of this running number. */
    protected static String bin(int number) {
        return withCheckDigit("100140%05d".formatted(number % 100_000), number);
    }

    private static String withCheckDigit(String eleven, int number) {
        for (int digit = 0; digit < 10; digit++) {
            if (kz.sandyq.platform.person.NationalId.parse(eleven + digit).isPresent()) {
                return eleven + digit;
            }
        }
        // A few numbers have no check digit; a neighbour far away does.
        return eleven.charAt(4) == '4' ? bin(number + 50_000) : iin(number + 130_000);
    }
}
