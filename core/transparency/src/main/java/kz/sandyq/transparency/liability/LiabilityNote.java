package kz.sandyq.transparency.liability;

import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Base64Text;
import kz.sandyq.transparency.note.Decimal;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProofs;

/**
 * What everybody sees of all statements after one entry of the log: the text of a signed note. It binds the statement
 * of each asset and the block that ends with the entry, and tells no amount. It has seven lines where a checkpoint has
 * three, so that neither can be taken for the other.
 *
 * @param origin the log whose key signs it
 * @param sequence the entry, the last one of a block
 * @param block index of the block
 * @param headerHash LH of its header
 * @param assets how many assets there are; statement i is that of asset i + 1
 * @param root RFC 6962 root over the hashes of the statements
 */
public record LiabilityNote(String origin, long sequence, long block, Hash headerHash, long assets, Hash root) {
    /** The longest path to a statement. */
    static final int LONGEST_PATH = 63;

    private static final String FIRST_LINE = "sandyq-liabilities@v1";
    private static final String SEQUENCE = "sequence ";
    private static final String BLOCK = "block ";
    private static final String ASSETS = "assets ";
    private static final int LINES = 7;

    /**
     * Any note that can be published.
     *
     * @throws IllegalArgumentException when the origin can be no key name, a number is negative or there is no asset
     */
    public LiabilityNote {
        if (!VerifierKey.isName(origin) || sequence < 0 || block < 0 || assets < 1) {
            throw new IllegalArgumentException("no note of liabilities");
        }
    }

    /** The leaf of a statement. */
    public static Hash leaf(Statement statement) {
        return new TreeHasher().leaf(statement.hash().bytes());
    }

    /** The note text. */
    public String text() {
        return String.join(
                "\n",
                FIRST_LINE,
                origin,
                SEQUENCE + sequence,
                BLOCK + block,
                headerHash.base64(),
                ASSETS + assets,
                root.base64(),
                "");
    }

    /** Reads a note text. */
    public static LiabilityNote parse(String text) throws Refused {
        String[] lines = text.split("\n", -1);
        Refused.unless(
                lines.length == LINES + 1
                        && lines[0].equals(FIRST_LINE)
                        && VerifierKey.isName(lines[1])
                        && lines[LINES].isEmpty(),
                Refusal.STATEMENT_MALFORMED);
        long assets = number(lines[5], ASSETS);
        Refused.unless(assets > 0, Refusal.STATEMENT_MALFORMED);
        return new LiabilityNote(
                lines[1],
                number(lines[2], SEQUENCE),
                number(lines[3], BLOCK),
                hash(lines[4], Refusal.STATEMENT_MALFORMED),
                assets,
                hash(lines[6], Refusal.STATEMENT_MALFORMED));
    }

    /**
     * Whether a statement is the one of its asset here.
     *
     * @param path from the statement to the root, the sibling first
     * @throws Refused when it is of another sequence, or not published under this root
     */
    public void publishes(Statement statement, List<Hash> path) throws Refused {
        Refused.unless(statement.sequence() == sequence, Refusal.OTHER_TOTAL);
        Refused.unless(
                TreeProofs.includes(leaf(statement), statement.assetId() - 1, assets, path, root),
                Refusal.STATEMENT_NOT_PUBLISHED);
    }

    /**
     * Whether a block is the one after which this is owed.
     *
     * @throws Refused when it is another block, or ends with another entry
     */
    public void isAfter(BlockHeader header) throws Refused {
        Refused.unless(header.lastSequence() == sequence && header.leafHash().equals(headerHash), Refusal.OTHER_TOTAL);
    }

    static Hash hash(String text, Refusal otherwise) throws Refused {
        byte[] bytes = Base64Text.parse(text, otherwise);
        Refused.unless(bytes.length == Hash.BYTES, otherwise);
        return Hash.of(bytes);
    }

    private static long number(String line, String name) throws Refused {
        Refused.unless(line.startsWith(name), Refusal.STATEMENT_MALFORMED);
        return Decimal.parse(line.substring(name.length()), Refusal.STATEMENT_MALFORMED);
    }
}
