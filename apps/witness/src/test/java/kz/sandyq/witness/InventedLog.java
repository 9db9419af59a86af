package kz.sandyq.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.IntStream;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;

/** A log of numbered leaves with a key of this run. */
record InventedLog(NoteSigner signer, String leaves) {
    static InventedLog named(String origin) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            Hash half = Hash.of(encoded, encoded.length - Hash.BYTES);
            return new InventedLog(
                    new NoteSigner(new VerifierKey(origin, VerifierKey.ED25519, half), pair.getPrivate()), "leaf");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same key over another history. */
    InventedLog forked() {
        return new InventedLog(signer, "other");
    }

    TreeProver tree(int size) {
        return TreeProver.of(IntStream.range(0, size).mapToObj(this::leaf).toList());
    }

    private Hash leaf(int index) {
        // Both histories begin alike.
        return new TreeHasher().leaf(((index < 3 ? "leaf" : leaves) + " " + index).getBytes(UTF_8));
    }

    Checkpoint checkpoint(int size) {
        return new Checkpoint(signer.key().name(), size, tree(size).root());
    }

    SignedNote note(int size) {
        return signed(checkpoint(size).text(), signer);
    }

    static SignedNote signed(String text, NoteSigner... signers) {
        return new SignedNote(
                text, List.of(signers).stream().map(each -> each.sign(text, 0)).toList());
    }

    /** What a log asks for when it has grown. */
    String request(int from, int to) {
        List<Hash> proof = from == 0 || from == to ? List.of() : tree(to).consistency(from);
        return request(from, proof, note(to));
    }

    static String request(long oldSize, List<Hash> proof, SignedNote note) {
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(each -> body.append(each.base64()).append('\n'));
        return body.append('\n').append(new String(note.format(), UTF_8)).toString();
    }
}
