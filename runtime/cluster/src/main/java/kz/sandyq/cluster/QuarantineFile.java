package kz.sandyq.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.market.Quarantine;

/**
 * Entries that two persons each have taken out of a log, in a file that every host of the log has.
 *
 * <pre>
 * cluster = 7
 * entry.1.sequence = 48213
 * entry.1.hash = 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 * entry.1.signed.aliya = base64 of an Ed25519 signature of {@link #statement}
 * entry.1.signed.bolat = base64
 * </pre>
 */
public final class QuarantineFile {
    private static final int PERSONS = 2;

    private final Path file;
    private final Properties lines = new Properties();
    private final Set<String> read = new HashSet<>();
    private final Map<String, PublicKey> persons = new TreeMap<>();
    private final List<Act> acts = new ArrayList<>();
    private final Quarantine quarantine;

    /**
     * A decision on one entry.
     *
     * @param sequence of the entry, at least 1
     * @param persons who have signed it, at least two, by their names
     */
    public record Act(long sequence, List<String> persons) {}

    private QuarantineFile(Path file, long cluster, Map<String, String> keys) {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw wrong("it cannot be read: " + unreadable.getMessage());
        }
        keys.forEach((name, key) -> persons.put(name, publicKey(name, key)));
        if (Set.copyOf(persons.values()).size() < persons.size()) {
            throw wrong("two persons have one key");
        }
        if (!text("cluster").equals(String.valueOf(cluster))) {
            throw wrong("it is about cluster " + text("cluster") + ", not " + cluster);
        }
        quarantine = entries(cluster);
    }

    /**
     * Reads the file and checks what it says.
     *
     * @param cluster number of the cluster whose log it is about
     * @param keys of each person, by name: Ed25519, base64 of the X.509 form, as between the lines of a PEM file
     * @throws ClusterFileException when it cannot be read, is about another cluster, or lacks a signature that is right
     */
    public static QuarantineFile read(Path file, long cluster, Map<String, String> keys) {
        return new QuarantineFile(file, cluster, keys);
    }

    /** The entries, for a host of the log. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Who has decided on each entry, in the order of the file. */
    public List<Act> acts() {
        return List.copyOf(acts);
    }

    /** What a person signs. */
    static byte[] statement(long cluster, long sequence, String hash) {
        return ("sandyq quarantine\ncluster " + cluster + "\nsequence " + sequence + "\nentry " + hash + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Quarantine entries(long cluster) {
        List<Quarantine.Entry> entries = new ArrayList<>();
        for (int number = 1; lines.containsKey("entry." + number + ".sequence"); number++) {
            entries.add(entry(cluster, "entry." + number + "."));
        }
        Set<String> unknown = new TreeSet<>(lines.stringPropertyNames());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw wrong("nobody reads " + unknown);
        }
        try {
            return new Quarantine(entries);
        } catch (IllegalArgumentException twice) {
            throw wrong(String.valueOf(twice.getMessage()));
        }
    }

    private Quarantine.Entry entry(long cluster, String of) {
        String sequence = text(of + "sequence");
        String hash = text(of + "hash");
        if (!sequence.matches("[1-9][0-9]{0,17}") || !hash.matches("[0-9a-f]{64}")) {
            throw wrong(of + "sequence or " + of + "hash is none");
        }
        Quarantine.Entry entry = new Quarantine.Entry(Long.parseLong(sequence), hash);
        byte[] statement = statement(cluster, entry.sequence(), hash);
        List<String> signed = new ArrayList<>();
        for (Map.Entry<String, PublicKey> person : persons.entrySet()) {
            String name = of + "signed." + person.getKey();
            if (lines.containsKey(name)) {
                if (!verifies(person.getValue(), statement, text(name))) {
                    throw wrong(name + " is not the signature of this entry");
                }
                signed.add(person.getKey());
            }
        }
        if (signed.size() < PERSONS) {
            throw wrong(of + "signed is there of " + signed.size() + " persons, not of " + PERSONS);
        }
        acts.add(new Act(entry.sequence(), List.copyOf(signed)));
        return entry;
    }

    private String text(String name) {
        read.add(name);
        return lines.getProperty(name, "").strip();
    }

    private PublicKey publicKey(String name, String key) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw wrong("the key of " + name + " is no Ed25519 public key: " + noKey.getMessage());
        }
    }

    private static boolean verifies(PublicKey key, byte[] statement, String signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(statement);
            return ed25519.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
            return false;
        }
    }

    private ClusterFileException wrong(String what) {
        return new ClusterFileException("quarantine " + file + ": " + what);
    }
}
