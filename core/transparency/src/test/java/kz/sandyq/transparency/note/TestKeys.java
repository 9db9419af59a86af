package kz.sandyq.transparency.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import kz.sandyq.transparency.tree.Hash;

/** Keys that everybody knows, because they come from their names alone: for tests and golden files only. */
public final class TestKeys {
    private TestKeys() {}

    /** A log key, type 0x01, from SHA-256("sandyq TEST key, worthless: " + seed). */
    public static NoteSigner log(String name, String seed) {
        return signer(name, VerifierKey.ED25519, seed);
    }

    /** A cosigner's key, type 0x04. */
    public static NoteSigner cosigner(String name, String seed) {
        return signer(name, VerifierKey.COSIGNATURE, seed);
    }

    private static NoteSigner signer(String name, byte type, String seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Known(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            Hash key = Hash.of(encoded, encoded.length - Hash.BYTES);
            return new NoteSigner(new VerifierKey(name, type, key), pair.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Known extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final String seed;

        Known(String seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            try {
                byte[] text = ("sandyq TEST key, worthless: " + seed).getBytes(StandardCharsets.UTF_8);
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
                System.arraycopy(hash, 0, bytes, 0, bytes.length);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
