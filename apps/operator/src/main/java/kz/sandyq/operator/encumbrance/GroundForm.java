package kz.sandyq.operator.encumbrance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The ground document as a registrar gives it.
 *
 * @param issuedBy the authority that issued it; empty for an agreement
 * @param content the document itself
 * @param sha256 hash that the sender declares, hexadecimal; empty for none
 */
record GroundForm(
        @Nullable GroundKind kind,
        String number,
        @Nullable LocalDate date,
        String issuedBy,
        byte[] content,
        String fileName,
        String sha256) {}
