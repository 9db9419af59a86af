package kz.sandyq.operator.encumbrance;

import java.time.LocalDate;
import java.util.Base64;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/** The ground document in a request of a program: the file comes with the hash that it must have. */
record GroundBody(
        @Nullable GroundKind kind,
        @Nullable String number,
        @Nullable LocalDate date,
        @Nullable String issuedBy,
        @Nullable DocumentBody document) {
    /**
     * A file.
     *
     * @param contentBase64 content
     * @param sha256 its hash, 64 hexadecimal digits; required
     */
    record DocumentBody(
            @Nullable String name,
            @Nullable String contentBase64,
            @Nullable String sha256) {}

    /** The form; refuses with GROUND_INCOMPLETE when the file or its hash is missing. */
    static GroundForm form(@Nullable GroundBody body) {
        DocumentBody document = body == null ? null : body.document();
        if (body == null || document == null || text(document.sha256()).isBlank()) {
            throw new RefusedException("GROUND_INCOMPLETE").field("ground");
        }
        byte[] content;
        try {
            content = Base64.getDecoder().decode(text(document.contentBase64()));
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException("REQUEST_MALFORMED").status(400).field("document");
        }
        return new GroundForm(
                body.kind(),
                text(body.number()),
                body.date(),
                text(body.issuedBy()),
                content,
                text(document.name()),
                text(document.sha256()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
