package kz.sandyq.transparency.tree;

import java.util.Arrays;
import java.util.Base64;

/** 32 bytes of SHA-256, as a value. */
public final class Hash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;
    /** 32 zero bytes: the hash before the first one of a chain. */
    public static final Hash ZERO = new Hash(new byte[BYTES]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash of exactly these bytes, copied.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return new Hash(bytes.clone());
    }

    /** The 32 bytes from an offset, copied. */
    public static Hash of(byte[] bytes, int offset) {
        return of(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes. */
    public void put(byte[] into, int offset) {
        System.arraycopy(bytes, 0, into, offset, BYTES);
    }

    /** RFC 4648 section 4, padded: 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
