package kz.sandyq.cluster;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.market.Quarantine;
import kz.sandyq.protocol.command.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The one configuration file of a cluster, the same on every host. A line is {@code name = value}; a name that is not
 * known is refused.
 *
 * <pre>
 * cluster.number = 1
 * cluster.demo = false
 * cluster.first-clock-offset = PT0S
 * cluster.public-addresses = false
 * cluster.tls = /etc/sandyq/tls
 * cluster.plain-health = false
 * cluster.disk-reserve-mib = 1024
 * cluster.snapshots-kept = 3
 * proof.origin = example.kz/sandyq/1
 * proof.log-key = example.kz/sandyq/1+51a0b3b5+AW...
 * quarantine.file = /etc/sandyq/quarantine
 * quarantine.person.aliya = MCowBQYDK2VwAyEA...
 * member.0.name = astana-1
 * member.0.host = 10.0.0.11
 * member.0.first-port = 9000
 * member.0.health-port = 9090
 * member.0.directory = /var/lib/sandyq/member-0
 * </pre>
 */
public final class ClusterFile {
    private static final String MEMBER = "member.";
    private static final String PERSON = "quarantine.person.";
    private static final int PORTS = 65_536;

    private final Properties lines = new Properties();
    private final Set<String> read = new HashSet<>();
    private final Path file;

    private final int clusterNumber;
    private final boolean demo;
    private final boolean publicAddresses;
    private final boolean plainHealth;
    private final @Nullable Path certificates;
    private final Duration firstClockOffset;
    private final int diskReserveMib;
    private final int snapshotsKept;
    private final @Nullable String proofOrigin;
    private final @Nullable String proofLogKey;
    private final Quarantine quarantine;
    private final List<Member> members = new ArrayList<>();
    private final List<InetSocketAddress> health = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();

