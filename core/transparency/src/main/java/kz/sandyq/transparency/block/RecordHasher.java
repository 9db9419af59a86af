package kz.sandyq.transparency.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Salts and leaf hashes of records. A leaf's data are the derived salt (16 bytes), the sequence (8, little endian), the
 * number of the record within its entry (4, little endian) and the record; its hash is that of RFC 6962. Without the
 * position in it a receipt could say any sequence of the block. Not for two threads.
 */
public final class RecordHasher {
    /** Bytes of a header salt and of a derived one. */
    public static final int SALT_BYTES = 16;
    /** Where a command holds its header salt: 8 bytes of message header, 82 of {@code CommandHeader} before it. */
    public static final int SALT_OFFSET = 90;

    private static final byte[] TICK = "sandyq tick".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATE = "sandyq state".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_AT = 1;
    private static final int SEQUENCE_AT = SALT_AT + SALT_BYTES;
    private static final int NUMBER_AT = SEQUENCE_AT + Long.BYTES;
    private static final int RECORD_AT = NUMBER_AT + Integer.BYTES;
    private static final int USUAL = 4096;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] full = new byte[Hash.BYTES];
    private final byte[] salted = new byte[SALT_BYTES + Long.BYTES + Integer.BYTES];
    private final UnsafeBuffer saltedView = new UnsafeBuffer(salted);
    private byte[] leaf = new byte[USUAL];
    private UnsafeBuffer leafView = new UnsafeBuffer(leaf);
    private long sequence;

    /** Takes the header salt of a command's entry. */
    public void command(long entry, byte[] headerSalt) {
        if (headerSalt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has 16 bytes");
        }
        sequence = entry;
        System.arraycopy(headerSalt, 0, salted, 0, SALT_BYTES);
    }

    /** Takes an entry without header: its salt comes from the salt of the entry before, so that nobody can guess it. */
    public void tick(long entry) {
        sequence = entry;
        byte[] text = Arrays.copyOf(TICK, TICK.length + SALT_BYTES + Long.BYTES);
        System.arraycopy(salted, 0, text, TICK.length, SALT_BYTES);
        new UnsafeBuffer(text).putLong(TICK.length + SALT_BYTES, entry, ByteOrder.LITTLE_ENDIAN);
        hasher.digest(text, 0, text.length, full, 0);
        System.arraycopy(full, 0, salted, 0, SALT_BYTES);
    }

    /**
     * What a header says of the core's state after the entry in hand: first 16 bytes of SHA-256("sandyq state" ||
     * header salt of the entry || its sequence || both halves of the state hash), numbers little endian. The state hash
     * is a public function of who has what; without the salt anybody could try what has changed between two blocks.
     */
    public byte[] stateDigest(long stateHashHigh, long stateHashLow) {
        byte[] text = ByteBuffer.allocate(STATE.length + SALT_BYTES + 3 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(STATE)
                .put(salted, 0, SALT_BYTES)
                .putLong(sequence)
                .putLong(stateHashHigh)
                .putLong(stateHashLow)
                .array();
        return Arrays.copyOf(hasher.digest(text).bytes(), SALT_BYTES);
    }

    /** The salt of the entry in hand, which never leaves the host. */
    byte[] headerSalt() {
        return Arrays.copyOf(salted, SALT_BYTES);
    }

    /**
     * Hashes a record of the entry in hand. In record 0, the command, zeros stand for its header salt.
     *
     * @param number 0 for the command, 1 and up for its events
     * @param salt takes the derived salt, 16 bytes
     * @param into takes the leaf hash, 32 bytes
     */
    public void record(int number, DirectBuffer buffer, int offset, int length, byte[] salt, byte[] into) {
        if (number == 0 && length < SALT_OFFSET + SALT_BYTES) {
            throw new IllegalArgumentException("a command is longer than its header");
        }
        saltedView.putLong(SALT_BYTES, sequence, ByteOrder.LITTLE_ENDIAN);
        saltedView.putInt(SALT_BYTES + Long.BYTES, number, ByteOrder.LITTLE_ENDIAN);
        hasher.digest(salted, 0, salted.length, full, 0);
        System.arraycopy(full, 0, salt, 0, SALT_BYTES);
        if (leaf.length < RECORD_AT + length) {
            leaf = new byte[Math.max(2 * leaf.length, RECORD_AT + length)];
            leafView = new UnsafeBuffer(leaf);
        }
        System.arraycopy(salt, 0, leaf, SALT_AT, SALT_BYTES);
        leafView.putLong(SEQUENCE_AT, sequence, ByteOrder.LITTLE_ENDIAN);
        leafView.putInt(NUMBER_AT, number, ByteOrder.LITTLE_ENDIAN);
        buffer.getBytes(offset, leaf, RECORD_AT, length);
        if (number == 0) {
            Arrays.fill(leaf, RECORD_AT + SALT_OFFSET, RECORD_AT + SALT_OFFSET + SALT_BYTES, (byte) 0);
        }
        hasher.digest(leaf, 0, RECORD_AT + length, into, 0);
    }

    /** The command as it stands in a receipt: zeros for its header salt. */
    public static byte[] withoutSalt(byte[] command) {
        byte[] shown = command.clone();
        Arrays.fill(shown, SALT_OFFSET, SALT_OFFSET + SALT_BYTES, (byte) 0);
        return shown;
    }

    /** Whether a record still shows a header salt, which must never leave. */
    public static boolean showsSalt(int number, byte[] record) {
        return number == 0 && !Arrays.equals(record, withoutSalt(record));
    }

    /** The leaf hash of a record as a receipt shows it. */
    public static Hash leafHash(byte[] derivedSalt, long sequence, int number, byte[] record) {
        byte[] data = new byte[RECORD_AT - SALT_AT + record.length];
        UnsafeBuffer view = new UnsafeBuffer(data);
        view.putBytes(0, derivedSalt, 0, SALT_BYTES);
        view.putLong(SALT_BYTES, sequence, ByteOrder.LITTLE_ENDIAN);
        view.putInt(SALT_BYTES + Long.BYTES, number, ByteOrder.LITTLE_ENDIAN);
        view.putBytes(RECORD_AT - SALT_AT, record);
        return new TreeHasher().leaf(data);
    }
}
