package kz.sandyq.demo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole operator on a node and a database of its own, once in this JVM, at a free port. */
final class RunningSandyq {
    static final String PASSWORD = "жеті өзеннің тоғысы";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final ConfigurableApplicationContext context;
    final Path data;
    final String address;
    private final Map<Role, String> staff = new EnumMap<>(Role.class);

    private RunningSandyq() {
        try {
            data = Files.createTempDirectory("browser");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        SpringApplicationBuilder operator = new SpringApplicationBuilder(OperatorApplication.class);
        operator.application().setSources(Set.of("kz.sandyq.demo.bank"));
        context = operator.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                "--logging.level.root=WARN",
                "--sandyq.operator.name=Сандық",
                "--sandyq.operator.bin=050140001238",
                "--sandyq.money.poll-ms=50",
                "--sandyq.liabilities.every=1s",
                "--sandyq.demo.bank-poll-ms=50",
                "--sandyq.data.directory=" + data,
                "--sandyq.database.directory=throwaway",
                "--sandyq.cluster.directory=" + data.resolve("cluster"),
                "--sandyq.cluster.demo=true");
        address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static final class Once {
        static final RunningSandyq INSTANCE = new RunningSandyq();
    }

    static RunningSandyq get() {
        return Once.INSTANCE;
    }

    /** Login name of the one member of staff who has this role and no other. */
    synchronized String staff(Role role) {
        return staff.computeIfAbsent(role, each -> login(nameOf(each), EnumSet.of(each)));
    }

    /** Whether somebody has this role already. */
    synchronized boolean has(Role role) {
        return staff.containsKey(role);
    }

    /** Somebody was given this role by the pages. */
    synchronized void hired(Role role) {
        staff.put(role, nameOf(role));
    }

    static String nameOf(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A login of a new natural person. */
    String login(String name, Set<Role> roles) {
        Logins logins = context.getBean(Logins.class);
        long person = context.getBean(Persons.class)
                .add(Person.Kind.INDIVIDUAL, iin(NUMBER.incrementAndGet()), STAFF_NAMES[NUMBER.get() % 10]);
        logins.setPassword(logins.create(name, person, roles), PASSWORD);
        return name;
    }

    private static final String[] STAFF_NAMES = {
        "Әсел Нұрланқызы", "Бақыт Ерланұлы", "Гүлнәр Сәкенқызы", "Дәурен Маратұлы", "Ержан Қайратұлы",
        "Жанар Болатқызы", "Зарина Талғатқызы", "Құралай Асқарқызы", "Мұхтар Әділұлы", "Нұргүл Оразқызы"
    };

    /** A valid IIN of nobody, by running number. */
    static String iin(int number) {
        return withCheckDigit("8801013", number);
    }

    /** A valid BIN of nobody, by running number. */
    static String bin(int number) {
        return withCheckDigit("1201400", number);
    }

    private static String withCheckDigit(String first, int number) {
        // A few numbers have no check digit; a neighbour far away does.
        for (int at = number; ; at += 1_000) {
            for (int digit = 0; digit < 10; digit++) {
                String candidate = "%s%04d%d".formatted(first, at % 10_000, digit);
                if (NationalId.parse(candidate).isPresent()) {
                    return candidate;
                }
            }
        }
    }
}
