package kz.sandyq.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import kz.sandyq.transparency.note.VerifierKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of a witness, each mistake with its words; its key and its memory. */
class WitnessFileTest {
    @TempDir
    private static Path directory;

    private static final String LOG =
            InventedLog.named("log.test.invalid").signer().key().format();
    private static final String WHOLE = """
            witness.name = w
            witness.key-file = w.key
            witness.directory = /var/lib/witness
            witness.host = 127.0.0.1
            witness.port = 8443
            log.0 = %s
            """.formatted(LOG);

    private record Line(String what, String file, String words) {}

    @Test
    void aFileIsRead() throws IOException {
        WitnessFile file = WitnessFile.read(written(WHOLE));
        assertThat(file.name).isEqualTo("w");
        assertThat(file.keyFile).isEqualTo(directory.toAbsolutePath().resolve("w.key"));
        assertThat(file.directory).isEqualTo(Path.of("/var/lib/witness"));
        assertThat(file.address.getPort()).isEqualTo(8443);
        assertThat(file.logs).extracting(VerifierKey::format).containsExactly(LOG);
        assertThat(WitnessFile.read(written(open("witness.tls = tls"))).certificates)
                .isEqualTo(directory.toAbsolutePath().resolve("tls"));
        assertThat(WitnessFile.read(written(open("witness.plain-http = true"))).certificates)
                .isNull();
    }

    private static String open(String line) {
        return WHOLE.replace("127.0.0.1", "0.0.0.0") + line + "\n";
    }

    @TestFactory
    Stream<DynamicTest> mistakes() {
        String cosigner = LOG.replaceAll("\\+.*", "+00000000+AAAA");
        return Stream.of(
                        new Line("no name", WHOLE.replace("witness.name = w\n", ""), "witness.name is missing"),
                        new Line("no log", WHOLE.replace("log.0", "log.1"), "nobody reads [log.1]"),
                        new Line("an unknown word", WHOLE + "witness.nmae = x\n", "nobody reads [witness.nmae]"),
                        new Line("no key", WHOLE.replace(LOG, cosigner), "log.0 is no verifier key"),
                        new Line("a key twice", WHOLE + "log.1 = " + LOG + "\n", "log.1 stands twice"),
                        new Line("a port above", WHOLE.replace("8443", "65536"), "witness.port is 65536"),
                        new Line("no port", WHOLE.replace("8443", "https"), "witness.port is 'https', not a number"),
                        new Line("plain in the open", open(""), "cosignatures would be given in plain text"),
                        new Line("plain and TLS", open("witness.tls = t\nwitness.plain-http = true"), "cannot both be"),
                        new Line(
                                "neither true nor false",
                                open("witness.plain-http = yes"),
                                "witness.plain-http is 'yes', neither true nor false"))
                .map(line -> DynamicTest.dynamicTest(
                        line.what,
                        () -> assertThatThrownBy(() -> WitnessFile.read(written(line.file)))
                                .isInstanceOf(WitnessFault.class)
                                .hasMessageContaining(line.words)));
    }

    @Test
    void aKeyIsNeitherShownNorWrittenOverNorTakenWhenOthersMayReadIt() throws IOException {
        Path file = directory.resolve("keys");
        String vkey = WitnessKey.make("w", file);
        String whole = Files.readString(file);
        String secret = whole.lines().skip(2).findFirst().orElseThrow();
        assertThat(WitnessKey.read("w", file).key().format()).isEqualTo(vkey);
        assertThat(WitnessKey.read("w", file).toString()).doesNotContain(secret);
        refused("is there already", () -> WitnessKey.make("w", file), secret);
        refused("is the key of w", () -> WitnessKey.read("x", file), secret);
        Files.writeString(file, whole.replaceFirst("\n....", "\n"));
        refused("cannot be read as a key", () -> WitnessKey.read("w", file), secret);
        Files.writeString(file, whole.replace(secret, secret.substring(4)));
        refused("is damaged", () -> WitnessKey.read("w", file), secret.substring(4));
        String other = WitnessKey.make("w", directory.resolve("other-keys"));
        Files.writeString(file, whole.replace(vkey, other));
        refused("do not fit", () -> WitnessKey.read("w", file), secret);
        Files.writeString(file, whole);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        refused("chmod 600", () -> WitnessKey.read("w", file), secret);
        refused("can be no name", () -> WitnessKey.make("a name", directory.resolve("third")), secret);
    }

    private static void refused(String words, ThrowingCallable call, String not) {
        assertThatThrownBy(call)
                .isInstanceOf(WitnessFault.class)
                .hasMessageContaining(words)
                .satisfies(
                        fault -> assertThat(String.valueOf(fault.getMessage())).doesNotContain(not));
    }

    @Test
    void aMemoryIsOfOneKeyAndOneProcessAndDamageIsNotForgotten() throws IOException {
        InventedLog log = InventedLog.named("log.test.invalid");
        VerifierKey own =
                new VerifierKey("w", VerifierKey.COSIGNATURE, log.signer().key().publicKey());
        VerifierKey other =
                new VerifierKey("v", VerifierKey.COSIGNATURE, log.signer().key().publicKey());
        Path place = directory.resolve("memory");
        assertThatThrownBy(() -> WitnessMemory.open(place, own)).hasMessageContaining("holds no memory");
        WitnessMemory.found(place, own);
        try (WitnessMemory memory = WitnessMemory.open(place, own)) {
            memory.keep(log.checkpoint(5), log.note(5));
            assertThatThrownBy(() -> WitnessMemory.open(place, own)).hasMessageContaining("another process");
        }
        assertThatThrownBy(() -> WitnessMemory.open(place, other)).hasMessageContaining("of another key");
        try (WitnessMemory memory = WitnessMemory.open(place, own)) {
            assertThat(memory.newest("log.test.invalid")).isEqualTo(log.checkpoint(5));
        }
        Path kept;
        try (Stream<Path> files = Files.list(place)) {
            kept = files.filter(each -> each.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(kept);
        Files.write(kept, new byte[0]);
        assertThatThrownBy(() -> WitnessMemory.open(place, own)).hasMessageContaining("is damaged");
        Files.write(kept, InventedLog.named("x.test.invalid").note(5).format());
        assertThatThrownBy(() -> WitnessMemory.open(place, own)).hasMessageContaining("of another origin");
        Files.delete(kept);
        assertThatThrownBy(() -> WitnessMemory.open(place, own)).hasMessageContaining("is gone");
        Files.write(kept, whole);
        WitnessMemory.open(place, own).close();
    }

    private static Path written(String lines) throws IOException {
        return Files.writeString(directory.resolve("witness.properties"), lines);
    }
}
