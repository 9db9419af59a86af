package kz.sandyq.transparency.note;

import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeProofs;

/**
 * The head of a log's tree (C2SP tlog-checkpoint), without extension lines: those are optional, not recommended, and
 * refused here.
 *
 * @param origin the log's name, one line, not empty
 * @param size leaves of the tree, 0 or more
 * @param root its RFC 6962 root
 */
public record Checkpoint(String origin, long size, Hash root) {
    /**
     * Any head that can be.
     *
     * @throws IllegalArgumentException when the origin cannot be a key name or the size is negative
     */
    public Checkpoint {
        if (!VerifierKey.isName(origin) || size < 0) {
            throw new IllegalArgumentException("no checkpoint");
        }
    }

    /** The note text: three lines, each with its newline. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Reads a note text. */
    public static Checkpoint parse(String text) throws Refused {
        String[] lines = text.split("\n", -1);
        Refused.unless(
                lines.length == 4 && lines[3].isEmpty() && VerifierKey.isName(lines[0]), Refusal.CHECKPOINT_MALFORMED);
        long size = Decimal.parse(lines[1], Refusal.CHECKPOINT_MALFORMED);
        byte[] root = Base64Text.parse(lines[2], Refusal.CHECKPOINT_MALFORMED);
        Refused.unless(root.length == Hash.BYTES, Refusal.CHECKPOINT_MALFORMED);
        return new Checkpoint(lines[0], size, Hash.of(root));
    }

    /**
     * Whether a later checkpoint goes on from this one. Both must have been verified.
     *
     * @param proof RFC 6962 consistency proof, empty for equal sizes
     * @throws Refused when the log is another one, became smaller, shows two histories or gives no fitting proof
     */
    public void goesOnIn(Checkpoint later, List<Hash> proof) throws Refused {
        Refused.unless(origin.equals(later.origin), Refusal.OTHER_ORIGIN);
        Refused.unless(later.size >= size, Refusal.ROLLED_BACK);
        Refused.unless(later.size > size || root.equals(later.root), Refusal.FORKED);
        Refused.unless(TreeProofs.consistent(size, root, later.size, later.root, proof), Refusal.NOT_CONSISTENT);
    }
}
