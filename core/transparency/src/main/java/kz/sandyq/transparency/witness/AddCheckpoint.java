package kz.sandyq.transparency.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Base64Text;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Decimal;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.Hash;

/**
 * A log asks a witness to cosign (body of {@code POST add-checkpoint}, C2SP tlog-witness).
 *
 * @param oldSize size that the witness cosigned last, as far as the log knows; 0 for none
 * @param proof RFC 6962 consistency proof from {@code oldSize} to the checkpoint; empty when that is 0 or its size
 * @param note the checkpoint with the log's signature
 * @param checkpoint what the note says
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote note, Checkpoint checkpoint) {
    /** Where it is posted, under the submission prefix of the witness. */
    public static final String PATH = "/add-checkpoint";
    /** The longest body that is read, in bytes: a note, 63 hashes and their lines. */
    public static final int LONGEST = SignedNote.LONGEST + 4_096;

    private static final String OLD = "old ";
    private static final int LONGEST_PROOF = 63;

    /** A request whose list stays as it is. */
    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /**
     * Asks for a cosignature.
     *
     * @throws Refused when the note is no checkpoint or is smaller than the old size, or the proof too long
     */
    public static AddCheckpoint of(long oldSize, List<Hash> proof, SignedNote note) throws Refused {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        Refused.unless(
                oldSize >= 0 && oldSize <= checkpoint.size() && proof.size() <= LONGEST_PROOF,
                Refusal.WITNESS_MALFORMED);
        return new AddCheckpoint(oldSize, proof, note, checkpoint);
    }

    /** The body. */
    public byte[] format() {
        StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        body.append('\n').append(new String(note.format(), StandardCharsets.UTF_8));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a body; nothing is verified yet. */
    public static AddCheckpoint parse(byte[] body) throws Refused {
        Refused.unless(body.length <= LONGEST, Refusal.TOO_LARGE);
        // Octets as characters: what is not ASCII stands in the note only, whose reader is strict.
        String all = new String(body, StandardCharsets.ISO_8859_1);
        int gap = all.indexOf("\n\n");
        Refused.unless(gap > 0 && all.startsWith(OLD), Refusal.WITNESS_MALFORMED);
        String[] lines = all.substring(0, gap).split("\n", -1);
        long oldSize = Decimal.parse(lines[0].substring(OLD.length()), Refusal.WITNESS_MALFORMED);
        List<Hash> proof = new ArrayList<>();
        for (int at = 1; at < lines.length; at++) {
            byte[] hash = Base64Text.parse(lines[at], Refusal.WITNESS_MALFORMED);
            Refused.unless(hash.length == Hash.BYTES, Refusal.WITNESS_MALFORMED);
            proof.add(Hash.of(hash));
        }
        byte[] note = all.substring(gap + 2).getBytes(StandardCharsets.ISO_8859_1);
        return of(oldSize, proof, SignedNote.parse(note));
    }
}
