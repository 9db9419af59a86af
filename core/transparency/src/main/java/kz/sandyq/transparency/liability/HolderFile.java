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
 * What one client is given, as a file. It tells his amounts: it is for him alone.
 *
 * @param clientRef his reference, 0 or more
 * @param proof his leaves
 */
public record HolderFile(long clientRef, HolderProof proof) {
    /** The longest file that is read, in bytes: 1,000 leaves with the longest paths. */
    public static final int LONGEST = 1 << 23;

    private static final String FIRST_LINE = "sandyq-holder-proof@v1";
    private static final String CLIENT = "client ";
    private static final String PART = "part ";
    private static final int LONGEST_PATH = 63;

    /** The bytes of the file. */
    public byte[] format() {
        StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
        lines.append(CLIENT).append(clientRef).append('\n');
        for (HolderProof.Part part : proof.parts()) {
            lines.append(PART).append(part.index()).append(' ').append(part.amountMinor());
            lines.append(' ').append(Base64Text.format(part.salt())).append('\n');
            part.path()
                    .forEach(node -> lines.append(node.hash().base64())
                            .append(' ')
                            .append(node.sumMinor())
                            .append('\n'));
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a file in its one canonical form; nothing is verified yet. */
    public static HolderFile parse(byte[] file) throws Refused {
        Refused.unless(file.length <= LONGEST, Refusal.TOO_LARGE);
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        int end = lines.length - 1;
        Refused.unless(
                end >= 2 && lines[0].equals(FIRST_LINE) && lines[1].startsWith(CLIENT) && lines[end].isEmpty(),
                Refusal.HOLDER_PROOF_MALFORMED);
        long clientRef = number(lines[1].substring(CLIENT.length()));
        List<HolderProof.Part> parts = new ArrayList<>();
        int at = 2;
        while (at < end) {
            Refused.unless(lines[at].startsWith(PART), Refusal.HOLDER_PROOF_MALFORMED);
            String[] words = words(lines[at++].substring(PART.length()), 3);
            byte[] salt = Base64Text.parse(words[2], Refusal.HOLDER_PROOF_MALFORMED);
            Refused.unless(salt.length == SumNode.SALT_BYTES, Refusal.HOLDER_PROOF_MALFORMED);
            List<SumNode> path = new ArrayList<>();
            while (at < end && !lines[at].startsWith(PART)) {
                String[] step = words(lines[at++], 2);
                byte[] hash = Base64Text.parse(step[0], Refusal.HOLDER_PROOF_MALFORMED);
                Refused.unless(hash.length == Hash.BYTES && path.size() < LONGEST_PATH, Refusal.HOLDER_PROOF_MALFORMED);
                path.add(new SumNode(Hash.of(hash), number(step[1])));
            }
            parts.add(new HolderProof.Part(number(words[0]), salt, number(words[1]), path));
        }
        return new HolderFile(clientRef, new HolderProof(parts));
    }

    private static String[] words(String line, int many) throws Refused {
        String[] words = line.split(" ", -1);
        Refused.unless(words.length == many, Refusal.HOLDER_PROOF_MALFORMED);
        return words;
    }

    private static long number(String word) throws Refused {
        return Decimal.parse(word, Refusal.HOLDER_PROOF_MALFORMED);
    }
}
