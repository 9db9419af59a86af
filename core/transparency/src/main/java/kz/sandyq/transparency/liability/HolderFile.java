package kz.sandyq.transparency.liability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Base64Text;
import kz.sandyq.transparency.note.Decimal;
import kz.sandyq.transparency.tree.Hash;

/**
 * What one client is given, as a file: the statement of an asset, its way to what is published, and his leaves. It
 * tells his amounts: it is for him alone.
 *
 * @param clientRef his reference, 0 or more
 * @param statement of the asset that is owed to him
 * @param path from the statement to the root of the published note
 * @param proof his leaves
 */
public record HolderFile(long clientRef, Statement statement, List<Hash> path, HolderProof proof) {
    /** The longest file that is read, in bytes: 1,000 leaves with the longest paths. */
    public static final int LONGEST = 1 << 23;

    private static final String FIRST_LINE = "sandyq-holder-proof@v1";
    private static final String CLIENT = "client ";
    private static final String ASSET = "asset ";
    private static final String SEQUENCE = "sequence ";
    private static final String LEAVES = "leaves ";
    private static final String TOTAL = "total ";
    private static final String ROOT = "root ";
    private static final String STEP = "step ";
    private static final String PART = "part ";

    /** A file whose list stays as it is. */
    public HolderFile {
        path = List.copyOf(path);
    }

    /** The bytes of the file. */
    public byte[] format() {
        StringBuilder lines = new StringBuilder();
        line(lines, FIRST_LINE, "");
        line(lines, CLIENT, clientRef);
        line(lines, ASSET, statement.assetId());
        line(lines, SEQUENCE, statement.sequence());
        line(lines, LEAVES, statement.leaves());
        line(lines, TOTAL, statement.root().sumMinor());
        line(lines, ROOT, statement.root().hash().base64());
        path.forEach(step -> line(lines, STEP, step.base64()));
        for (HolderProof.Part part : proof.parts()) {
            line(lines, PART, part.index() + " " + part.amountMinor() + " " + Base64Text.format(part.salt()));
            part.path().forEach(node -> line(lines, node.hash().base64(), " " + node.sumMinor()));
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void line(StringBuilder lines, String name, Object value) {
        lines.append(name).append(value).append('\n');
    }

    /** What the leaves come to, minor units. */
    public long owedMinor() throws Refused {
        long parts = 0;
        for (HolderProof.Part part : proof.parts()) {
            Refused.unless(part.amountMinor() <= Long.MAX_VALUE - parts, Refusal.AMOUNT_OVERFLOW);
            parts += part.amountMinor();
        }
        return parts;
    }

    /** Reads a file in its one canonical form; nothing is verified yet. */
    public static HolderFile parse(byte[] file) throws Refused {
        Refused.unless(file.length <= LONGEST, Refusal.TOO_LARGE);
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        int end = lines.length - 1;
        Refused.unless(end >= 7 && lines[0].equals(FIRST_LINE) && lines[end].isEmpty(), Refusal.HOLDER_PROOF_MALFORMED);
        long leaves = number(lines[4], LEAVES);
        Refused.unless(leaves > 0, Refusal.HOLDER_PROOF_MALFORMED);
        SumNode root = new SumNode(hash(after(lines[6], ROOT)), number(lines[5], TOTAL));
        Statement statement = new Statement(number(lines[2], ASSET), number(lines[3], SEQUENCE), leaves, root);
        int at = 7;
        List<Hash> path = new ArrayList<>();
        while (at < end && lines[at].startsWith(STEP)) {
            Refused.unless(path.size() < LiabilityNote.LONGEST_PATH, Refusal.HOLDER_PROOF_MALFORMED);
            path.add(hash(after(lines[at++], STEP)));
        }
        List<HolderProof.Part> parts = new ArrayList<>();
        while (at < end) {
            String[] words = words(after(lines[at++], PART), 3);
            byte[] salt = Base64Text.parse(words[2], Refusal.HOLDER_PROOF_MALFORMED);
            Refused.unless(salt.length == SumNode.SALT_BYTES, Refusal.HOLDER_PROOF_MALFORMED);
            List<SumNode> siblings = new ArrayList<>();
            while (at < end && !lines[at].startsWith(PART)) {
                String[] step = words(lines[at++], 2);
                Refused.unless(siblings.size() < LiabilityNote.LONGEST_PATH, Refusal.HOLDER_PROOF_MALFORMED);
                siblings.add(new SumNode(hash(step[0]), number(step[1], "")));
            }
            parts.add(new HolderProof.Part(number(words[0], ""), salt, number(words[1], ""), siblings));
        }
        Refused.unless(!parts.isEmpty(), Refusal.HOLDER_PROOF_MALFORMED);
        return new HolderFile(number(lines[1], CLIENT), statement, path, new HolderProof(parts));
    }

    private static String after(String line, String name) throws Refused {
        Refused.unless(line.startsWith(name), Refusal.HOLDER_PROOF_MALFORMED);
        return line.substring(name.length());
    }

    private static String[] words(String line, int many) throws Refused {
        String[] words = line.split(" ", -1);
        Refused.unless(words.length == many, Refusal.HOLDER_PROOF_MALFORMED);
        return words;
    }

    private static Hash hash(String text) throws Refused {
        return LiabilityNote.hash(text, Refusal.HOLDER_PROOF_MALFORMED);
    }

    private static long number(String line, String name) throws Refused {
        return Decimal.parse(after(line, name), Refusal.HOLDER_PROOF_MALFORMED);
    }
}
