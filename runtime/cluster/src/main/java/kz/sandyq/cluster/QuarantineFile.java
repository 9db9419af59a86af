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
final class QuarantineFile {
    private static final int PERSONS = 2;

    private final Path file;
    private final Properties lines = new Properties();
    private final Set<String> read = new HashSet<>();
    private final Map<String, PublicKey> persons = new TreeMap<>();

    private QuarantineFile(Path file, Map<String, String> keys) {
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
    }

    /**
     * Reads the file and checks what it says.
     *
     * @param cluster number of the cluster whose log it is about
     * @param keys of each person, by name: Ed25519, base64 of the X.509 form, as between the lines of a PEM file
     * @throws ClusterFileException when it cannot be read, is about another cluster, or lacks a signature that is right
     */
    static Quarantine read(Path file, int cluster, Map<String, String> keys) {
        QuarantineFile found = new QuarantineFile(file, keys);
        if (!found.text("cluster").equals(String.valueOf(cluster))) {
            throw found.wrong("it is about cluster " + found.text("cluster") + ", not " + cluster);
        }
        List<Quarantine.Entry> entries = new ArrayList<>();
        for (int number = 1; found.lines.containsKey("entry." + number + ".sequence"); number++) {
            entries.add(found.entry(cluster, "entry." + number + "."));
        }
        Set<String> unknown = new TreeSet<>(found.lines.stringPropertyNames());
        unknown.removeAll(found.read);
        if (!unknown.isEmpty()) {
            throw found.wrong("nobody reads " + unknown);
        }
        try {
            return new Quarantine(entries);
        } catch (IllegalArgumentException twice) {
            throw found.wrong(String.valueOf(twice.getMessage()));
        }
    }

    /** What a person signs. */
    static byte[] statement(int cluster, long sequence, String hash) {
        return ("sandyq quarantine\ncluster " + cluster + "\nsequence " + sequence + "\nentry " + hash + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Quarantine.Entry entry(int cluster, String of) {
        String sequence = text(of + "sequence");
        String hash = text(of + "hash");
        if (!sequence.matches("[1-9][0-9]{0,17}") || !hash.matches("[0-9a-f]{64}")) {
            throw wrong(of + "sequence or " + of + "hash is none");
        }
        byte[] statement = statement(cluster, Long.parseLong(sequence), hash);
        int signed = 0;
        for (Map.Entry<String, PublicKey> person : persons.entrySet()) {
            String name = of + "signed." + person.getKey();
            if (lines.containsKey(name)) {
                if (!verifies(person.getValue(), statement, text(name))) {
                    throw wrong(name + " is not the signature of this entry");
                }
                signed++;
            }
        }
        if (signed < PERSONS) {
            throw wrong(of + "signed is there of " + signed + " persons, not of " + PERSONS);
        }
        return new Quarantine.Entry(Long.parseLong(sequence), hash);
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
