package kz.sandyq.protocol.command;

import java.time.LocalDate;
import java.util.Arrays;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.GroundEncoder;

/**
 * The document an entry stands on (core.md 3). Its number and issuing body stay in the application's database under
 * {@code documentRef}.
 *
 * @param documentKind code of the kind of document, 0 for none
 * @param documentEpochDay date of the document, days since 1970-01-01, 0 for none
 * @param documentRef opaque reference, 0 for none
 * @param effectiveEpochDay day on which the entry takes effect in law, 0 for the legal day of the record
 * @param documentHash SHA-256 of the document, 32 bytes
 */
public record Ground(
        int documentKind, int documentEpochDay, long documentRef, int effectiveEpochDay, byte[] documentHash) {
    private static final byte[] NO_HASH = new byte[32];

    /** No document; effective on the legal day of the record. */
    public static final Ground NONE = new Ground(0, 0, 0, 0, NO_HASH);

    public Ground {
        if (documentHash.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + documentHash.length);
        }
    }

    /** A document, effective on the legal day of the record. */
    public static Ground of(int documentKind, LocalDate date, long documentRef, byte[] documentHash) {
        return new Ground(documentKind, (int) date.toEpochDay(), documentRef, 0, documentHash);
    }

    /** The same document, effective on an earlier day. */
    public Ground effective(LocalDate day) {
        return new Ground(documentKind, documentEpochDay, documentRef, (int) day.toEpochDay(), documentHash);
    }

    public void write(GroundEncoder encoder) {
        encoder.documentKind(documentKind)
                .documentEpochDay(documentEpochDay)
                .documentRef(documentRef)
                .effectiveEpochDay(effectiveEpochDay)
                .putDocumentHash(documentHash, 0, 32);
    }

    public static Ground read(GroundDecoder decoder) {
        byte[] hash = new byte[32];
        decoder.getDocumentHash(hash, 0, 32);
        return new Ground(
                decoder.documentKind(),
                decoder.documentEpochDay(),
                decoder.documentRef(),
                decoder.effectiveEpochDay(),
                hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ground that
                && documentKind == that.documentKind
                && documentEpochDay == that.documentEpochDay
                && documentRef == that.documentRef
                && effectiveEpochDay == that.effectiveEpochDay
                && Arrays.equals(documentHash, that.documentHash);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(documentRef) + Arrays.hashCode(documentHash);
    }
}
