package kz.sandyq.transparency.note;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;

/**
 * A proof that an entry stands in a log (c2sp.org/tlog-proof@v1).
 *
 * @param extra data of the application, which nothing here authenticates; empty for none
 * @param index of the entry in the log, from 0
 * @param path audit path of the entry, its sibling first
 * @param checkpoint the signed checkpoint of the tree that the path leads to
 */
@SuppressWarnings("ArrayRecordComponent")
public record TlogProof(byte[] extra, long index, List<Hash> path, SignedNote checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int LONGEST_PATH = 63;
    /** The longest file that is read, in bytes. */
    public static final int LONGEST = 1 << 21;

    /** A proof whose parts stay as they are. */
    public TlogProof {
        extra = extra.clone();
        path = List.copyOf(path);
    }

    /** A copy of the extra. */
    @Override
    public byte[] extra() {
        return extra.clone();
    }

    /** The bytes of the file. */
    public byte[] format() {
        StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
        if (extra.length > 0) {
            lines.append(EXTRA).append(Base64Text.format(extra)).append('\n');
        }
        lines.append(INDEX).append(index).append('\n');
        path.forEach(hash -> lines.append(hash.base64()).append('\n'));
        lines.append('\n');
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
        file.writeBytes(checkpoint.format());
        return file.toByteArray();
    }

    /** Reads a file in its one canonical form; nothing is verified yet. */
    public static TlogProof parse(byte[] file) throws Refused {
        Refused.unless(file.length <= LONGEST, Refusal.TOO_LARGE);
        String all = SignedNote.text(file, Refusal.PROOF_MALFORMED);
        int gap = all.indexOf("\n\n");
        Refused.unless(gap > 0, Refusal.PROOF_MALFORMED);
        String[] lines = all.substring(0, gap).split("\n", -1);
        Refused.unless(lines.length >= 2 && lines[0].equals(FIRST_LINE), Refusal.PROOF_MALFORMED);
        int at = 1;
        byte[] extra = new byte[0];
        if (lines[at].startsWith(EXTRA)) {
            extra = Base64Text.parse(lines[at].substring(EXTRA.length()), Refusal.PROOF_MALFORMED);
            Refused.unless(extra.length > 0, Refusal.PROOF_MALFORMED);
            at++;
        }
        Refused.unless(
                at < lines.length && lines[at].startsWith(INDEX) && lines.length - at - 1 <= LONGEST_PATH,
                Refusal.PROOF_MALFORMED);
        long index = Decimal.parse(lines[at].substring(INDEX.length()), Refusal.PROOF_MALFORMED);
        List<Hash> path = new ArrayList<>();
        for (at++; at < lines.length; at++) {
            byte[] hash = Base64Text.parse(lines[at], Refusal.PROOF_MALFORMED);
            Refused.unless(hash.length == Hash.BYTES, Refusal.PROOF_MALFORMED);
            path.add(Hash.of(hash));
        }
        SignedNote note = SignedNote.parse(all.substring(gap + 2).getBytes(StandardCharsets.UTF_8));
        return new TlogProof(extra, index, path, note);
    }
}
