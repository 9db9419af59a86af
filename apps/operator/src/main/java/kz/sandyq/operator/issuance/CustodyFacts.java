package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Facts about the custody of a base asset, as they stand at the moment of a decision. */
record CustodyFacts(
        @Nullable Custodian custodian,
        @Nullable Agreement agreement,
        @Nullable Consent consent,
        @Nullable Answer answer) {
    static final CustodyFacts NONE = new CustodyFacts(null, null, null, null);

    /** An organisation that keeps base assets; {@code eligible}: fit by the criteria of the kind's authority. */
    record Custodian(long id, String name, String bin, boolean legalEntity, String residency) {}

    /** The agreement of custody for this application, both days included. */
    record Agreement(String number, LocalDate validFrom, LocalDate validUntil) {
        boolean covers(LocalDate day) {
            return !day.isBefore(validFrom) && !day.isAfter(validUntil);
        }
    }

    /** The issuer's consent to ask the custodian. */
    record Consent(Instant givenAt, @Nullable Instant withdrawnAt) {
        boolean stands(Instant now) {
            return !givenAt.isAfter(now) && (withdrawnAt == null || withdrawnAt.isAfter(now));
        }
    }

    /** What the custodian said; null is "not said". */
    record Answer(
            @Nullable String condition,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal value,
            @Nullable String currency,
            @Nullable Instant asOf) {}
}
