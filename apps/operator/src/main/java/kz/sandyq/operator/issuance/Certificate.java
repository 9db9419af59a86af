package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The operator's dated finding about a base asset. Null is "nothing found out".
 *
 * @param exists true when the operator has satisfied itself that the property exists
 * @param legalStatus whose it is and by what title
 * @param encumbrances pledges, arrests and other burdens; "none" is a finding too
 * @param encumbranceBeneficiary IIN or BIN in whose favour a burden stands, null for none
 * @param marketValue value in {@code currency}
 * @param currency ISO 4217 code of the valuation
 * @param valuationDate day of the valuation
 * @param evidenceDate newest day of the evidence it rests on
 * @param quantity quantity of the property, in {@code unit}
 * @param unit unit of the quantity
 * @param validUntil instant from which it is worth nothing
 */
record Certificate(
        @Nullable Boolean exists,
        @Nullable String legalStatus,
        @Nullable String encumbrances,
        @Nullable String encumbranceBeneficiary,
        @Nullable BigDecimal marketValue,
        @Nullable String currency,
        @Nullable LocalDate valuationDate,
        @Nullable LocalDate evidenceDate,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable Instant validUntil) {}
