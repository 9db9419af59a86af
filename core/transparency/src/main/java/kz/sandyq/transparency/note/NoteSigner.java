package kz.sandyq.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs note texts. Whether a checkpoint may be signed at all (never a smaller size, never another root) is for its
 * caller to know.
 *
 * @param key the public half and its name; its type says what is signed
 * @param secret the Ed25519 private key that belongs to it
 */
public record NoteSigner(VerifierKey key, PrivateKey secret) {
    /**
     * A signature over a note text.
     *
     * @param text ends in a newline
     * @param timestampSeconds POSIX time of a cosignature, 0 or more; not used by type 0x01
     * @throws IllegalStateException when the key is no Ed25519 key
     */
    public NoteSignature sign(String text, long timestampSeconds) {
        if (key.type() == VerifierKey.ED25519) {
            return NoteSignature.of(key, signature(text));
        }
        if (timestampSeconds < 0) {
            throw new IllegalArgumentException("before 1970");
        }
        byte[] signature = signature(VerifierKey.cosigned(timestampSeconds, text));
        return NoteSignature.of(
                key,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(timestampSeconds)
                        .put(signature)
                        .array());
    }

    private byte[] signature(String message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(secret);
            ed25519.update(message.getBytes(StandardCharsets.UTF_8));
            return ed25519.sign();
        } catch (GeneralSecurityException noKey) {
            throw new IllegalStateException(noKey);
        }
    }

    @Override
    public String toString() {
        return key.format();
    }
}
