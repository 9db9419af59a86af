package kz.sandyq.transparency.liability;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/**
 * How amounts become leaves, all by the seed: into which parts an amount is split, the salt of each, and its place.
 *
 * @param seed 32 secret bytes
 * @param splitAboveMinor larger amounts are split into leaves of at most this, 2 or more
 */
@SuppressWarnings("ArrayRecordComponent")
record LeafRule(byte[] seed, long splitAboveMinor) {
    static final int SEED_BYTES = 32;

    private static final int MOST_PARTS = 1000;

    LeafRule {
        if (splitAboveMinor < 2 || seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("no liabilities");
        }
    }

    /** Leaves of uneven size, so that equal amounts do not show as equal parts. */
    long[] parts(long clientRef, long amountMinor) {
        long[] parts = new long[1];
        int count = 0;
        long left = amountMinor;
        while (left > splitAboveMinor) {
            if (count >= MOST_PARTS - 1) {
                throw new IllegalArgumentException("one client needs too many leaves");
            }
            long least = splitAboveMinor / 2;
            long chance = SumNode.bytes(Long.BYTES)
                            .put(drawn("split", clientRef, count).bytes(), 0, Long.BYTES)
                            .getLong(0)
                    >>> 1;
            parts = Arrays.copyOf(parts, count + 2);
            parts[count] = least + chance % (splitAboveMinor - least + 1);
            left -= parts[count++];
        }
        parts[count] = left;
        return parts;
    }

    byte[] salt(long clientRef, int part) {
        return Arrays.copyOf(drawn("salt", clientRef, part).bytes(), SumNode.SALT_BYTES);
    }

    byte[] place(long clientRef, int part) {
        return drawn("place", clientRef, part).bytes();
    }

    /** SHA-256("sandyq " || use || "\n" || seed || client || part), numbers in 8 bytes, little endian. */
    private Hash drawn(String use, long clientRef, long part) {
        byte[] name = ("sandyq " + use + "\n").getBytes(StandardCharsets.US_ASCII);
        return new TreeHasher()
                .digest(SumNode.bytes(name.length + SEED_BYTES + 2 * Long.BYTES)
                        .put(name)
                        .put(seed)
                        .putLong(clientRef)
                        .putLong(part)
                        .array());
    }
}
