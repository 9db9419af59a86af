package kz.sandyq.transparency.liability;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/**
 * What an operator says that it owes to all clients together.
 *
 * @param assetId the asset owed
 * @param sequence entry of the log after which it is owed
 * @param leaves of the tree, 1 or more
 * @param root of the tree, with the total
 */
public record Statement(long assetId, long sequence, long leaves, SumNode root) {
    private static final byte[] NAME = "sandyq liabilities v1\n".getBytes(StandardCharsets.US_ASCII);

    /** What is published and signed: SHA-256 of the name and all fields, numbers in 8 bytes, little endian. */
    public Hash hash() {
        return new TreeHasher()
                .digest(SumNode.bytes(NAME.length + 4 * Long.BYTES + Hash.BYTES)
                        .put(NAME)
                        .putLong(assetId)
                        .putLong(sequence)
                        .putLong(leaves)
                        .putLong(root.sumMinor())
                        .put(root.hash().bytes())
                        .array());
    }

    /**
     * Whether the total is what the core owed at a sequence. That somebody is left out shows here and nowhere else: no
     * single client's proof can tell.
     *
     * @throws Refused when it is of another asset or sequence, or differs
     */
    public void isTotal(long asset, long atSequence, long owedMinor) throws Refused {
        Refused.unless(assetId == asset && sequence == atSequence, Refusal.OTHER_TOTAL);
        Refused.unless(root.sumMinor() == owedMinor, Refusal.TOTAL_DIFFERS);
    }

    /**
     * Whether what is owed to a client is in the total.
     *
     * @param clientRef his reference, which enters his leaves: nobody else can be shown the same ones
     * @param owedMinor what he knows to be owed to him
     * @throws Refused when a leaf is not his, counted twice, or not in the total
     */
    public void holds(long clientRef, long owedMinor, HolderProof proof) throws Refused {
        Set<Long> seen = new HashSet<>();
        long sum = 0;
        for (HolderProof.Part part : proof.parts()) {
            Refused.unless(seen.add(part.index()), Refusal.LEAF_TWICE);
            Refused.unless(part.amountMinor() >= 0, Refusal.AMOUNT_NEGATIVE);
            Refused.unless(part.amountMinor() <= Long.MAX_VALUE - sum, Refusal.AMOUNT_OVERFLOW);
            Refused.unless(part.salt().length == SumNode.SALT_BYTES, Refusal.LEAF_NOT_YOURS);
            Refused.unless(part.index() >= 0 && part.index() < leaves, Refusal.INDEX_OUTSIDE_TREE);
            SumNode leaf = SumNode.leaf(part.salt(), clientRef, part.amountMinor());
            Refused.unless(root.equals(top(leaf, part.index(), part.path())), Refusal.LEAF_NOT_IN_TOTAL);
            sum += part.amountMinor();
        }
        Refused.unless(sum == owedMinor, Refusal.LEAF_NOT_YOURS);
    }

    /** RFC 9162 section 2.1.3.2, with sums. */
    private SumNode top(SumNode leaf, long index, List<SumNode> path) throws Refused {
        long fn = index;
        long sn = leaves - 1;
        SumNode node = leaf;
        for (SumNode sibling : path) {
            Refused.unless(sn != 0, Refusal.LEAF_NOT_IN_TOTAL);
            if ((fn & 1) == 1 || fn == sn) {
                node = SumNode.over(sibling, node);
                int skip = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>>= skip;
                sn >>>= skip;
            } else {
                node = SumNode.over(node, sibling);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        Refused.unless(sn == 0, Refusal.LEAF_NOT_IN_TOTAL);
        return node;
    }
}
