package kz.sandyq.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier that knows the specification only gives our verdicts, on golden files and on what becomes of them. */
class PythonTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final String NAMES = "node-1,node-2,node-3,node-4,depository,regulator";
    private static final Path POLICY = Golden.FOLDER.resolve("policy-1.txt");

    @TempDir
    private Path folder;

    private Python python;

    @BeforeEach
    void start() {
        assumeThat(Python.interpreter()).isPresent();
        python = Python.start();
    }

    @AfterEach
    void end() {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void theGoldenFilesAreProven() {
        Path receipt = Golden.FOLDER.resolve("receipt-1.tlog-proof");
        Path log = Golden.FOLDER.resolve("log");
        assertThat(python.asked("receipt", receipt, POLICY, ORIGIN, 7)).isEqualTo("PROVEN 67/1 " + NAMES);
        assertThat(python.asked("receipt", receipt, POLICY, ORIGIN, 8)).isEqualTo("REFUSED OTHER_CLUSTER");
        assertThat(python.asked("receipt", receipt, POLICY, "other", 7)).isEqualTo("REFUSED OTHER_ORIGIN");
        assertThat(python.asked("log", log, POLICY, ORIGIN, 7)).isEqualTo("PROVEN 20 " + NAMES);
        assertThat(consistency("older/checkpoint", "log/checkpoint", "older/consistency"))
                .isEqualTo("PROVEN 12 20");
    }

    @Test
    void aLogThatDoesNotGoOnIsRefused() throws IOException {
        String proof = new String(Golden.read("older/consistency"), UTF_8);
        Files.writeString(folder.resolve("none"), "");
        Files.writeString(
                folder.resolve("longer"), proof + proof.lines().findFirst().orElseThrow() + "\n");
        Files.writeString(folder.resolve("shorter"), proof.substring(proof.indexOf('\n') + 1));
        assertThat(consistency("log/checkpoint", "older/checkpoint", "older/consistency"))
                .isEqualTo("REFUSED ROLLED_BACK");
        assertThat(consistency("log/checkpoint", "forked/checkpoint", folder.resolve("none")))
                .isEqualTo("REFUSED FORKED");
        assertThat(consistency("older/checkpoint", "forked/checkpoint", "older/consistency"))
                .isEqualTo("REFUSED NOT_CONSISTENT");
        for (String other : List.of("none", "longer", "shorter")) {
            assertThat(consistency("older/checkpoint", "log/checkpoint", folder.resolve(other)))
                    .as(other)
                    .isEqualTo("REFUSED NOT_CONSISTENT");
        }
        assertThat(consistency("log/checkpoint", "log/checkpoint", folder.resolve("none")))
                .isEqualTo("PROVEN 20 20");
    }

    private String consistency(Object older, Object newer, Object proof) {
        return python.asked(
                "consistency",
                Golden.FOLDER.resolve(older.toString()),
                Golden.FOLDER.resolve(newer.toString()),
                Golden.FOLDER.resolve(proof.toString()));
    }

    @Test
    void tilesThatAreNotTheLogsAreRefused() throws IOException {
        List<String> names = List.of("checkpoint", "tile/0/000.p/20", "tile/entries/000.p/20");
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 30; round++) {
            String changed = names.get(round % 3);
            for (String name : names) {
                byte[] file = Golden.read("log/" + name);
                if (name.equals(changed)) {
                    file[random.nextInt(changed.equals("checkpoint") ? 70 : file.length)] ^= 1;
                }
                Files.createDirectories(folder.resolve(name).getParent());
                Files.write(folder.resolve(name), file);
            }
            assertThat(python.asked("log", folder, POLICY, ORIGIN, 7))
                    .as(changed)
                    .startsWith("REFUSED ");
        }
        Files.delete(folder.resolve("tile/entries/000.p/20"));
        assertThat(python.asked("log", folder, POLICY, ORIGIN, 7)).startsWith("REFUSED ");
    }

    /** A share of the campaign. */
    @Test
    void itsVerdictOfAChangedReceiptIsOurs() throws IOException, Refused {
        compare(97);
    }

    @Test
    @Tag("campaign")
    void itsVerdictOfAReceiptChangedAtEveryByteIsOurs() throws IOException, Refused {
        compare(1);
    }

    /** Changes every so many-th byte in four ways; verdict, code and names must be the same. */
    private void compare(int step) throws IOException, Refused {
        byte[] receipt = Golden.read("receipt-1.tlog-proof");
        ReceiptVerifier ours = new ReceiptVerifier(Policy.parse(Files.readAllBytes(POLICY)), ORIGIN, 7);
        SplittableRandom random = new SplittableRandom(step);
        Path file = folder.resolve("receipt");
        int refused = 0;
        for (int at = 0; at < receipt.length; at += step) {
            for (byte[] changed : changed(receipt, at, random)) {
                Files.write(file, changed);
                String verdict = said(ours.verify(changed));
                assertThat(python.asked("receipt", file, POLICY, ORIGIN, 7))
                        .as("byte %d", at)
                        .isEqualTo(verdict);
                refused += verdict.startsWith("REFUSED") ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(receipt.length / step * 3);
    }

    private static List<byte[]> changed(byte[] file, int at, SplittableRandom random) {
        List<byte[]> all = new ArrayList<>();
        byte[] bit = file.clone();
        bit[at] ^= (byte) (1 << random.nextInt(8));
        all.add(bit);
        byte[] other = file.clone();
        other[at] = (byte) random.nextInt(256);
        if (!Arrays.equals(other, file)) {
            all.add(other);
        }
        all.add(Arrays.copyOf(file, at));
        byte[] shorter = Arrays.copyOf(file, file.length - 1);
        System.arraycopy(file, at + 1, shorter, at, file.length - at - 1);
        all.add(shorter);
        return all;
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotProven not -> "REFUSED " + not.refusal();
            case Verdict.Proven proven ->
                "PROVEN " + proven.sequence() + "/" + proven.recordNumber() + " "
                        + String.join(
                                ",",
                                Stream.concat(proven.nodes().stream(), proven.witnesses().stream())
                                        .map(Cosigner::name)
                                        .toList());
        };
    }
}
