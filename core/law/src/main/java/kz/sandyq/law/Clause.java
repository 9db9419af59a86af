package kz.sandyq.law;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One requirement of the law in the catalogue.
 *
 * @param id as in {@code @LegalBasis}: {@code RUL-42.p2}, {@code LAW-6.3-p2}
 * @param system the part of the product that owns it
 * @param text what the clause demands
 * @param check how it is shown, with refused and accepted cases
 * @param inForce first day on which the wording applies, empty when the catalogue names none
 * @param until first day on which it no longer applies
 */
@LegalBasis("RUL-RES.4")
public record Clause(
        String id, String system, String text, String check, Optional<LocalDate> inForce, Optional<LocalDate> until) {
    /** Whether the wording applies on a day; without dates it does. */
    public boolean appliesOn(LocalDate day) {
        return inForce.map(from -> !day.isBefore(from)).orElse(true)
                && until.map(day::isBefore).orElse(true);
    }
}
