package kz.sandyq.operator.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A client relation with its person.
 *
 * @param identifiedUntil last day on which the identification holds
 * @param rejectCode why the core refused his wallet or account, 0 when it did not
 */
record ClientRelation(
        long id,
        long personId,
        String name,
        @Nullable String nationalId,
        @Nullable String foreignCountry,
        @Nullable String foreignId,
        boolean organisation,
        Status status,
        boolean issuer,
        String residency,
        String address,
        String identification,
        long identificationDocument,
        LocalDate identifiedUntil,
        long openedBy,
        @Nullable Long approvedBy,
        int rejectCode,
        Instant createdAt,
        int version) {
    /** From the proposal to the open accounts. */
    enum Status {
        PROPOSED,
        DECLINED,
        OPENING,
        ACTIVE,
        REFUSED
    }

    /** IIN or BIN, or the foreign number with its country. */
    public String idNumber() {
        return nationalId != null ? nationalId : foreignCountry + " " + foreignId;
    }

    public boolean identified(LocalDate day) {
        return status == Status.ACTIVE && !identifiedUntil.isBefore(day);
    }
}
