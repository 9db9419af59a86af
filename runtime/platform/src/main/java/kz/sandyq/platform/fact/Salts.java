package kz.sandyq.platform.fact;

import java.security.SecureRandom;
import kz.sandyq.protocol.command.Fact;

/** Salts that nobody can guess. */
public final class Salts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Salts() {}

    /** A new one, 16 bytes. */
    public static byte[] next() {
        byte[] salt = new byte[Fact.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
