package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.CommandHeaderEncoder;

/**
 * Who asks, by what right and under which key (core.md 1.6).
 *
 * @param key idempotency key
 * @param actorRef opaque reference of who sent the command, 0 for the system itself
 * @param firstPersonRef first natural person who approved, 0 for none
 * @param secondPersonRef second natural person who approved, 0 for none
 * @param authorisationHash SHA-256 over salt and authorisation record, 32 bytes
 * @param salt 16 random bytes; never leaves the application except into the log
 */
public record Header(
        Key key, long actorRef, long firstPersonRef, long secondPersonRef, byte[] authorisationHash, byte[] salt) {
    /** Version of the header that this code writes. */
    public static final int VERSION = 1;

    public Header {
        if (authorisationHash.length != 32 || salt.length != 16) {
            throw new IllegalArgumentException("authorisation hash has 32 bytes, salt 16");
        }
    }

    public void write(CommandHeaderEncoder encoder) {
        encoder.version(VERSION)
                .keyHigh(key.high())
                .keyLow(key.low())
                .keyCreatedAtMs(key.createdAtMs())
                .actorRef(actorRef)
                .firstPersonRef(firstPersonRef)
                .secondPersonRef(secondPersonRef)
                .putAuthorisationHash(authorisationHash, 0, 32)
                .putSalt(salt, 0, 16);
    }
}
