package kz.sandyq.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kz.sandyq.demo.start.ConsoleText;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Staff of the demonstration: made at the first start with passwords of their own, shown at each start. */
@Component
@Order(10)
class DemoUsers implements ApplicationRunner {
    private static final List<Staff> STAFF = List.of(
            new Staff("admin", "Әсел Нұрланқызы", Role.ADMINISTRATOR),
            new Staff("admin2", "Бақыт Ерланұлы", Role.ADMINISTRATOR),
            new Staff("officer", "Гүлнәр Сәкенқызы", Role.OFFICER),
            new Staff("approver", "Дәурен Маратұлы", Role.APPROVER),
            new Staff("money", "Ержан Қайратұлы", Role.MONEY_OFFICER),
            new Staff("supervisor", "Сәуле Талғатқызы", Role.MARKET_SUPERVISOR),
            new Staff("registrar", "Нұрлан Асқарұлы", Role.REGISTRAR),
            new Staff("auditor", "Жанар Болатқызы", Role.AUDITOR));

    private final Logins logins;
    private final Persons persons;
    private final Path file;

    DemoUsers(Logins logins, Persons persons, @Value("${sandyq.data.directory}") Path data) {
        this.logins = logins;
        this.persons = persons;
        this.file = data.resolve("demo-logins.txt");
    }

    private record Staff(String loginName, String name, Role role) {}

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            if (!Files.exists(file)) {
                Files.write(file, make());
            }
            ConsoleText text = new ConsoleText(Locale.getDefault());
            System.out.println(text.of("demo.start.logins", file.toString()));
            Files.readAllLines(file).forEach(line -> System.out.println("  " + line));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private List<String> make() {
        SecureRandom random = new SecureRandom();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < STAFF.size(); i++) {
            Staff staff = STAFF.get(i);
            byte[] secret = new byte[8];
            random.nextBytes(secret);
            String password = "demo-" + HexFormat.of().formatHex(secret);
            long person = persons.add(Person.Kind.INDIVIDUAL, iin(i + 1), staff.name());
            long login = logins.create(staff.loginName(), person, Set.of(staff.role()));
            logins.setPassword(login, password);
            lines.add("%-10s %s".formatted(staff.loginName(), password));
        }
        return lines;
    }

    /** A valid IIN of nobody: born on 1 January 1990, by serial number. */
    private static String iin(int number) {
        for (int digit = 0; digit < 10; digit++) {
            String candidate = "9001013%04d%d".formatted(5_000 + number, digit);
            if (NationalId.parse(candidate).isPresent()) {
                return candidate;
            }
        }
        return iin(number + 100);
    }
}
