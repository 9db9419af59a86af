package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are changed as docs/operations/proofs.md says: what was signed stays good, and no key signs two histories. */
class RotationTest {
    private static final String OLD = "test.invalid/sandyq/7";
    private static final String NEW = "test.invalid/sandyq/7-2";
    private static final long SEQUENCE = 4;

    @TempDir
    Path place;

    private final MemoryLog log = new MemoryLog(31).grow(200).settle();
    private NoteSigner first;
    private NoteSigner second;

    @BeforeEach
    void nodes() {
        first = key("node-1", "node-1", VerifierKey.COSIGNATURE);
        second = key("node-2", "node-2", VerifierKey.COSIGNATURE);
    }

    @Test
    void aNodeGetsAnotherKey() throws Exception {
        NoteSigner logKey = key("log", OLD, VerifierKey.ED25519);
        String before = policy(logKey, first, second);
        byte[] old = receipt(logKey, before, first, second);
        // Its file is moved away; the next start makes another one under the same name.
        Files.move(place.resolve("node-2.key"), place.resolve("node-2.key.before"));
        NoteSigner other = key("node-2", "node-2", VerifierKey.COSIGNATURE);
        assertThat(other.key()).isNotEqualTo(second.key());
        log.grow(100).settle();
        // Under the policy of before the new key counts for nothing, and what was signed stands.
        assertThat(sizes(logKey, before, first, other)).containsExactly(true, false);
        String after = policy(logKey, first, other);
        byte[] fresh = receipt(logKey, after, first, other);
        expect(old, before, OLD, true);
        expect(fresh, after, OLD, true);
        expect(old, after, OLD, false);
        expect(fresh, before, OLD, false);
    }

    @Test
    void aLogGetsAnotherKeyUnderAnotherName() throws Exception {
        NoteSigner logKey = key("log", OLD, VerifierKey.ED25519);
        String before = policy(logKey, first, second);
        byte[] old = receipt(logKey, before, first, second);
        Checkpoint last = Checkpoint.parse(TlogProof.parse(old).checkpoint().text());
        // Another key does not go on under the old name.
        Files.move(place.resolve("log.key"), place.resolve("log.key.before"));
        NoteSigner another = key("log", OLD, VerifierKey.ED25519);
        assertThatThrownBy(() -> receipt(another, policy(another, first, second), first, second))
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("is not signed by");
        Files.move(place.resolve("proof/notary"), place.resolve("notary-of-before"));
        Files.move(place.resolve("proof/public/checkpoint"), place.resolve("last-checkpoint"));
        NoteSigner newKey = key("log-2", NEW, VerifierKey.ED25519);
        log.grow(100).settle();
        String after = policy(newKey, first, second);
        byte[] fresh = receipt(newKey, after, first, second);
        expect(old, before, OLD, true);
        expect(fresh, after, NEW, true);
        expect(old, after, OLD, false);
        expect(fresh, before, NEW, false);
        // It is the same tree: the last head of the old name is one of the new one's.
        try (Translog kept = Translog.open(place.resolve("proof"), MemoryLog.CLUSTER, log, 1_000_000)) {
            assertThat(kept.head(OLD, last.size())).isEqualTo(last);
        }
    }

    /** Two of three witnesses are enough while the third changes; what it signed stays good under the old policy. */
    @Test
    void aWitnessGetsAnotherKeyUnderAnotherName() throws Exception {
        NoteSigner logKey = key("log", OLD, VerifierKey.ED25519);
        NoteSigner depository = key("depository", "depository.example", VerifierKey.COSIGNATURE);
        NoteSigner auditor = key("auditor", "auditor.example", VerifierKey.COSIGNATURE);
        NoteSigner regulator = key("regulator", "regulator.example", VerifierKey.COSIGNATURE);
        NoteSigner another = key("regulator-2", "regulator-2.example", VerifierKey.COSIGNATURE);
        String before = witnessed(logKey, depository, auditor, regulator);
        byte[] old = witnessedReceipt(logKey, before, depository, regulator);
        log.grow(100).settle();
        byte[] between = witnessedReceipt(logKey, before, depository, auditor);
        // The new line stands in the place of the old one, and the operator starts again.
        String after = witnessed(logKey, depository, auditor, another);
        log.grow(100).settle();
        byte[] fresh = witnessedReceipt(logKey, after, depository, another);
        expect(old, before, OLD, true);
        expect(between, before, OLD, true);
        expect(between, after, OLD, true);
        expect(fresh, after, OLD, true);
        // One witness that the policy names is too few: the old key counts no more, the new one not yet.
        expect(old, after, OLD, false);
        expect(fresh, before, OLD, false);
    }

