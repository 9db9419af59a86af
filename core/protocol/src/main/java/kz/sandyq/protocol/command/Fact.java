package kz.sandyq.protocol.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import kz.sandyq.protocol.sbe.FactKind;

/**
 * A fact of the house as the log learns it: of what kind it is, and a commitment that tells nothing else.
 *
 * @param commitment SHA-256, 32 bytes, not all zero
 */
public record Fact(FactKind kind, byte[] commitment) {
    /** Bytes of a salt. */
    public static final int SALT_BYTES = 16;

    private static final byte[] DOMAIN = "sandyq-fact-1".getBytes(StandardCharsets.US_ASCII);

    /**
     * The commitment to a content: SHA-256 of "sandyq-fact-1", kind, salt and the content's SHA-256 (docs/protocol).
     *
     * @param salt 16 bytes that nobody can guess
     * @param contentSha256 32 bytes
     * @throws IllegalArgumentException when salt or hash have another length
     */
    public static Fact of(FactKind kind, byte[] salt, byte[] contentSha256) {
        MessageDigest digest = Key.sha256();
        if (salt.length != SALT_BYTES || contentSha256.length != digest.getDigestLength()) {
            throw new IllegalArgumentException("a salt has 16 bytes and a hash 32");
        }
        digest.update(DOMAIN);
        digest.update((byte) kind.value());
        digest.update(salt);
        return new Fact(kind, digest.digest(contentSha256));
    }
}
