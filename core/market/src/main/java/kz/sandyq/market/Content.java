package kz.sandyq.market;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * 64 bits of what a command says, by which a key that comes again is compared; not cryptographic. The bytes are taken
 * over a piece at a time, so that their bounds are checked once for a piece and not for each word.
 */
final class Content {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;
    /** Two words, so that neither waits for the other. */
    private static final int STEP = 2 * Long.BYTES;

    private static final int PIECE = 16 * STEP;

    private final byte[] piece = new byte[PIECE];

    /** The digest of a run of bytes under a seed. */
    long of(DirectBuffer buffer, int offset, int length, long seed) {
        long one = seed;
        long other = length;
        for (int at = 0; at < length; at += PIECE) {
            int taken = Math.min(PIECE, length - at);
            int whole = taken + STEP - 1 & -STEP;
            if (whole > taken) {
                LONGS.set(piece, whole - STEP, 0L);
                LONGS.set(piece, whole - Long.BYTES, 0L);
            }
            buffer.getBytes(offset + at, piece, 0, taken);
            for (int i = 0; i < whole; i += STEP) {
                one = mix(one, (long) LONGS.get(piece, i));
                other = mix(other, (long) LONGS.get(piece, i + Long.BYTES));
            }
        }
        return StateHash.finish(one ^ Long.rotateLeft(other, 32) * K1);
    }

    private static long mix(long sum, long word) {
        return Long.rotateLeft(sum ^ word * K1, 29) * K2;
    }
}
