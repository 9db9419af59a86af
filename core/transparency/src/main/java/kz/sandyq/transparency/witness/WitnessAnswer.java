package kz.sandyq.transparency.witness;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Decimal;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/** What a witness answered, once everything in it that is to be believed has been verified. */
public sealed interface WitnessAnswer {
    /** Content type of an answer that says a size. */
    String SIZE_TYPE = "text/x.tlog.size";
    /** The longest body that is read, in bytes. */
    int LONGEST = 1 << 14;

    /** HTTP status of a cosignature. */
    int OK = 200;
    /** HTTP status of a request that is none, or whose old size is above its checkpoint's. */
    int MALFORMED = 400;
    /** HTTP status of a checkpoint that no known key of its log has signed. */
    int NOT_SIGNED = 403;
    /** HTTP status of an origin that the witness does not know. */
    int UNKNOWN_ORIGIN = 404;
    /** HTTP status of an old size that is not the witness's, and of another root at its size. */
    int CONFLICT = 409;
    /** HTTP status of a proof that does not lead from the old root to the new one. */
    int NOT_CONSISTENT = 422;

    /**
     * It cosigned, and this has been verified.
     *
     * @param signatures of the known keys, at least one, in the order of the answer
     */
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
        /** An answer whose list stays as it is. */
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * It has cosigned another size last. When that is the old size of the request, it holds another root of that size:
     * two histories were shown, and somebody has to look.
     *
     * @param size of the checkpoint that it cosigned last, 0 for none; said by the witness and not signed
     */
    record AtSize(long size) implements WitnessAnswer {}

    /**
     * It did not cosign.
     *
     * @param status HTTP status
     */
    record NotCosigned(int status) implements WitnessAnswer {}

    /**
     * Reads an answer.
     *
     * @param status HTTP status
     * @param contentType its content type; null for none
     * @param body at most {@link #LONGEST} bytes of it
     * @param request what was asked
     * @param known keys of this witness; lines of others are passed over
     * @throws Refused when it is no answer, or lacks a cosignature of a known key, or one does not verify: nothing of
     *     it may be used then
     */
    static WitnessAnswer read(
            int status, @Nullable String contentType, byte[] body, AddCheckpoint request, Collection<VerifierKey> known)
            throws Refused {
        Refused.unless(body.length <= LONGEST, Refusal.TOO_LARGE);
        if (status == OK) {
            return new Cosigned(cosigned(body, request, known));
        }
        if (status == CONFLICT && SIZE_TYPE.equals(contentType)) {
            String line = new String(body, StandardCharsets.ISO_8859_1);
            Refused.unless(line.endsWith("\n"), Refusal.WITNESS_MALFORMED);
            return new AtSize(Decimal.parse(line.substring(0, line.length() - 1), Refusal.WITNESS_MALFORMED));
        }
        return new NotCosigned(status);
    }

    private static List<NoteSignature> cosigned(byte[] body, AddCheckpoint request, Collection<VerifierKey> known)
            throws Refused {
        byte[] text = (request.note().text() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] joined = new byte[text.length + body.length];
        System.arraycopy(text, 0, joined, 0, text.length);
        System.arraycopy(body, 0, joined, text.length, body.length);
        SignedNote note = SignedNote.parse(joined);
        // An empty line in the answer would move the end of the text.
        Refused.unless(note.text().equals(request.note().text()), Refusal.WITNESS_MALFORMED);
        List<VerifierKey> cosigners = known.stream()
                .filter(key -> key.type() == VerifierKey.COSIGNATURE)
                .toList();
        Map<VerifierKey, NoteSignature> signed = note.verified(cosigners);
        Refused.unless(!signed.isEmpty(), Refusal.COSIGNATURE_MISSING);
        return List.copyOf(signed.values());
    }
}
