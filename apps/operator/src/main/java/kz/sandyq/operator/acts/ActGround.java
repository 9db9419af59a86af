package kz.sandyq.operator.acts;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * The ground document of an act.
 *
 * @param issuedBy court, authority or notary; empty for an agreement or a decision
 * @param sha256 hash that the sender declares, 64 hexadecimal digits; empty for none
 */
record ActGround(
        ActPaper paper,
        String number,
        LocalDate date,
        String issuedBy,
        byte[] content,
        String fileName,
        String sha256) {
    private static final int NUMBER_MAX = 100;
    private static final int ISSUER_MAX = 300;

    /**
     * A document as programs send it: the file comes with the hash that it must have.
     *
     * @param contentBase64 content of the file
     */
    record Body(
            @Nullable ActPaper kind,
            @Nullable String number,
            @Nullable LocalDate date,
            @Nullable String issuedBy,
            @Nullable String fileName,
            @Nullable String contentBase64,
            @Nullable String sha256) {
        ActGround ground(LocalDate today) {
            if (text(sha256).isBlank()) {
                throw missing("groundSha256");
            }
            try {
                byte[] content = Base64.getDecoder().decode(text(contentBase64));
                return of(kind, text(number), date, text(issuedBy), content, text(fileName), text(sha256), today);
            } catch (IllegalArgumentException notBase64) {
                throw new RefusedException("REQUEST_MALFORMED").status(400).field("document");
            }
        }
    }

    /** A document as a form sends it; refuses like {@link #of}, and with DATE_NOT_VALID. */
    static ActGround typed(
            @Nullable ActPaper paper, Map<String, String> typed, @Nullable MultipartFile document, LocalDate today)
            throws IOException {
        return of(
                paper,
                typed.getOrDefault("groundNumber", ""),
                day(typed.getOrDefault("groundDate", "")),
                typed.getOrDefault("groundIssuedBy", ""),
                document == null ? new byte[0] : document.getBytes(),
                document == null ? "" : text(document.getOriginalFilename()),
                typed.getOrDefault("groundSha256", ""),
                today);
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException notADay) {
            throw new RefusedException("DATE_NOT_VALID").field("groundDate");
        }
    }

    /** Refuses with GROUND_INCOMPLETE, GROUND_DATE_IN_FUTURE, GROUND_AUTHORITY_MISSING, DOCUMENT_HASH_MISMATCH. */
    static ActGround of(
            @Nullable ActPaper paper,
            String number,
            @Nullable LocalDate date,
            String issuedBy,
            byte[] content,
            String fileName,
            String sha256,
            LocalDate today) {
        if (paper == null) {
            throw missing("groundKind");
        }
        if (number.isBlank() || number.strip().length() > NUMBER_MAX) {
            throw missing("groundNumber");
        }
        if (date == null) {
            throw missing("groundDate");
        }
        if (date.isAfter(today)) {
            throw new RefusedException("GROUND_DATE_IN_FUTURE").field("groundDate");
        }
        boolean byAuthority =
                paper == ActPaper.COURT_ACT || paper == ActPaper.AUTHORITY_ORDER || paper == ActPaper.NOTARIAL_ACT;
        if (byAuthority && issuedBy.isBlank() || issuedBy.strip().length() > ISSUER_MAX) {
            throw new RefusedException("GROUND_AUTHORITY_MISSING").field("groundIssuedBy");
        }
        if (content.length == 0) {
            throw missing("document");
        }
        String declared = sha256.strip().toLowerCase(Locale.ROOT);
        if (!declared.isEmpty() && !declared.matches("[0-9a-f]{64}")) {
            throw new RefusedException("DOCUMENT_HASH_MISMATCH", fileName).field("document");
        }
        return new ActGround(paper, number.strip(), date, issuedBy.strip(), content, fileName, declared);
    }

    private static RefusedException missing(String field) {
        return new RefusedException("GROUND_INCOMPLETE").field(field);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
