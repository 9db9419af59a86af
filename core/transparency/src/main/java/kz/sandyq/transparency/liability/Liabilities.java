package kz.sandyq.transparency.liability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/**
 * The Merkle sum tree over what is owed to clients in one asset. Leaves are salted, in an order that a seed gives, and
 * large amounts split, because a proof shows the sum beside it. The seed is secret and of one statement only.
 */
public final class Liabilities {
    private static final int MOST_PARTS = 1000;
    private static final int SEED_BYTES = 32;

    @SuppressWarnings("ArrayRecordComponent")
    private record Leaf(long clientRef, byte[] salt, long amountMinor, byte[] place) {}

    private final List<Leaf> leaves;
    private final List<List<SumNode>> levels = new ArrayList<>();
    private final Statement statement;

    /**
     * Builds the tree.
     *
     * @param owedMinor amounts by client reference, each 0 or more, at least one
     * @param splitAboveMinor larger amounts are split into leaves of at most this, 2 or more
     * @param seed 32 secret random bytes, never used again
     * @throws Refused when an amount is negative or the total does not fit
     * @throws IllegalArgumentException when there is no client, or one needs more than 1,000 leaves
     */
    public Liabilities(long assetId, long sequence, SortedMap<Long, Long> owedMinor, long splitAboveMinor, byte[] seed)
            throws Refused {
        if (owedMinor.isEmpty() || splitAboveMinor < 2 || seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("no liabilities");
        }
        leaves = new ArrayList<>();
        for (Map.Entry<Long, Long> owed : owedMinor.entrySet()) {
            Refused.unless(owed.getValue() >= 0, Refusal.AMOUNT_NEGATIVE);
            split(owed.getKey(), owed.getValue(), splitAboveMinor, seed);
        }
        leaves.sort(Comparator.comparing(Leaf::place, Arrays::compareUnsigned));
        List<SumNode> level = new ArrayList<>();
        for (Leaf leaf : leaves) {
            level.add(SumNode.leaf(leaf.salt, leaf.clientRef, leaf.amountMinor));
        }
        levels.add(level);
        while (level.size() > 1) {
            List<SumNode> above = new ArrayList<>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(SumNode.over(level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            levels.add(above);
            level = above;
        }
        statement = new Statement(assetId, sequence, leaves.size(), level.getFirst());
    }

    /** Leaves of uneven size, so that equal amounts do not show as equal parts. */
    private void split(long clientRef, long amountMinor, long atMost, byte[] seed) {
        long left = amountMinor;
        int part = 0;
        while (left > atMost) {
            if (part >= MOST_PARTS - 1) {
                throw new IllegalArgumentException("one client needs too many leaves");
            }
            long least = atMost / 2;
            long chance = SumNode.bytes(Long.BYTES)
                            .put(drawn("split", seed, clientRef, part).bytes(), 0, Long.BYTES)
                            .getLong(0)
                    >>> 1;
            long amount = least + chance % (atMost - least + 1);
            add(clientRef, amount, seed, part++);
            left -= amount;
        }
        add(clientRef, left, seed, part);
    }

    private void add(long clientRef, long amountMinor, byte[] seed, int part) {
        byte[] salt = Arrays.copyOf(drawn("salt", seed, clientRef, part).bytes(), SumNode.SALT_BYTES);
        leaves.add(new Leaf(
                clientRef,
                salt,
                amountMinor,
                drawn("place", seed, clientRef, part).bytes()));
    }

    /** SHA-256("sandyq " || use || "\n" || seed || client || part), numbers in 8 bytes, little endian. */
    private static Hash drawn(String use, byte[] seed, long clientRef, long part) {
        byte[] name = ("sandyq " + use + "\n").getBytes(StandardCharsets.US_ASCII);
        return new TreeHasher()
                .digest(SumNode.bytes(name.length + SEED_BYTES + 2 * Long.BYTES)
                        .put(name)
                        .put(seed)
                        .putLong(clientRef)
                        .putLong(part)
                        .array());
    }

    /** What is published. */
    public Statement statement() {
        return statement;
    }

    /** What a client is given; without parts when he is not in it. */
    public HolderProof proof(long clientRef) {
        List<HolderProof.Part> parts = new ArrayList<>();
        for (int index = 0; index < leaves.size(); index++) {
            Leaf leaf = leaves.get(index);
            if (leaf.clientRef == clientRef) {
                parts.add(new HolderProof.Part(index, leaf.salt, leaf.amountMinor, path(index)));
            }
        }
        return new HolderProof(parts);
    }

    private List<SumNode> path(int index) {
        List<SumNode> path = new ArrayList<>();
        int at = index;
        for (List<SumNode> level : levels) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            at /= 2;
        }
        return path;
    }
}
