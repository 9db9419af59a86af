package kz.sandyq.market;

/** 64 bits of what a command says, by which a key that comes again is compared; not cryptographic. */
final class Content {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;
    /** Two words, so that neither waits for the other. */
    private static final int STEP = 2 * Long.BYTES;
    /** Bytes behind a message that are set to 0 when its digest is made. */
    static final int BEHIND = STEP;

    private Content() {}

    /** The digest of a run of bytes under a seed; {@link #BEHIND} bytes more are overwritten. */
    static long of(byte[] bytes, int from, int to, long seed) {
        long one = seed;
        long other = to - from;
        Fields.putLong(bytes, to, 0);
        Fields.putLong(bytes, to + Long.BYTES, 0);
        for (int at = from; at < to; at += STEP) {
            one = mix(one, Fields.getLong(bytes, at));
            other = mix(other, Fields.getLong(bytes, at + Long.BYTES));
        }
        return StateHash.finish(one ^ Long.rotateLeft(other, 32) * K1);
    }

    private static long mix(long sum, long word) {
        return Long.rotateLeft(sum ^ word * K1, 29) * K2;
    }
}
