package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed and what never is; and that each record of a kept log can be shown to whoever has the policy. */
class NotaryTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";

    @TempDir
    Path place;

    private MemoryLog log = new MemoryLog(11).grow(150).settle();
    private NoteSigner logKey;
    private NoteSigner first;
    private NoteSigner second;
    private NoteSigner stranger;
    private NoteSigner outside;
    private Policy policy;
    private Translog translog;

    @BeforeEach
    void begin() throws Refused {
        logKey = key(ORIGIN, VerifierKey.ED25519);
        first = key("node-1", VerifierKey.COSIGNATURE);
        second = key("node-2", VerifierKey.COSIGNATURE);
        outside = key("auditor", VerifierKey.COSIGNATURE);
        stranger = key("node-3", VerifierKey.COSIGNATURE);
        policy = Policy.parse(("log " + logKey + "\nwitness node-1 " + first + "\nwitness node-2 " + second
                        + "\nwitness auditor " + outside + "\ngroup nodes 2 node-1 node-2\nquorum nodes\n")
                .getBytes(UTF_8));
        translog = Translog.open(place.resolve("log"), MemoryLog.CLUSTER, log, 1_000_000);
        follow();
    }

    @AfterEach
    void end() {
        translog.close();
    }

    @Test
    void whatIsSignedAndWhatIsNot() {
        long size = translog.tiles().size();
        Checkpoint head = translog.head(ORIGIN, size);
        Checkpoint smaller = translog.head(ORIGIN, size - 3);
        Checkpoint otherRoot = new Checkpoint(ORIGIN, size, smaller.root());
        try (Notary notary = notary()) {
            assertThat(notary.sign(translog.head(ORIGIN, 0), by(head, first), translog.tiles()))
                    .isFalse();
            assertThat(notary.sign(head, List.of(first.sign(head.text(), 5)), translog.tiles()))
                    .isFalse();
            assertThat(notary.sign(head, by(head, first, stranger), translog.tiles()))
                    .isFalse();
            assertThatThrownBy(() -> notary.sign(head, by(smaller, first, second), translog.tiles()))
                    .hasMessageContaining("SIGNATURE_INVALID");
            assertThatThrownBy(() -> notary.sign(head, by(head, first, first), translog.tiles()))
                    .hasMessageContaining("SIGNED_TWICE");
            assertThat(notary.published()).isEmpty();
            assertThat(notary.sign(head, by(head, first, second, stranger), translog.tiles()))
                    .isTrue();
            assertThat(names(notary)).containsExactly(ORIGIN, "node-1", "node-2");
            assertThat(notary.sign(smaller, by(smaller, first, second), translog.tiles()))
                    .isFalse();
            assertThatThrownBy(() -> notary.sign(otherRoot, by(otherRoot, first, second), translog.tiles()))
                    .hasMessageContaining("FORKED");
            Checkpoint elsewhere = translog.head("other.invalid/7", size);
            assertThatThrownBy(() -> notary.sign(elsewhere, by(elsewhere, first, second), translog.tiles()))
                    .hasMessageContaining("a head of other.invalid/7");
        }
    }

    @Test
    void aNotaryThatWasKilledNeverSignsLessOrAnotherRoot() throws IOException {
        Checkpoint head = translog.head(ORIGIN, translog.tiles().size());
        Checkpoint smaller = translog.head(ORIGIN, translog.tiles().size() - 1);
        try (Notary notary = notary()) {
            notary.sign(head, by(head, first, second), translog.tiles());
            assertThatThrownBy(this::notary).hasMessageContaining("another process works in");
        }
        // Killed between its word and the signature: what it meant to sign binds it.
        Files.delete(place.resolve("checkpoint"));
        try (Notary notary = notary()) {
            assertThat(notary.published()).isEmpty();
            assertThat(notary.sign(smaller, by(smaller, first, second), translog.tiles()))
                    .isFalse();
            Checkpoint fork = new Checkpoint(ORIGIN, head.size(), smaller.root());
            assertThatThrownBy(() -> notary.sign(fork, by(fork, first, second), translog.tiles()))
                    .hasMessageContaining("FORKED");
            assertThat(notary.sign(head, by(head, first, second), translog.tiles()))
                    .isTrue();
        }
        log.grow(200).settle();
        follow();
        Checkpoint later = translog.head(ORIGIN, translog.tiles().size());
        assertThat(later.size()).isGreaterThan(head.size());
        try (Notary notary = notary()) {
            assertThat(notary.sign(later, by(later, first, second), translog.tiles()))
                    .isTrue();
        }
        // Its memory is that of an older backup, or gone: what it has published binds it.
        for (String memory : new String[] {head.text(), ""}) {
            Files.delete(place.resolve("notary/signed"));
            if (!memory.isEmpty()) {
                Files.writeString(place.resolve("notary/signed"), memory);
            }
            try (Notary notary = notary()) {
                assertThat(notary.sign(head, by(head, first, second), translog.tiles()))
                        .isFalse();
                Checkpoint fork = new Checkpoint(ORIGIN, later.size(), head.root());
                assertThatThrownBy(() -> notary.sign(fork, by(fork, first, second), translog.tiles()))
                        .hasMessageContaining("FORKED");
            }
        }
        Path published = place.resolve("checkpoint");
        Files.writeString(published, Files.readString(published).replace(ORIGIN + " ", "other.invalid "));
        assertThatThrownBy(this::notary).hasMessageContaining("is not signed by");
        Files.writeString(place.resolve("notary/signed"), "nonsense");
        assertThatThrownBy(this::notary).hasMessageContaining("what was signed cannot be read");
    }

    @Test
    void whatWitnessesSayIsAddedToThePublishedCheckpointOnly() {
        Checkpoint head = translog.head(ORIGIN, translog.tiles().size());
        Checkpoint smaller = translog.head(ORIGIN, translog.tiles().size() - 1);
        try (Notary notary = notary()) {
            assertThat(notary.sign(smaller, by(smaller, first, second), translog.tiles()))
                    .isTrue();
            SignedNote old = notary.published().orElseThrow();
            assertThat(notary.sign(head, by(head, first, second), translog.tiles()))
                    .isTrue();
            SignedNote now = notary.published().orElseThrow();
            notary.add(old, by(smaller, stranger));
            assertThat(names(notary)).doesNotContain("node-3");
            assertThatThrownBy(() -> notary.add(now, by(head, first))).hasMessageContaining("SIGNED_TWICE");
            notary.add(now, by(head, stranger));
            assertThat(names(notary)).containsExactly(ORIGIN, "node-1", "node-2");
            notary.add(now, by(head, outside));
            assertThat(names(notary)).containsExactly(ORIGIN, "node-1", "node-2", "auditor");
            assertThat(notary.sign(head, by(head, first, second), translog.tiles()))
                    .isTrue();
            assertThat(names(notary)).contains("auditor");
            assertThat(place.resolve("checkpoint"))
                    .hasBinaryContent(notary.published().orElseThrow().format());
        }
    }

    @Test
    void everyRecordOfTheLogHasAReceiptAndNothingElseHas() {
        Checkpoint head = translog.head(ORIGIN, translog.tiles().size());
        try (Notary notary = notary()) {
            notary.sign(head, by(head, first, second), translog.tiles());
            SignedNote checkpoint = notary.published().orElseThrow();
            Receipts receipts = new Receipts(translog);
            ReceiptVerifier verifier = new ReceiptVerifier(policy, ORIGIN, MemoryLog.CLUSTER);
            long last = receipts.lastSequence(checkpoint);
            long shown = 0;
            int longest = 0;
            for (long sequence = 1; sequence <= last; sequence++) {
                for (int number = 0; number < 9; number++) {
                    byte[] file = receipts.of(sequence, number, checkpoint)
                            .map(TlogProof::format)
                            .orElse(null);
                    if (file == null && number > 0) {
                        break;
                    }
                    if (file == null) {
                        continue;
                    }
                    Verdict verdict = verifier.verify(file);
                    assertThat(verdict).isInstanceOf(Verdict.Proven.class);
                    shown++;
                    longest = Math.max(longest, file.length);
                }
            }
            long records = 0;
            for (long block = 0; block < head.size(); block++) {
                records += translog.tiles().header(block).records();
            }
            assertThat(shown).isEqualTo(records);
            assertThat(longest).isLessThan(4_096);
            assertThat(receipts.of(last + 1, 0, checkpoint)).isEmpty();
            assertThat(receipts.of(0, 0, checkpoint)).isEmpty();
        }
    }

    @Test
    void keysAreForTheirOwnerAndTheirNameOnly() throws IOException {
        Path file = place.resolve("node-1.key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(SigningKeys.take(file, "node-1", VerifierKey.COSIGNATURE).key())
                .isEqualTo(first.key());
        assertThatThrownBy(() -> SigningKeys.take(file, "node-2", VerifierKey.COSIGNATURE))
                .hasMessageContaining("holds the key of node-1, not of node-2");
        assertThatThrownBy(() -> SigningKeys.take(file, "node-1", VerifierKey.ED25519))
                .isInstanceOf(TranslogException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKeys.take(file, "node-1", VerifierKey.COSIGNATURE))
                .hasMessageContaining("can be read by others");
        Path mixed = place.resolve("mixed.key");
        List<String> lines = Files.readAllLines(place.resolve("node-2.key"));
        Files.createFile(mixed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(mixed, List.of(first.key().format(), lines.get(1)));
        assertThatThrownBy(() -> SigningKeys.take(mixed, "node-1", VerifierKey.COSIGNATURE))
                .hasMessageContaining("holds no key");
    }

    private Notary notary() {
        return Notary.open(place.resolve("notary"), place.resolve("checkpoint"), logKey, policy);
    }

    private NoteSigner key(String name, byte type) {
        return SigningKeys.take(place.resolve(name.replace('/', '_') + ".key"), name, type);
    }

    private static List<NoteSignature> by(Checkpoint head, NoteSigner... signers) {
        return List.of(signers).stream()
                .map(each -> each.sign(head.text(), 1_790_000_000L))
                .toList();
    }

    private static List<String> names(Notary notary) {
        return notary.published().orElseThrow().signatures().stream()
                .map(NoteSignature::name)
                .toList();
    }

    private void follow() {
        for (int quiet = 0; quiet < 2; ) {
            quiet = translog.poll(1_000) == 0 ? quiet + 1 : 0;
        }
    }
}
