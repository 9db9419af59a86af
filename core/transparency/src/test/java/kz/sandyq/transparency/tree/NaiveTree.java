package kz.sandyq.transparency.tree;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 section 2.1 word for word: slow and obvious. */
public final class NaiveTree {
    private NaiveTree() {}

    /** MTH(D) over leaf hashes. */
    public static Hash root(List<Hash> leaves) {
        TreeHasher hasher = new TreeHasher();
        int n = leaves.size();
        if (n == 0) {
            return hasher.empty();
        }
        return n == 1
                ? leaves.getFirst()
                : hasher.node(root(leaves.subList(0, split(n))), root(leaves.subList(split(n), n)));
    }

    /** PATH(m, D[n]). */
    static List<Hash> path(int m, List<Hash> leaves) {
        int n = leaves.size();
        if (n <= 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? with(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : with(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    /** PROOF(m, D[n]). */
    static List<Hash> proof(int m, List<Hash> leaves) {
        return subProof(m, leaves, true);
    }

    private static List<Hash> subProof(int m, List<Hash> leaves, boolean whole) {
        int n = leaves.size();
        if (m == n) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? with(subProof(m, leaves.subList(0, k), whole), root(leaves.subList(k, n)))
                : with(subProof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> with(List<Hash> path, Hash last) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
