package kz.sandyq.platform.api;

import java.util.UUID;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The caller's key of one request, from the header {@code Idempotency-Key}: a UUID of version 7 (RFC 9562). A
 * controller takes it as a parameter; the same key with the same body is answered once and repeated.
 */
public record IdempotencyKey(UUID value) {
    /** Name of the header. */
    public static final String HEADER = "Idempotency-Key";

    /** The key in a header; refuses with IDEMPOTENCY_KEY_INVALID (400) when it is absent or of another kind. */
    public static IdempotencyKey of(@Nullable String header) {
        if (header != null && header.strip().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            UUID key = UUID.fromString(header.strip());
            if (key.version() == 7 && key.variant() == 2) {
                return new IdempotencyKey(key);
            }
        }
        throw new RefusedException("IDEMPOTENCY_KEY_INVALID").status(400);
    }
}
