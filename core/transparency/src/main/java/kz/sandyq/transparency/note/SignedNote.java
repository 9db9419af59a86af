package kz.sandyq.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/**
 * A text and its signatures (C2SP signed-note).
 *
 * @param text ends in a newline; UTF-8 without control characters other than newlines
 * @param signatures at least one, in the order of the file
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The longest note that is read, in bytes. */
    public static final int LONGEST = 1 << 16;
    /** The most signature lines that are read; C2SP asks for at least 16. */
    public static final int MOST_SIGNATURES = 100;

    private static final String GAP = "\n\n";

    /** A note whose list of signatures stays as it is. */
    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Reads a note; nothing is verified yet. */
    public static SignedNote parse(byte[] note) throws Refused {
        Refused.unless(note.length <= LONGEST, Refusal.TOO_LARGE);
        String all = text(note, Refusal.NOTE_MALFORMED);
        Refused.unless(
                all.codePoints().noneMatch(c -> c < ' ' && c != '\n') && all.endsWith("\n"), Refusal.NOTE_MALFORMED);
        int gap = all.lastIndexOf(GAP);
        Refused.unless(gap > 0, Refusal.NOTE_MALFORMED);
        String lines = all.substring(gap + GAP.length());
        Refused.unless(!lines.isEmpty(), Refusal.NOTE_MALFORMED);
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
        }
        Refused.unless(signatures.size() <= MOST_SIGNATURES, Refusal.TOO_LARGE);
        return new SignedNote(all.substring(0, gap + 1), signatures);
    }

    /** The bytes of the note. */
    public byte[] format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.format()).append('\n'));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The signatures of known keys. Those of unknown ones are passed over, as C2SP demands.
     *
     * @param known keys to look for
     * @return each key that signed, in the order of the lines
     * @throws Refused when a known key's signature does not verify, or a known key signed twice
     */
    public Map<VerifierKey, NoteSignature> verified(Collection<VerifierKey> known) throws Refused {
        Map<VerifierKey, NoteSignature> found = new LinkedHashMap<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (key.claims(signature)) {
                    Refused.unless(!found.containsKey(key), Refusal.SIGNED_TWICE);
                    Refused.unless(key.verifies(text, signature), Refusal.SIGNATURE_INVALID);
                    found.put(key, signature);
                }
            }
        }
        return found;
    }

    /** Bytes as strict UTF-8. */
    static String text(byte[] bytes, Refusal otherwise) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            throw new Refused(otherwise);
        }
    }
}
