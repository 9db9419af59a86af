package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.UUID;
import kz.sandyq.platform.error.RefusedException;

/** Keys of clients' requests: UUIDs of version 7. */
public final class RequestKeys {
    private RequestKeys() {}

    /** A new key for a form that is being shown. */
    public static UUID fresh(Instant now) {
        return MoneyKeys.key(now, UUID.randomUUID().toString());
    }

    /**
     * The key as this client's own: two clients with one UUID stay apart, and its time stays that of the UUID.
     *
     * @throws RefusedException IDEMPOTENCY_KEY_NOT_VALID (400)
     */
    public static UUID ofClient(long clientRelationId, String text) {
        try {
            UUID key = UUID.fromString(text);
            if (key.version() == 7 && key.variant() == 2) {
                Instant time = Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16);
                return MoneyKeys.key(time, "client " + clientRelationId + " " + key);
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static RefusedException refused() {
        return new RefusedException("IDEMPOTENCY_KEY_NOT_VALID").status(400);
    }
}
