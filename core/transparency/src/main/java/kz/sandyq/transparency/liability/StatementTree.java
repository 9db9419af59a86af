package kz.sandyq.transparency.liability;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/** The RFC 6962 tree over the statements of all assets after one entry. */
public final class StatementTree {
    private final List<List<Hash>> levels = new ArrayList<>();

    /**
     * Over leaves as {@link LiabilityNote#leaf} gives them, that of asset 1 first.
     *
     * @throws IllegalArgumentException when there is none
     */
    public StatementTree(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("no statements");
        }
        TreeHasher hasher = new TreeHasher();
        List<Hash> level = List.copyOf(leaves);
        levels.add(level);
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(i + 1 < level.size() ? hasher.node(level.get(i), level.get(i + 1)) : level.get(i));
            }
            levels.add(above);
            level = above;
        }
    }

    /** What is published. */
    public Hash root() {
        return levels.getLast().getFirst();
    }

    /** From the statement of an asset, 1 or more, to the root, the sibling first. */
    public List<Hash> path(long assetId) {
        List<Hash> path = new ArrayList<>();
        int at = Math.toIntExact(assetId - 1);
        for (List<Hash> level : levels) {
            if ((at ^ 1) < level.size()) {
                path.add(level.get(at ^ 1));
            }
            at /= 2;
        }
        return path;
    }
}
