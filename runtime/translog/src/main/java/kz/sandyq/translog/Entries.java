package kz.sandyq.translog;

import kz.sandyq.transparency.block.RecordHasher;
import org.agrona.DirectBuffer;

/** What an entry of the log has of a command: docs/protocol/proofs.md, Records. */
final class Entries {
    private Entries() {}

    /** Whether bytes that came as a command are long enough to hold a salt; others are an entry without command. */
    static boolean holdsSalt(int length) {
        return length >= RecordHasher.SALT_OFFSET + RecordHasher.SALT_BYTES;
    }

    static byte[] salt(DirectBuffer command, int offset) {
        byte[] salt = new byte[RecordHasher.SALT_BYTES];
        command.getBytes(offset + RecordHasher.SALT_OFFSET, salt);
        return salt;
    }
}
