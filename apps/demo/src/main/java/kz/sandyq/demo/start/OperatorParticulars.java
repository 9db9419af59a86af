package kz.sandyq.demo.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kz.sandyq.platform.i18n.ConsoleText;
import kz.sandyq.platform.person.NationalId;

/**
 * Who an operator's own deployment belongs to: from a file of properties, over which the arguments of the start stand.
 * Nothing is guessed: what is missing is named, and a file to fill in is laid down.
 */
public final class OperatorParticulars {
    static final String NAME = "sandyq.operator.name";
    static final String BIN = "sandyq.operator.bin";
    static final String CLUSTER = "sandyq.cluster.number";
    static final String ADMINISTRATORS = "sandyq.operator.first-administrators";

    private OperatorParticulars() {}

    /**
     * The properties of the start.
     *
     * @param file where they are kept; made with empty values when it is not there and something is missing
     * @param arguments words of the start; {@code --name=value} stands over the file
     * @param first whether the deployment starts for the first time and needs its first administrators
     * @throws StartRefusedException NOT_CONFIGURED, naming everything that is missing or wrong
     */
    public static Map<String, String> read(Path file, List<String> arguments, boolean first, ConsoleText text)
            throws IOException, StartRefusedException {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Properties kept = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            kept.stringPropertyNames()
                    .forEach(name -> values.put(name, kept.getProperty(name).strip()));
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                values.put(
                        argument.substring(2, equals),
                        argument.substring(equals + 1).strip());
            }
        }
        List<String> faults = faults(values, first, text);
        if (!faults.isEmpty()) {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, template(text));
            }
            throw new StartRefusedException(
                    StartRefusedException.NOT_CONFIGURED,
                    String.join("\n  ", faults) + "\n" + text.of("demo.start.fillIn", file.toString()));
        }
        return values;
    }

    private static List<String> faults(Map<String, String> values, boolean first, ConsoleText text) {
        List<String> faults = new ArrayList<>();
        faults.add(text.of("demo.start.notConfigured"));
        if (value(values, NAME).isEmpty()) {
            faults.add(text.of("demo.start.name", NAME));
        }
        if (NationalId.parse(value(values, BIN)).filter(NationalId::bin).isEmpty()) {
            faults.add(text.of("demo.start.bin", BIN));
        }
        if (!value(values, CLUSTER).matches("[1-9][0-9]{0,8}")) {
            faults.add(text.of("demo.start.cluster", CLUSTER));
        }
        if (first && !administrators(value(values, ADMINISTRATORS))) {
            faults.add(text.of("demo.start.administrators", ADMINISTRATORS));
        }
        return faults.size() == 1 ? List.of() : faults;
    }

    /** Two different natural persons, each as IIN:login:name. */
    private static boolean administrators(String value) {
        String[] two = value.split(",", -1);
        if (two.length != 2) {
            return false;
        }
        String[] one = two[0].strip().split(":", 3);
        String[] other = two[1].strip().split(":", 3);
        return administrator(one) && administrator(other) && !one[0].equals(other[0]) && !one[1].equals(other[1]);
    }

    private static boolean administrator(String[] parts) {
        return parts.length == 3
                && NationalId.parse(parts[0]).filter(NationalId::iin).isPresent()
                && parts[1].matches("[a-z0-9._@-]{3,64}")
                && !parts[2].isBlank();
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private static String template(ConsoleText text) {
        return """
                # %s
                %s=

                # %s
                %s=

                # %s
                %s=1

                # %s
                %s=
                """.formatted(
                        text.of("demo.start.name", NAME),
                        NAME,
                        text.of("demo.start.bin", BIN),
                        BIN,
                        text.of("demo.start.cluster", CLUSTER),
                        CLUSTER,
                        text.of("demo.start.administrators", ADMINISTRATORS),
                        ADMINISTRATORS);
    }
}
