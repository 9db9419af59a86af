package kz.sandyq.transparency.liability;

import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Base64Text;
import kz.sandyq.transparency.note.Decimal;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;

/**
 * A statement as it is published: the text of a signed note. It has seven lines where a checkpoint has three, so that
 * neither can be taken for the other.
 *
 * @param origin the log whose key signs it
 * @param statement what it says
 */
public record StatementText(String origin, Statement statement) {
    private static final String FIRST_LINE = "sandyq-liabilities@v1";
    private static final String ASSET = "asset ";
    private static final String SEQUENCE = "sequence ";
    private static final String LEAVES = "leaves ";
    private static final String TOTAL = "total ";
    private static final int LINES = 7;

    /**
     * Any statement that can be published.
     *
     * @throws IllegalArgumentException when the origin can be no key name, a number is negative or there is no leaf
     */
    public StatementText {
        if (!VerifierKey.isName(origin)
                || statement.assetId() < 0
                || statement.sequence() < 0
                || statement.leaves() < 1
                || statement.root().sumMinor() < 0) {
            throw new IllegalArgumentException("no statement");
        }
    }

    /** The note text. */
    public String text() {
        return String.join(
                "\n",
                FIRST_LINE,
                origin,
                ASSET + statement.assetId(),
                SEQUENCE + statement.sequence(),
                LEAVES + statement.leaves(),
                TOTAL + statement.root().sumMinor(),
                statement.root().hash().base64(),
                "");
    }

    /** Reads a note text. */
    public static StatementText parse(String text) throws Refused {
        String[] lines = text.split("\n", -1);
        Refused.unless(
                lines.length == LINES + 1
                        && lines[0].equals(FIRST_LINE)
                        && VerifierKey.isName(lines[1])
                        && lines[LINES].isEmpty(),
                Refusal.STATEMENT_MALFORMED);
        long leaves = number(lines[4], LEAVES);
        Refused.unless(leaves > 0, Refusal.STATEMENT_MALFORMED);
        byte[] root = Base64Text.parse(lines[6], Refusal.STATEMENT_MALFORMED);
        Refused.unless(root.length == Hash.BYTES, Refusal.STATEMENT_MALFORMED);
        SumNode top = new SumNode(Hash.of(root), number(lines[5], TOTAL));
        return new StatementText(
                lines[1], new Statement(number(lines[2], ASSET), number(lines[3], SEQUENCE), leaves, top));
    }

    private static long number(String line, String name) throws Refused {
        Refused.unless(line.startsWith(name), Refusal.STATEMENT_MALFORMED);
        return Decimal.parse(line.substring(name.length()), Refusal.STATEMENT_MALFORMED);
    }
}
