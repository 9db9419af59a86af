package kz.sandyq.transparency.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes and checkpoints against published ones, and their strictness. */
class NoteTest {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETERS_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String ARCHE = "arche2025h1.staging.ct.transparency.dev";
    /** A checkpoint of a public log, cosigned by public witnesses. */
    private static final String PUBLIC = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
            — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;

    private static final String PUBLIC_POLICY = """
            log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f
            witness remora remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2
            witness mole witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv
            witness garden transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM
            witness smart witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO
            group g all remora mole garden smart
            quorum g
            """;

    @Test
    void theNoteOfTheGoLibrary() throws Refused {
        VerifierKey key = VerifierKey.parse(PETER);
        assertThat(key.format()).isEqualTo(PETER);
        assertThat(key.id()).isEqualTo(0xc74f20a3);
        SignedNote note = SignedNote.parse(PETERS_NOTE.getBytes(UTF_8));
        assertThat(note.format()).isEqualTo(PETERS_NOTE.getBytes(UTF_8));
        assertThat(note.verified(List.of(key))).containsOnlyKeys(key);
        SignedNote changed =
                SignedNote.parse(PETERS_NOTE.replace("answer", "Answer").getBytes(UTF_8));
        assertThatThrownBy(() -> changed.verified(List.of(key))).hasMessage("23 SIGNATURE_INVALID");
    }

