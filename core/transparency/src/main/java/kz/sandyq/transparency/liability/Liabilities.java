package kz.sandyq.transparency.liability;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;

/**
 * The Merkle sum tree over what is owed to clients in one asset. Leaves are salted, in an order that a seed gives, and
 * large amounts split, because a proof shows the sum beside it. The seed is secret and of one statement only.
 *
 * <p>It stands in a buffer, such as a mapped file: building takes about 20 bytes of memory for each leaf beside it, and
 * a proof reads what it needs. The buffer holds everything that is secret.
 */
public final class Liabilities {
    private static final int HOLDERS_AT = 3 * Long.BYTES + 2 * Integer.BYTES + LeafRule.SEED_BYTES;
    private static final int HOLDER = 2 * Long.BYTES + Integer.BYTES;
    private static final int NODE = Hash.BYTES + Long.BYTES;
    private static final int LEAVES_MAX = 1 << 24;

    private final ByteBuffer bytes;
    private final LeafRule rule;
    private final int holders;
    private final int leaves;

    private Liabilities(ByteBuffer kept) {
        bytes = kept.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        holders = bytes.getInt(3 * Long.BYTES);
        leaves = bytes.getInt(3 * Long.BYTES + Integer.BYTES);
        byte[] seed = new byte[LeafRule.SEED_BYTES];
        bytes.get(HOLDERS_AT - LeafRule.SEED_BYTES, seed);
        rule = new LeafRule(seed, bytes.getLong(2 * Long.BYTES));
    }

    /** A tree that was built into this buffer. */
    public static Liabilities of(ByteBuffer built) {
        return new Liabilities(built);
    }

    /**
     * Builds the tree.
     *
     * @param clientRefs references of clients, 0 or more, ascending, at least one
     * @param owedMinor what is owed to each, 0 or more
     * @param splitAboveMinor larger amounts are split into leaves of at most this, 2 or more
     * @param seed 32 secret random bytes, never used again
     * @param room gives a buffer of so many bytes
     * @throws Refused when an amount is negative or the total does not fit
     * @throws IllegalArgumentException when there is no client, one needs more than 1,000 leaves, or all more than
     *     16,777,216
     */
    public static Liabilities build(
            long assetId,
            long sequence,
            long[] clientRefs,
            long[] owedMinor,
            long splitAboveMinor,
            byte[] seed,
            IntFunction<ByteBuffer> room)
            throws Refused {
        LeafRule rule = new LeafRule(seed, splitAboveMinor);
        int[] firstLeaves = new int[clientRefs.length + 1];
        for (int holder = 0; holder < clientRefs.length; holder++) {
            Refused.unless(owedMinor[holder] >= 0, Refusal.AMOUNT_NEGATIVE);
            firstLeaves[holder + 1] = firstLeaves[holder] + rule.parts(clientRefs[holder], owedMinor[holder]).length;
            if (firstLeaves[holder + 1] > LEAVES_MAX || holder > 0 && clientRefs[holder - 1] >= clientRefs[holder]) {
                throw new IllegalArgumentException("too many leaves, or clients that do not ascend");
            }
        }
        int leaves = firstLeaves[clientRefs.length];
        if (leaves == 0 || owedMinor.length != clientRefs.length) {
            throw new IllegalArgumentException("no liabilities");
        }
        long size = HOLDERS_AT + (long) HOLDER * clientRefs.length + (long) Integer.BYTES * leaves;
        ByteBuffer into =
                room.apply(Math.toIntExact(size + NODE * nodes(leaves))).order(ByteOrder.LITTLE_ENDIAN);
        into.putLong(0, assetId).putLong(Long.BYTES, sequence).putLong(2 * Long.BYTES, splitAboveMinor);
        into.putInt(3 * Long.BYTES, clientRefs.length).putInt(3 * Long.BYTES + Integer.BYTES, leaves);
        into.put(HOLDERS_AT - LeafRule.SEED_BYTES, seed);
        for (int holder = 0; holder < clientRefs.length; holder++) {
            into.putLong(HOLDERS_AT + HOLDER * holder, clientRefs[holder]);
            into.putLong(HOLDERS_AT + HOLDER * holder + Long.BYTES, owedMinor[holder]);
            into.putInt(HOLDERS_AT + HOLDER * holder + 2 * Long.BYTES, firstLeaves[holder]);
        }
        Liabilities built = new Liabilities(into);
        built.fill(LeafOrder.of(rule, clientRefs, firstLeaves));
        return built;
    }

    /**
     * A limit above which amounts are split so that a proof tells little of others and the tree stays small: at least
     * 64 leaves where there is anything to split, half as many leaves more than clients at most beyond that.
     */
    public static long splitAbove(long[] owedMinor) {
        long total = 0;
        long largest = 0;
        for (long owed : owedMinor) {
            total = Math.min(Long.MAX_VALUE - owed, total) + owed;
            largest = Math.max(largest, owed);
        }
        long small = Math.min(total / Math.max(1, owedMinor.length / 4), total / 64);
        return Math.max(Math.max(2, small), largest / 400 + 1);
    }