    private ClusterFile(Path file) {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ClusterFileException("cannot read " + file + ": " + unreadable.getMessage());
        }
        clusterNumber = number("cluster.number", 1, Integer.MAX_VALUE);
        demo = flag("cluster.demo");
        publicAddresses = flag("cluster.public-addresses");
        plainHealth = flag("cluster.plain-health");
        certificates = place("cluster.tls");
        firstClockOffset = offset("cluster.first-clock-offset");
        diskReserveMib = number("cluster.disk-reserve-mib", ClusterConfig.DISK_RESERVE_MIB, 64, 1 << 20);
        for (int id = 0; lines.stringPropertyNames().stream().anyMatch(name -> name.startsWith(MEMBER + at())); id++) {
            member(id);
        }
        snapshotsKept = number("cluster.snapshots-kept", SnapshotDue.STANDARD.kept(), 1, 1_000);
        proofOrigin = lines.containsKey("proof.origin") ? keyName("proof.origin", text("proof.origin")) : null;
        if (proofOrigin != null) {
            members.forEach(each -> keyName(MEMBER + each.id() + ".name", each.name()));
        }
        proofLogKey = lines.containsKey("proof.log-key") ? text("proof.log-key") : null;
        quarantine = readQuarantine();
        Set<String> unknown = new TreeSet<>(lines.stringPropertyNames());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw wrong("nobody reads " + unknown);
        }
        if (plainHealth && certificates != null) {
            throw wrong("cluster.plain-health = true and cluster.tls cannot both be");
        }
    }

    /**
     * Reads the file.
     *
     * @throws ClusterFileException when it cannot be read or something in it is missing, wrong or unknown
     */
    public static ClusterFile read(Path file) {
        return new ClusterFile(file);
    }

    private String at() {
        return members.size() + ".";
    }

    private void member(int id) {
        String of = MEMBER + id + ".";
        String host = text(of + "host");
        try {
            members.add(new Member(id, text(of + "name"), host, number(of + "first-port", 1, PORTS - 1)));
        } catch (IllegalArgumentException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
        health.add(new InetSocketAddress(host, number(of + "health-port", 1, PORTS - 1)));
        directories.add(Path.of(text(of + "directory")));
    }

    /** Number of the cluster, in every public coordinate. */
    public int clusterNumber() {
        return clusterNumber;
    }

    /** Whether traffic may go over addresses that are open to others. */
    boolean mayBePublic() {
        return publicAddresses;
    }

    /** How many members there are. */
    public int size() {
        return members.size();
    }

    /** Where the member is asked for its health. */
    public InetSocketAddress health(int id) {
        return health.get(id);
    }

    /**
     * Where the members tell how they stand, with the certificates of this host.
     *
     * @throws ClusterFileException when the certificates cannot be read
     */
    public MemberDoors doors() {
        return new MemberDoors(health, certificates == null ? null : MemberCertificates.read(certificates));
    }

    /** What the member keeps. */
    public Path directory(int id) {
        return directories.get(id);
    }

    /**
     * The members as the one with this id sees them.
     *
     * @throws ClusterFileException when they cannot be a cluster, or traffic between them would be open to others
     */
    public Members members(int id) {
        try {
            Members all = new Members(members, id);
            if (members.isEmpty()) {
                throw wrong("there is no member.0");
            }
            if (!publicAddresses) {
                all.checkPrivate();
            }
            checkHealth();
            return all;
        } catch (IllegalArgumentException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        } catch (IllegalStateException open) {
            throw wrong("traffic between members is not encrypted, and " + open.getMessage()
                    + ". Put it into a private network, or say cluster.public-addresses = true");
        }
    }

    /** What members tell of themselves steers gateways and supervisors: off a host nobody may read or forge it. */
    private void checkHealth() {
        if (certificates != null || plainHealth) {
            return;
        }
        List<String> open = members.stream()
                .filter(each -> !Members.isLoopback(each.host()))
                .map(each -> each.name() + " at " + each.host())
                .toList();
        if (!open.isEmpty()) {
            throw wrong("health would be told in plain text by " + open + ". Name a directory with certificates by"
                    + " cluster.tls, or say cluster.plain-health = true where the network itself encrypts");
        }
    }

    /** How the member is hosted. */
    public ClusterConfig config(int id) {
        Path directory = directory(id);
        return (demo
                        ? ClusterConfig.demo(directory, clusterNumber, firstClockOffset.toMillis())
                        : ClusterConfig.operator(directory, clusterNumber, Limits.STANDARD))
                .without(quarantine)
                .withSnapshots(SnapshotDue.STANDARD.keeping(snapshotsKept))
                .withDiskReserve((long) diskReserveMib << 20)
                .withMembers(members(id));
    }

    /** Name of the log, under which members cosign its heads; nothing where they do not. */
    public Optional<String> proofOrigin() {
        return Optional.ofNullable(proofOrigin);
    }

    /** Public key of the log, as a policy writes it, whose orders to purge members obey; nothing where they do not. */
    public Optional<String> proofLogKey() {
        return Optional.ofNullable(proofLogKey);
    }

    /** Entries that every host of the log refuses instead of applying them. */
    Quarantine quarantine() {
        return quarantine;
    }

    private Quarantine readQuarantine() {
        Path entries = place("quarantine.file");
        Map<String, String> keys = new TreeMap<>();
        lines.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PERSON))
                .forEach(name -> keys.put(name.substring(PERSON.length()), text(name)));
        return entries == null
                ? Quarantine.NONE
                : QuarantineFile.read(entries, clusterNumber, keys).quarantine();
    }

    private @Nullable Path place(String name) {
        return lines.containsKey(name) ? Path.of(text(name)) : null;
    }

    private String text(String name) {
        read.add(name);
        String value = lines.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw wrong(name + " is missing");
        }
        return value;
    }

    /** Signatures name who signed: a name has no spaces and no plus signs, as C2SP signed-note says. */
    private String keyName(String line, String name) {
        if (name.matches("[^\\s+\\p{Cntrl}]+")) {
            return name;
        }
        throw wrong(line + " is '" + name + "': a name that signs has no spaces and no plus signs");
    }

    private int number(String name, int otherwise, int least, int most) {
        return lines.containsKey(name) ? number(name, least, most) : otherwise;
    }

    private int number(String name, int least, int most) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(name + " is '" + value + "', not a number");
        }
        throw wrong(name + " is " + value + ", not from " + least + " to " + most);
    }

    private boolean flag(String name) {
        read.add(name);
        String value = lines.getProperty(name, "false").strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name + " is '" + value + "', neither true nor false");
        }
        return value.equals("true");
    }

    /** Of a demonstration's clock from the real one when its log begins. */
    private Duration offset(String name) {
        read.add(name);
        String value = lines.getProperty(name, "PT0S").strip();
        try {
            Duration offset = Duration.parse(value);
            if (demo || offset.isZero()) {
                return offset;
            }
        } catch (DateTimeParseException noDuration) {
            throw wrong(name + " is '" + value + "', not a duration such as -PT24H");
        }
        throw wrong(name + " is for a demonstration: the clock of a real log is the real one");
    }

    private ClusterFileException wrong(String what) {
        return new ClusterFileException(file + ": " + what);
    }
}
