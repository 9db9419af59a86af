package kz.sandyq.transparency.tree;

import java.util.Iterator;
import java.util.List;

/** Checks proofs with the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. */
public final class TreeProofs {
    private TreeProofs() {}

    /**
     * Whether a leaf stands at an index of a tree.
     *
     * @param leafHash hash of the leaf
     * @param index from 0
     * @param size leaves of the tree
     * @param path audit path, the leaf's sibling first
     * @param root root of the tree
     */
    public static boolean includes(Hash leafHash, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        long fn = index;
        long sn = size - 1;
        Hash r = leafHash;
        for (Hash p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = hasher.node(p, r);
                int shift = Long.numberOfTrailingZeros(fn);
                if (fn != 0) {
                    fn >>>= shift;
                    sn >>>= shift;
                }
            } else {
                r = hasher.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && r.equals(root);
    }

    /**
     * Whether a tree begins with all leaves of an earlier one. The empty tree is the beginning of every tree, with an
     * empty proof.
     *
     * @param first leaves of the earlier tree, 0 or more
     * @param firstRoot its root
     * @param second leaves of the later tree, {@code first} or more
     * @param secondRoot its root
     * @param proof empty when the sizes are equal
     */
    public static boolean consistent(long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second || first == 0) {
            boolean known = first == second ? firstRoot.equals(secondRoot) : true;
            return proof.isEmpty() && known && (first > 0 || firstRoot.equals(new TreeHasher().empty()));
        }
        if (proof.isEmpty()) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        int shift = Long.numberOfTrailingZeros(first);
        long fn = (first - 1) >>> shift;
        long sn = (second - 1) >>> shift;
        Iterator<Hash> rest = proof.iterator();
        Hash fr = Long.bitCount(first) == 1 ? firstRoot : rest.next();
        Hash sr = fr;
        while (rest.hasNext()) {
            Hash c = rest.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = hasher.node(c, fr);
                sr = hasher.node(c, sr);
                if (fn != 0) {
                    int skip = Long.numberOfTrailingZeros(fn);
                    fn >>>= skip;
                    sn >>>= skip;
                }
            } else {
                sr = hasher.node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
    }
}
