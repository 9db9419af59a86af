package kz.sandyq.operator.money;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import kz.sandyq.protocol.command.Key;

/** Idempotency keys and bank references that follow from what is asked, never from chance. */
final class MoneyKeys {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private MoneyKeys() {}

    /** A UUID of version 7 with the time of the row and, instead of random bits, the hash of what it stands for. */
    static UUID key(Instant rowTime, String subject) {
        ByteBuffer hash = ByteBuffer.wrap(hash(subject));
        long high = rowTime.toEpochMilli() << 16 | VERSION_7 | hash.getLong() & 0xFFFL;
        long low = VARIANT | hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low);
    }

    /** The bank's reference as the log holds it: a hash, 32 bytes, of account, reference and transaction. */
    static byte[] bankReference(String iban, String reference, int index) {
        return hash("bank\n" + iban + "\n" + reference + "\n" + index);
    }

    private static byte[] hash(String subject) {
        return Key.sha256().digest(subject.getBytes(StandardCharsets.UTF_8));
    }
}
