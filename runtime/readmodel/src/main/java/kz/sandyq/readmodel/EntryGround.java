package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The document an entry stands on. Its number stays with the module that keeps it under {@code documentRef}.
 *
 * @param documentKind code of the kind of document, 0 for none
 * @param documentDate date of the document, null when it has none
 * @param documentRef reference in the application's database, 0 for none
 * @param sha256 hash of the document, hexadecimal; empty when there is none
 */
public record EntryGround(int documentKind, @Nullable LocalDate documentDate, long documentRef, String sha256) {
    /** Whether there is a document at all. */
    public boolean present() {
        return documentKind != 0;
    }

    static EntryGround of(ResultSet row) throws SQLException {
        int day = row.getInt("document_epoch_day");
        byte[] hash = row.getBytes("document_hash");
        return new EntryGround(
                row.getInt("document_kind"),
                day == 0 ? null : LocalDate.ofEpochDay(day),
                row.getLong("document_ref"),
                empty(hash) ? "" : HexFormat.of().formatHex(hash));
    }

    private static boolean empty(byte[] hash) {
        for (byte each : hash) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }
}
