package kz.sandyq.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.receipt.Receipt;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;
import org.junit.jupiter.api.Test;

/** The Java client of sigstore on our proofs: its reader of checkpoints, its recomputation of a root. */
class SigstoreTest {
    @Test
    void itReadsOurCheckpoint() throws Refused, RekorParseException {
        byte[] file = Golden.read("log/checkpoint");
        SignedNote ours = SignedNote.parse(file);
        RekorEntry.Checkpoint theirs = Checkpoints.from(new String(file, UTF_8));
        assertThat(theirs.getSignedData()).isEqualTo(ours.text());
        assertThat(theirs.getOrigin()).isEqualTo(Golden.checkpoint().origin());
        assertThat(theirs.getSize()).isEqualTo(Golden.checkpoint().size());
        assertThat(theirs.getBase64Hash()).isEqualTo(Golden.checkpoint().root().base64());
        assertThat(theirs.getSignatures()).hasSameSizeAs(ours.signatures());
        for (int i = 0; i < ours.signatures().size(); i++) {
            NoteSignature signature = ours.signatures().get(i);
            assertThat(theirs.getSignatures().get(i).getIdentity()).isEqualTo(signature.name());
            assertThat(ByteBuffer.wrap(theirs.getSignatures().get(i).getKeyHint())
                            .getInt())
                    .isEqualTo(signature.keyId());
        }
        assertThatThrownBy(() -> Checkpoints.from(ours.text())).isInstanceOf(RekorParseException.class);
    }

    @Test
    void itRecomputesTheRootFromOurProofOfEveryHeader() throws Refused {
        Checkpoint checkpoint = Golden.checkpoint();
        TreeProver tree = Golden.tree();
        List<byte[]> headers = Golden.headers();
        for (int index = 0; index < headers.size(); index++) {
            byte[] leaf = new TreeHasher().leaf(headers.get(index)).bytes();
            List<byte[]> path = bytes(tree.inclusion(index));
            long at = index;
            verifies(leaf, at, checkpoint.size(), path, checkpoint.root());
            refuses(flipped(leaf), at, checkpoint.size(), path, checkpoint.root());
            refuses(leaf, at ^ 1, checkpoint.size(), path, checkpoint.root());
            refuses(leaf, at, checkpoint.size(), path.subList(1, path.size()), checkpoint.root());
            refuses(leaf, at, checkpoint.size(), path, Hash.ZERO);
            List<byte[]> other = new ArrayList<>(path);
            other.set(0, flipped(path.getFirst()));
            refuses(leaf, at, checkpoint.size(), other, checkpoint.root());
        }
    }

    @Test
    void itRecomputesTheRootsOfTheGoldenReceipt() throws Refused {
        TlogProof proof = TlogProof.parse(Golden.read("receipt-1.tlog-proof"));
        Receipt receipt = Receipt.parse(proof.extra());
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
        byte[] header = receipt.header().leafHash().bytes();
        verifies(header, proof.index(), checkpoint.size(), bytes(proof.path()), checkpoint.root());
        byte[] record = receipt.leafHash().bytes();
        long records = receipt.header().records();
        Hash root = receipt.header().recordsRoot();
        verifies(record, receipt.indexInBlock(), records, bytes(receipt.blockPath()), root);
        refuses(flipped(record), receipt.indexInBlock(), records, bytes(receipt.blockPath()), root);
    }

    /** Trees of every size up to 70, every leaf. */
    @Test
    void itRecomputesTheRootsOfTreesOfManySizes() {
        for (int size = 1; size <= 70; size++) {
            List<Hash> leaves = LongStream.range(0, size)
                    .mapToObj(leaf -> new TreeHasher().leaf(("leaf " + leaf).getBytes(UTF_8)))
                    .toList();
            TreeProver tree = TreeProver.of(leaves);
            for (int index = 0; index < size; index++) {
                verifies(leaves.get(index).bytes(), index, size, bytes(tree.inclusion(index)), tree.root());
            }
        }
    }

    private static void verifies(byte[] leaf, long index, long size, List<byte[]> path, Hash root) {
        assertThatCode(() -> InclusionProofVerifier.verify(leaf, index, size, path, root.bytes()))
                .as("leaf %d of %d", index, size)
                .doesNotThrowAnyException();
    }

    private static void refuses(byte[] leaf, long index, long size, List<byte[]> path, Hash root) {
        assertThatThrownBy(() -> InclusionProofVerifier.verify(leaf, index, size, path, root.bytes()))
                .as("leaf %d of %d", index, size)
                .isInstanceOf(InclusionProofVerificationException.class);
    }

    private static List<byte[]> bytes(List<Hash> hashes) {
        return hashes.stream().map(Hash::bytes).toList();
    }

    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[31] ^= 1;
        return other;
    }
}
