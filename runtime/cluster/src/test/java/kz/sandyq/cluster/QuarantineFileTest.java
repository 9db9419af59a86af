package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineFileTest {
    private static final String HASH = "5f".repeat(32);
    private static final String HEAD = "cluster = 7\nentry.1.sequence = 48213\nentry.1.hash = " + HASH + "\n";

    @TempDir
    Path directory;

    private final KeyPair aliya = pair("Ed25519");
    private final KeyPair bolat = pair("Ed25519");
    private final Map<String, String> keys = Map.of("aliya", key(aliya), "bolat", key(bolat));

    @Test
    void whatTwoPersonsSignedIsTaken() throws IOException {
        Path file = file(HEAD + signed("aliya", aliya) + signed("bolat", bolat));
        assertThatCode(() -> QuarantineFile.read(file, 7, keys)).doesNotThrowAnyException();
        Path empty = file("cluster = 7\n");
        assertThatCode(() -> QuarantineFile.read(empty, 7, keys)).doesNotThrowAnyException();
    }

    @Test
    void everythingElseIsRefused() throws IOException {
        String both = signed("aliya", aliya) + signed("bolat", bolat);
        refused("signed is there of 1 persons", HEAD + signed("aliya", aliya));
        refused("is not the signature", HEAD + signed("aliya", aliya) + signed("bolat", aliya));
        refused("is not the signature", HEAD + signed("aliya", aliya) + "entry.1.signed.bolat = AAAA\n");
        refused("is not the signature", HEAD.replace("48213", "48214") + both);
        refused("is not the signature", HEAD.replace("5f5f", "5f60") + both);
        refused("nobody reads [entry.1.signed.dana]", HEAD + both + signed("dana", pair("Ed25519")));
        refused("about cluster 8", HEAD.replace("cluster = 7", "cluster = 8") + both);
        refused("is none", HEAD.replace("48213", "0") + both);
        refused("is none", HEAD.replace("5f5f", "5F5F") + both);
        refused("nobody reads [entry.3.sequence]", HEAD + both + "entry.3.sequence = 5\n");
        refused("stands twice", HEAD + both + (HEAD + both).replace("entry.1", "entry.2"));
        Path file = file(HEAD + both);
        assertThatThrownBy(() -> QuarantineFile.read(file, 7, Map.of("aliya", key(aliya), "bolat", key(aliya))))
                .hasMessageContaining("two persons have one key");
        assertThatThrownBy(() -> QuarantineFile.read(file, 7, Map.of("aliya", key(pair("X25519")))))
                .hasMessageContaining("the key of aliya is no Ed25519 public key");
        assertThatThrownBy(() -> QuarantineFile.read(directory.resolve("none"), 7, keys))
                .hasMessageContaining("cannot be read");
    }

    /** The bytes that docs/operations/quarantine.md has people sign. */
    @Test
    void theStatementIsWhatThePageSays() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("sandyq.root")).resolve("docs/operations/quarantine.md"));
        for (String line : List.of("sandyq quarantine\\n", "cluster %s\\n", "sequence %s\\n", "entry %s\\n")) {
            assertThat(page).contains(line);
        }
        assertThat(QuarantineFile.statement(7, 48213, HASH))
                .asString()
                .isEqualTo("sandyq quarantine\ncluster 7\nsequence 48213\nentry " + HASH + "\n");
    }

    /** What docs/operations/quarantine.md has each person type, typed. */
    @Test
    void theCommandsOfThePageMakeAFileThatIsTaken() throws IOException {
        Path root = Path.of(System.getProperty("sandyq.root"));
        List<String> commands = Files.readAllLines(root.resolve("docs/operations/quarantine.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("openssl ") || line.startsWith("printf "))
                .toList();
        assertThat(commands).hasSize(4);
        Map<String, String> said = new TreeMap<>();
        StringBuilder signed = new StringBuilder(HEAD);
        for (String name : List.of("aliya", "bolat")) {
            List<String> outputs = new ArrayList<>();
            for (String command : commands) {
                outputs.add(shell(command.replace("aliya", name).replace("HASH", HASH)));
            }
            said.put(name, outputs.get(1));
            signed.append("entry.1.signed." + name + " = " + outputs.get(3) + "\n");
        }
        QuarantineFile taken = QuarantineFile.read(file(signed.toString()), 7, said);
        assertThat(taken.acts()).containsExactly(new QuarantineFile.Act(48_213, List.of("aliya", "bolat")));
    }

    private String shell(String command) throws IOException {
        Process process = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as(command + "\n" + said)
                .isZero();
        return said;
    }

    private void refused(String words, String lines) throws IOException {
        Path file = file(lines);
        assertThatThrownBy(() -> QuarantineFile.read(file, 7, keys))
                .as(lines)
                .isInstanceOf(ClusterFileException.class)
                .hasMessageContaining(words);
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(directory.resolve("quarantine"), lines);
    }

    private static String signed(String name, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(QuarantineFile.statement(7, 48213, HASH));
            return "entry.1.signed." + name + " = " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String key(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
