package kz.sandyq.witness;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * The one configuration file of a witness. A line is {@code name = value}; a name that is not known is refused, and a
 * path that is not absolute is one beside the file.
 *
 * <pre>
 * witness.name = witness.example.kz
 * witness.key-file = witness.key
 * witness.directory = /var/lib/sandyq-witness
 * witness.host = 0.0.0.0
 * witness.port = 8443
 * witness.tls = /etc/sandyq-witness/tls
 * witness.plain-http = false
 * log.0 = sandyq.example.kz/log+51a0b3b5+AW...
 * </pre>
 */
final class WitnessFile {
    private static final String LOG = "log.";
    private static final int PORTS = 65_536;

    private final Properties lines = new Properties();
    private final Set<String> read = new HashSet<>();
    private final Path file;

    final String name;
    final Path keyFile;
    final Path directory;
    final InetSocketAddress address;
    final @Nullable Path certificates;
    final List<VerifierKey> logs = new ArrayList<>();

    private WitnessFile(Path file) {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw wrong("cannot be read: " + unreadable.getMessage());
        }
        name = text("witness.name");
        keyFile = place("witness.key-file");
        directory = place("witness.directory");
        address = address();
        certificates = lines.containsKey("witness.tls") ? place("witness.tls") : null;
        boolean plain = flag("witness.plain-http");
        for (int log = 0; lines.containsKey(LOG + log); log++) {
            logs.add(log(LOG + log));
        }
        Set<String> unknown = new TreeSet<>(lines.stringPropertyNames());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw wrong("nobody reads " + unknown);
        }
        if (logs.isEmpty()) {
            throw wrong("there is no log.0");
        }
        if (plain && certificates != null) {
            throw wrong("witness.plain-http = true and witness.tls cannot both be");
        }
        if (certificates == null && !plain && !address.getAddress().isLoopbackAddress()) {
            throw wrong("cosignatures would be given in plain text at " + address.getHostString() + ". Name a"
                    + " directory with certificates by witness.tls, or say witness.plain-http = true where something"
                    + " in front ends TLS");
        }
    }

    /** @throws WitnessFault when it cannot be read or something in it is missing, wrong or unknown */
    static WitnessFile read(Path file) {
        return new WitnessFile(file);
    }

    private InetSocketAddress address() {
        String host = text("witness.host");
        String port = text("witness.port");
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number < PORTS) {
                return new InetSocketAddress(InetAddress.getByName(host), number);
            }
        } catch (NumberFormatException none) {
            throw wrong("witness.port is '" + port + "', not a number");
        } catch (UnknownHostException nowhere) {
            throw wrong("witness.host is '" + host + "', which is no address");
        }
        throw wrong("witness.port is " + port + ", not from 0 to " + (PORTS - 1));
    }

    private VerifierKey log(String line) {
        try {
            VerifierKey key = VerifierKey.parse(text(line));
            if (key.type() == VerifierKey.ED25519 && !logs.contains(key)) {
                return key;
            }
        } catch (Refused none) {
            throw wrong(line + " is no verifier key");
        }
        throw wrong(line + " stands twice, or is not the key of a log: its type is not 0x01");
    }

    private Path place(String word) {
        return file.toAbsolutePath().resolveSibling(text(word)).normalize();
    }

    private String text(String word) {
        read.add(word);
        String value = lines.getProperty(word, "").strip();
        if (value.isEmpty()) {
            throw wrong(word + " is missing");
        }
        return value;
    }

    private boolean flag(String word) {
        read.add(word);
        String value = lines.getProperty(word, "false").strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(word + " is '" + value + "', neither true nor false");
        }
        return value.equals("true");
    }

    private WitnessFault wrong(String what) {
        return new WitnessFault(WitnessFault.WRONG_CONFIGURATION, file + ": " + what);
    }
}
