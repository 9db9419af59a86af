package kz.sandyq.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import kz.sandyq.market.Quarantine;
import kz.sandyq.protocol.RejectCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer beside a log whose hosts leave an entry out: with the file that two persons signed, and without. */
class QuarantineTest {
    private static final int SEQUENCE = 21;
    private static final String ASK = "If an entry up to there is in quarantine";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final KeyPair aliya = pair();
    private final KeyPair bolat = pair();
    private ExecutedLog logs;
    private Path signed;

    @BeforeEach
    void leftOut() throws Exception {
        logs = new ExecutedLog(folder);
        String hash = ExecutedLog.hash(SEQUENCE);
        logs.keep("log", 40, 0, new Quarantine(List.of(new Quarantine.Entry(SEQUENCE, hash))));
        signed = file("quarantine", SEQUENCE, hash, aliya, bolat);
    }

    @Test
    void withTheFileHeAgreesAndSaysWhoseActItWas() {
        assertThat(ask("log", with(signed))).isZero();
        assertThat(said.getLast())
                .contains("Executed again from the segments up to entry 40: every block")
                .contains("Entry 21 is in quarantine by the act of aliya, bolat: ")
                .contains("code " + RejectCode.QUARANTINED.number() + " " + RejectCode.QUARANTINED);
        assertThat(ask("follow", with(signed), "--every", "0", "--rounds", "2")).isZero();
        assertThat(said.get(said.size() - 2)).contains("Entry 21 is in quarantine by the act of aliya, bolat: ");
        assertThat(said.getLast()).as("told once").startsWith("20 blocks, entries up to 40, executed up to 40");
    }

    @Test
    void withoutItHeSaysThatThereMayBeOne() {
        for (String command : List.of("log", "follow")) {
            assertThat(ask(command, List.of())).isEqualTo(VerifierMain.REFUSED);
            assertThat(said.getLast())
                    .startsWith("NOT PROVEN: ")
                    .contains("block 10, entries 21 to 22, comes to something else")
                    .contains(ASK)
                    .contains("--quarantine FILE --person NAME=KEY --person NAME=KEY");
        }
    }

    @Test
    void aFileThatTwoDidNotSignIsRefused() throws Exception {
        Path forged = file("forged", SEQUENCE, ExecutedLog.hash(SEQUENCE), aliya, pair());
        assertThat(ask("log", with(forged))).isEqualTo(VerifierMain.FILE);
        assertThat(said.getLast())
                .startsWith("This quarantine is refused: ")
                .contains("entry.1.signed.bolat is not the signature of this entry");
        Path one = Files.writeString(
                folder.resolve("one"), Files.readString(signed).replaceAll("entry.1.signed.bolat.*\n", ""));
        assertThat(ask("log", with(one))).isEqualTo(VerifierMain.FILE);
        assertThat(said.getLast()).contains("signed is there of 1 persons, not of 2");
        List<String> alone = List.of("--quarantine", signed.toString(), "--person", person("aliya", aliya));
        assertThat(ask("log", alone)).isEqualTo(VerifierMain.USAGE);
        assertThat(ask("log", with(signed).subList(2, 6))).isEqualTo(VerifierMain.USAGE);
        assertThat(ask("log", with(signed), "--person", person("bolat", aliya))).isEqualTo(VerifierMain.USAGE);
    }

    @Test
    void anEntryThatTheLogDoesNotHaveIsRefused() throws Exception {
        assertThat(ask("log", with(file("other", SEQUENCE, ExecutedLog.hash(23), aliya, bolat))))
                .isEqualTo(VerifierMain.REFUSED);
        assertThat(said.getLast())
                .startsWith("NOT PROVEN: the quarantine that you gave is not of this log: ")
                .contains("names entry 21 with hash " + ExecutedLog.hash(23))
                .contains(ExecutedLog.hash(SEQUENCE))
                .doesNotContain(ASK);
        assertThat(ask("log", with(file("more", 23, ExecutedLog.hash(23), aliya, bolat))))
                .as("an entry that the members did not leave out")
                .isEqualTo(VerifierMain.REFUSED);
        assertThat(said.getLast()).contains("block 10, entries 21 to 22, comes to something else");
    }

    private int ask(String command, List<String> options, String... more) {
        List<String> line = new ArrayList<>(List.of(
                command,
                folder.resolve("log/public").toString(),
                "--policy",
                logs.policy().toString(),
                "--segments",
                folder.resolve("log/segments").toString(),
                "--language",
                "en"));
        line.addAll(options);
        line.addAll(List.of(more));
        return VerifierMain.run(said::add, said::add, line.toArray(String[]::new));
    }

    private List<String> with(Path file) {
        return List.of(
                "--quarantine",
                file.toString(),
                "--person",
                person("aliya", aliya),
                "--person",
                person("bolat", bolat));
    }

    private static String person(String name, KeyPair pair) {
        return name + "=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private Path file(String name, int sequence, String hash, KeyPair first, KeyPair second)
            throws IOException, GeneralSecurityException {
        byte[] statement = ("sandyq quarantine\ncluster " + ExecutedLog.CLUSTER + "\nsequence " + sequence + "\nentry "
                        + hash + "\n")
                .getBytes(UTF_8);
        return Files.writeString(
                folder.resolve(name),
                "cluster = " + ExecutedLog.CLUSTER + "\nentry.1.sequence = " + sequence + "\nentry.1.hash = " + hash
                        + "\nentry.1.signed.aliya = " + signature(first, statement) + "\nentry.1.signed.bolat = "
                        + signature(second, statement) + "\n");
    }

    private static String signature(KeyPair pair, byte[] statement) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(statement);
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
