package kz.sandyq.operator.issuance;

import java.util.UUID;
import kz.sandyq.platform.error.RefusedException;

/** The {@code Idempotency-Key} of a request: a UUID of version 7, any other form is 400. */
public final class IdempotencyKeys {
    private IdempotencyKeys() {}

    /** Parses strictly. */
    public static UUID parse(String text) {
        try {
            UUID key = UUID.fromString(text);
            if (key.version() == 7 && key.toString().equalsIgnoreCase(text)) {
                return key;
            }
        } catch (IllegalArgumentException notAUuid) {
            throw refused();
        }
        throw refused();
    }

    private static RefusedException refused() {
        return new RefusedException("IDEMPOTENCY_KEY_INVALID").status(400);
    }
}
