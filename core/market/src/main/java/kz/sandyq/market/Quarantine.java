package kz.sandyq.market;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.protocol.command.Key;
import org.agrona.DirectBuffer;

/** Entries of one log that every host of it refuses instead of applying them. */
public final class Quarantine {
    /** No entry. */
    public static final Quarantine NONE = new Quarantine(List.of());

    private final long[] sequences;
    private final String[] hashes;

    /**
     * An entry.
     *
     * @param sequence that it takes, at least 1
     * @param hash {@link Quarantine#hash} of it
     */
    public record Entry(long sequence, String hash) {}

    /** @throws IllegalArgumentException when a sequence stands in it twice */
    public Quarantine(List<Entry> entries) {
        List<Entry> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
        sequences = inOrder.stream().mapToLong(Entry::sequence).toArray();
        hashes = inOrder.stream().map(Entry::hash).toArray(String[]::new);
        if (Arrays.stream(sequences).distinct().count() < sequences.length) {
            throw new IllegalArgumentException("an entry stands twice in quarantine");
        }
    }

    /**
     * What names an entry beside its sequence: SHA-256 of its cluster time, Unix milliseconds as 8 bytes, big endian,
     * and of the bytes of its command; 64 hexadecimal digits.
     */
    public static String hash(long timestampMs, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        MessageDigest digest = Key.sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(timestampMs).array());
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    /** Whether it names an entry with this sequence, whatever its hash. */
    public boolean names(long sequence) {
        return Arrays.binarySearch(sequences, sequence) >= 0;
    }

    /**
     * Whether the entry is in quarantine.
     *
     * @throws ReplicaStop when another one with its sequence is
     */
    boolean holds(long sequence, long timestampMs, DirectBuffer buffer, int offset, int length) {
        int at = Arrays.binarySearch(sequences, sequence);
        if (at < 0) {
            return false;
        }
        String found = hash(timestampMs, buffer, offset, length);
        if (!found.equals(hashes[at])) {
            throw new ReplicaStop(
                    ReplicaStop.Reason.WRONG_QUARANTINE,
                    "quarantine names entry " + sequence + " with hash " + hashes[at] + ", but in this log it has "
                            + found);
        }
        return true;
    }
}