    private static long nodes(int leaves) {
        long nodes = leaves;
        for (int level = leaves; level > 1; level = (level + 1) / 2) {
            nodes += (level + 1) / 2;
        }
        return nodes;
    }

    private void fill(LeafOrder order) throws Refused {
        for (int index = 0; index < leaves; index++) {
            int holder = order.holder(index);
            int part = order.part(index);
            bytes.putInt(placesAt() + Integer.BYTES * order.leaf(index), index);
            long clientRef = ref(holder);
            long amount = rule.parts(clientRef, owed(holder))[part];
            put(index, SumNode.leaf(rule.salt(clientRef, part), clientRef, amount));
        }
        int from = 0;
        for (int size = leaves; size > 1; size = (size + 1) / 2) {
            int above = from + size;
            for (int i = 0; i < size; i += 2) {
                SumNode node = node(from + i);
                put(above + i / 2, i + 1 < size ? SumNode.over(node, node(from + i + 1)) : node);
            }
            from = above;
        }
    }

    private int placesAt() {
        return HOLDERS_AT + HOLDER * holders;
    }

    private long ref(int holder) {
        return bytes.getLong(HOLDERS_AT + HOLDER * holder);
    }

    private long owed(int holder) {
        return bytes.getLong(HOLDERS_AT + HOLDER * holder + Long.BYTES);
    }

    private int at(int node) {
        return placesAt() + Integer.BYTES * leaves + NODE * node;
    }

    private void put(int node, SumNode value) {
        bytes.put(at(node), value.hash().bytes()).putLong(at(node) + Hash.BYTES, value.sumMinor());
    }

    private SumNode node(int node) {
        byte[] hash = new byte[Hash.BYTES];
        bytes.get(at(node), hash);
        return new SumNode(Hash.of(hash), bytes.getLong(at(node) + Hash.BYTES));
    }

    /** What all holders are told. */
    public Statement statement() {
        return new Statement(
                bytes.getLong(0), bytes.getLong(Long.BYTES), leaves, node(Math.toIntExact(nodes(leaves)) - 1));
    }

    /** What a client is given; without parts when he is not in it. */
    public HolderProof proof(long clientRef) {
        int low = 0;
        int high = holders - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ref(middle) < clientRef) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<HolderProof.Part> found = new ArrayList<>();
        if (ref(low) == clientRef) {
            long[] parts = rule.parts(clientRef, owed(low));
            int firstLeaf = bytes.getInt(HOLDERS_AT + HOLDER * low + 2 * Long.BYTES);
            for (int part = 0; part < parts.length; part++) {
                int index = bytes.getInt(placesAt() + Integer.BYTES * (firstLeaf + part));
                found.add(new HolderProof.Part(index, rule.salt(clientRef, part), parts[part], path(index)));
            }
        }
        return new HolderProof(found);
    }

    private List<SumNode> path(int index) {
        List<SumNode> path = new ArrayList<>();
        int at = index;
        int from = 0;
        for (int size = leaves; size > 1; size = (size + 1) / 2) {
            int sibling = at ^ 1;
            if (sibling < size) {
                path.add(node(from + sibling));
            }
            from += size;
            at /= 2;
        }
        return path;
    }

    /** Leaves in the order of their places; eight bytes for each, and four for whose it is. */
    private record LeafOrder(long[] keys, int[] holders, int[] firstLeaves) {
        private static final long LEAF = LEAVES_MAX * 2L - 1;

        static LeafOrder of(LeafRule rule, long[] clientRefs, int[] firstLeaves) {
            int leaves = firstLeaves[clientRefs.length];
            int[] holders = new int[leaves];
            long[] keys = new long[leaves];
            for (int holder = 0; holder < clientRefs.length; holder++) {
                for (int leaf = firstLeaves[holder]; leaf < firstLeaves[holder + 1]; leaf++) {
                    holders[leaf] = holder;
                    byte[] place = rule.place(clientRefs[holder], leaf - firstLeaves[holder]);
                    keys[leaf] = (ByteBuffer.wrap(place).getLong() ^ Long.MIN_VALUE) & ~LEAF | leaf;
                }
            }
            Arrays.sort(keys);
            LeafOrder order = new LeafOrder(keys, holders, firstLeaves);
            order.settle(rule, clientRefs);
            return order;
        }

        /** Where the first bits of two places are alike, all bits decide. */
        private void settle(LeafRule rule, long[] clientRefs) {
            for (int i = 1; i < keys.length; i++) {
                for (int j = i; j > 0 && (keys[j] ^ keys[j - 1]) <= LEAF && (keys[j] ^ keys[j - 1]) >= 0; j--) {
                    byte[] one = rule.place(clientRefs[holder(j - 1)], part(j - 1));
                    byte[] other = rule.place(clientRefs[holder(j)], part(j));
                    if (Arrays.compareUnsigned(one, other) < 0) {
                        break;
                    }
                    long swapped = keys[j];
                    keys[j] = keys[j - 1];
                    keys[j - 1] = swapped;
                }
            }
        }

        int leaf(int index) {
            return (int) (keys[index] & LEAF);
        }

        int holder(int index) {
            return holders[leaf(index)];
        }

        int part(int index) {
            return leaf(index) - firstLeaves[holder(index)];
        }
    }
}