    @Test
    void aPublicCheckpointWithFourWitnessesByItsPolicy() throws Refused {
        Policy policy = Policy.parse(PUBLIC_POLICY.getBytes(UTF_8));
        SignedNote note = SignedNote.parse(PUBLIC.getBytes(UTF_8));
        assertThat(note.format()).isEqualTo(PUBLIC.getBytes(UTF_8));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo(ARCHE);
        assertThat(checkpoint.size()).isEqualTo(1_432_088_532L);
        assertThat(checkpoint.text()).isEqualTo(note.text());
        assertThat(note.verified(policy.logs(ARCHE))).hasSize(1);
        Map<VerifierKey, NoteSignature> cosigned =
                note.verified(policy.witnesses().values());
        assertThat(cosigned).hasSize(4);
        assertThat(cosigned.values()).allMatch(each -> each.timestampSeconds() == 0x6a122120L);
        assertThat(policy.isMet(policy.witnesses().keySet())).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> anythingElseIsNoNote() {
        String line = PETERS_NOTE.substring(PETERS_NOTE.indexOf('—'));
        return Map.ofEntries(
                        Map.entry("nothing", ""),
                        Map.entry("no signature", "text\n\n"),
                        Map.entry("no text", "\n" + line),
                        Map.entry("no gap", "text\n" + line),
                        Map.entry("no last newline", ("text\n\n" + line).stripTrailing()),
                        Map.entry("a hyphen for the dash", "text\n\n" + line.replace('—', '-')),
                        Map.entry("two spaces", "text\n\n" + line.replace("n x", "n  x")),
                        Map.entry("a tab", "te\txt\n\n" + line),
                        Map.entry("a carriage return", "text\r\n\n" + line),
                        Map.entry("a plus in the name", "text\n\n" + line.replace("Peter", "Peter+")),
                        Map.entry("a narrow space in the name", "text\n\n" + line.replace("Peter", "Peter\u202f")),
                        Map.entry("no padding", "text\n\n" + line.replace("=", "")),
                        Map.entry("spare bits", "text\n\n" + line.replace("M=", "N=")),
                        Map.entry("four bytes", "text\n\n— PeterNeumann x08gow==\n"),
                        Map.entry("a line after", "text\n\n" + line + "more\n"))
                .entrySet()
                .stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> assertThatThrownBy(
                                        () -> SignedNote.parse(each.getValue().getBytes(UTF_8)))
                                .hasMessage("4 NOTE_MALFORMED")));
    }

    @Test
    void bytesThatAreNoUtf8AndNotesWithoutEndAreRefused() {
        byte[] bytes = PETERS_NOTE.getBytes(UTF_8);
        bytes[3] = (byte) 0xC3;
        assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessage("4 NOTE_MALFORMED");
        byte[] large = new byte[SignedNote.LONGEST + 1];
        assertThatThrownBy(() -> SignedNote.parse(large)).hasMessage("1 TOO_LARGE");
        String line = PETERS_NOTE.substring(PETERS_NOTE.indexOf('—'));
        byte[] many = ("text\n\n" + line.repeat(101)).getBytes(UTF_8);
        assertThatThrownBy(() -> SignedNote.parse(many)).hasMessage("1 TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a3",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                " PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void otherKeysAreRefused(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).hasMessage("7 KEY_MALFORMED");
    }

    @Test
    void whatIsSignedHereVerifiesAndNamesItsTime() throws Refused {
        NoteSigner log = TestKeys.log("log.test.invalid", "log");
        NoteSigner node = TestKeys.cosigner("node.test.invalid", "node");
        String text = new Checkpoint("log.test.invalid", 5, Hash.ZERO).text();
        SignedNote note = new SignedNote(text, List.of(log.sign(text, 0), node.sign(text, 1_700_000_000)));
        SignedNote read = SignedNote.parse(note.format());
        assertThat(read.verified(List.of(log.key(), node.key()))).containsOnlyKeys(log.key(), node.key());
        assertThat(read.signatures().get(1).timestampSeconds()).isEqualTo(1_700_000_000);
        SignedNote twice = new SignedNote(text, List.of(node.sign(text, 1), node.sign(text, 2)));
        assertThatThrownBy(() -> twice.verified(List.of(node.key()))).hasMessage("24 SIGNED_TWICE");
        assertThat(twice.verified(List.of(log.key()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n5\n",
                "o\n05\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n-5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n+5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n9223372036854775808\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n٥\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o o\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
                "o\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n",
                "o\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nextension\n",
                "o\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void otherTextsAreNoCheckpoints(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).hasMessage("5 CHECKPOINT_MALFORMED");
    }

    /** Two clients who were shown different logs see it when they compare. */
    @TestFactory
    Stream<DynamicTest> aLogThatDoesNotGoOnIsCaught() {
        List<Hash> honest = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(each -> new TreeHasher().leaf(each.getBytes(UTF_8)))
                .toList();
        List<Hash> forked = Stream.of("a", "b", "X", "d", "e", "f", "g")
                .map(each -> new TreeHasher().leaf(each.getBytes(UTF_8)))
                .toList();
        record Line(String name, Checkpoint earlier, Checkpoint later, List<Hash> proof, String outcome) {}
        Checkpoint three = head("log", honest.subList(0, 3));
        Checkpoint five = head("log", honest.subList(0, 5));
        Checkpoint seven = head("log", honest);
        Checkpoint otherFive = head("log", forked.subList(0, 5));
        Checkpoint otherSeven = head("log", forked);
        List<Hash> from3 = TreeProver.of(honest).consistency(3);
        List<Hash> from5 = TreeProver.of(honest).consistency(5);
        List<Hash> forkFrom5 = TreeProver.of(forked).consistency(5);
        return Stream.of(
                        new Line("three, seven", three, seven, from3, "goes on"),
                        new Line("five, seven", five, seven, from5, "goes on"),
                        new Line("five, five", five, five, List.of(), "goes on"),
                        new Line("rolled back by two", seven, five, List.of(), "60 ROLLED_BACK"),
                        new Line("rolled back with a proof", seven, five, from5, "60 ROLLED_BACK"),
                        new Line("rolled back by four", seven, three, from3, "60 ROLLED_BACK"),
                        new Line("rolled back to another history", seven, otherFive, forkFrom5, "60 ROLLED_BACK"),
                        new Line("rolled back to nothing", three, head("log", List.of()), List.of(), "60 ROLLED_BACK"),
                        new Line("two roots of seven", seven, otherSeven, List.of(), "61 FORKED"),
                        new Line("two roots of five", five, otherFive, List.of(), "61 FORKED"),
                        new Line("two roots and a proof", otherFive, five, from5, "61 FORKED"),
                        new Line("a fork that grew, its own proof", five, otherSeven, forkFrom5, "62 NOT_CONSISTENT"),
                        new Line("a fork that grew, honest proof", five, otherSeven, from5, "62 NOT_CONSISTENT"),
                        new Line("from a fork back", otherFive, seven, from5, "62 NOT_CONSISTENT"),
                        new Line("no proof", five, seven, List.of(), "62 NOT_CONSISTENT"),
                        new Line("proof of another size", five, seven, from3, "62 NOT_CONSISTENT"),
                        new Line("a proof for equal sizes", five, five, from5, "62 NOT_CONSISTENT"),
                        new Line("another log", five, head("other", honest), from5, "20 OTHER_ORIGIN"))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThat(outcome(line.earlier, line.later, line.proof))
                                .isEqualTo(line.outcome)));
    }

    private static String outcome(Checkpoint earlier, Checkpoint later, List<Hash> proof) {
        try {
            earlier.goesOnIn(later, proof);
            return "goes on";
        } catch (Refused refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static Checkpoint head(String origin, List<Hash> leaves) {
        return new Checkpoint(origin, leaves.size(), TreeProver.of(leaves).root());
    }
}