    /** As {@link #receipt}, under the newest checkpoint with the cosignatures of these witnesses. */
    private byte[] witnessedReceipt(NoteSigner logKey, String policy, NoteSigner... witnesses) throws Refused {
        try (SignedLog signed = open(logKey, policy, first, second)) {
            for (int quiet = 0; quiet < 2; ) {
                quiet = signed.poll(10_000) == 0 ? quiet + 1 : 0;
            }
            SignedNote note = signed.checkpoint().orElseThrow();
            List<NoteSignature> signatures = new ArrayList<>(note.signatures());
            for (NoteSigner witness : witnesses) {
                signatures.add(witness.sign(note.text(), 1_790_000_100L));
            }
            return signed.receipt(SEQUENCE, 0, new SignedNote(note.text(), signatures))
                    .orElseThrow()
                    .format();
        }
    }

    /** Both nodes, and two of the witnesses. */
    private String witnessed(NoteSigner logKey, NoteSigner... witnesses) {
        StringBuilder lines = new StringBuilder(policy(logKey, first, second).replace("quorum nodes\n", ""));
        StringBuilder names = new StringBuilder();
        for (NoteSigner witness : witnesses) {
            String name = witness.key().name();
            lines.append("witness ").append(name).append(' ').append(witness).append('\n');
            names.append(' ').append(name);
        }
        return lines + "group witnesses 2" + names + "\ngroup both all nodes witnesses\nquorum both\n";
    }

    private void expect(byte[] receipt, String policy, String origin, boolean proven) throws Refused {
        Verdict verdict =
                new ReceiptVerifier(Policy.parse(policy.getBytes(UTF_8)), origin, MemoryLog.CLUSTER).verify(receipt);
        assertThat(verdict instanceof Verdict.Proven).as(verdict.toString()).isEqualTo(proven);
    }

    /** Follows the log to its end, as a deployment with these keys does; the receipt of one record. */
    private byte[] receipt(NoteSigner logKey, String policy, NoteSigner... nodes) throws Refused {
        try (SignedLog signed = open(logKey, policy, nodes)) {
            long before = published(signed);
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (published(signed) == before && System.nanoTime() < deadlineNs) {
                signed.poll(10_000);
            }
            return signed.receipt(SEQUENCE, 0).orElseThrow().format();
        }
    }

    /** Whether something is published, and whether more is after the whole log was read. */
    private List<Boolean> sizes(NoteSigner logKey, String policy, NoteSigner... nodes) throws Refused {
        try (SignedLog signed = open(logKey, policy, nodes)) {
            long before = published(signed);
            for (int quiet = 0; quiet < 2; ) {
                quiet = signed.poll(10_000) == 0 ? quiet + 1 : 0;
            }
            return List.of(before > 0, published(signed) > before);
        }
    }

    private SignedLog open(NoteSigner logKey, String policy, NoteSigner... nodes) throws Refused {
        return SignedLog.open(
                place.resolve("proof"),
                MemoryLog.CLUSTER,
                log,
                logKey,
                Policy.parse(policy.getBytes(UTF_8)),
                head -> List.of(nodes).stream()
                        .map(each -> each.sign(head.text(), 1_790_000_000L))
                        .toList());
    }

    private static long published(SignedLog signed) throws Refused {
        var note = signed.checkpoint();
        return note.isEmpty() ? 0 : Checkpoint.parse(note.get().text()).size();
    }

    private static String policy(NoteSigner logKey, NoteSigner... nodes) {
        StringBuilder lines = new StringBuilder("log " + logKey + "\n");
        StringBuilder names = new StringBuilder();
        for (NoteSigner node : nodes) {
            String name = node.key().name();
            lines.append("witness ").append(name).append(' ').append(node).append('\n');
            names.append(' ').append(name);
        }
        return lines + "group nodes all" + names + "\nquorum nodes\n";
    }

    private NoteSigner key(String file, String name, byte type) {
        return SigningKeys.take(place.resolve(file + ".key"), name, type);
    }
}
