package kz.sandyq.platform.api;

import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The version of a record that the caller has seen, from the header {@code If-Match} (RFC 9110) as {@code "v7"}.
 *
 * @param number zero or more
 */
public record EntityVersion(int number) {
    /** The version in a header; refuses with VERSION_REQUIRED (428) when it is absent or of another form. */
    public static EntityVersion of(@Nullable String header) {
        if (header == null || !header.strip().matches("\"v[0-9]{1,9}\"")) {
            throw new RefusedException("VERSION_REQUIRED").status(428);
        }
        String text = header.strip();
        return new EntityVersion(Integer.parseInt(text.substring(2, text.length() - 1)));
    }

    /** The ETag of a record at this version. */
    public String etag() {
        return "\"v" + number + '"';
    }
}
