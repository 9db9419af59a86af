package kz.sandyq.demo.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.sandyq.platform.i18n.ConsoleText;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Logins of the demonstration. Staff is made at the first start, as a deployment's first people are; clients open
 * theirs by invitation while the sample market is made. Passwords are drawn at the first start, kept in a file that
 * only its owner may read, and shown at each start.
 */
@Component
@Order(10)
class DemoLogins implements ApplicationRunner {
    private static final int SECRET_BYTES = 8;
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
    private final ConsoleText text = new ConsoleText("messages/demo", Locale.getDefault());

    DemoLogins(Logins logins, Persons persons, @Value("${sandyq.data.directory}") Path data) {
        this.logins = logins;
        this.persons = persons;
        this.file = data.resolve("demo-logins.txt");
    }

    private record Staff(String login, String name, Role role) {}

    @Override
    public void run(ApplicationArguments arguments) {
        if (!Files.exists(file)) {
            write(make());
        }
        Map<String, String> passwords = passwords();
        System.out.println(text.of("demo.start.logins", file.toString()));
        STAFF.forEach(each -> show(each.login(), passwords, text.of("demo.role." + each.role()), each.name()));
        SampleClient.ALL.forEach(each -> show(
                each.login(), passwords, text.of("demo.role." + (each.issuer() ? "ISSUER" : "CLIENT")), each.name()));
    }

    /** Password by login. */
    Map<String, String> passwords() {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" +", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (one, other) -> one));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void show(String login, Map<String, String> passwords, String role, String name) {
        System.out.printf("  %-10s %-22s %s, %s%n", login, passwords.getOrDefault(login, ""), role, name);
    }

    private Map<String, String> make() {
        SecureRandom random = new SecureRandom();
        Map<String, String> passwords = new LinkedHashMap<>();
        int number = 0;
        for (Staff staff : STAFF) {
            String password = password(random);
            long person = persons.add(Person.Kind.INDIVIDUAL, InventedIds.iin(++number), staff.name());
            long login = logins.create(staff.login(), person, Set.of(staff.role()));
            logins.setPassword(login, password);
            passwords.put(staff.login(), password);
        }
        SampleClient.ALL.forEach(each -> passwords.put(each.login(), password(random)));
        return passwords;
    }

    private static String password(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return "demo-" + HexFormat.of().formatHex(secret);
    }

    private void write(Map<String, String> passwords) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] onlyOwner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path written = file.resolveSibling("demo-logins.new");
        try {
            Files.deleteIfExists(written);
            Files.createFile(written, onlyOwner);
            Files.write(
                    written,
                    passwords.entrySet().stream()
                            .map(each -> "%-10s %s".formatted(each.getKey(), each.getValue()))
                            .toList());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
