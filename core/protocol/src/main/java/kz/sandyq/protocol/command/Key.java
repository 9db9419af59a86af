package kz.sandyq.protocol.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Idempotency key of a command (core.md 1.6).
 *
 * @param high first 8 bytes, big endian
 * @param low last 8 bytes, big endian
 * @param createdAtMs creation time, Unix milliseconds of the real clock
 */
public record Key(long high, long low, long createdAtMs) {

    /**
     * The key of a client's request: the first 16 bytes of SHA-256(client id, 0x00, UUID); its creation time is the
     * UUIDv7's.
     *
     * @throws IllegalArgumentException when the UUID is not version 7
     */
    public static Key ofRequest(String clientId, UUID uuidV7) {
        if (uuidV7.version() != 7 || uuidV7.variant() != 2) {
            throw new IllegalArgumentException("an idempotency key is a UUID of version 7");
        }
        MessageDigest digest = sha256();
        digest.update(clientId.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(ByteBuffer.allocate(16)
                .putLong(uuidV7.getMostSignificantBits())
                .putLong(uuidV7.getLeastSignificantBits())
                .array());
        return of(digest.digest(), uuidV7.getMostSignificantBits() >>> 16);
    }

    /** A key from the first 16 bytes of a hash. */
    public static Key of(byte[] hash, long createdAtMs) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Key(bytes.getLong(), bytes.getLong(), createdAtMs);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
