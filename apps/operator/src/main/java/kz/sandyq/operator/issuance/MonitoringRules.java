package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;

/** What one day's look at a base asset finds. Pure. */
final class MonitoringRules {
    private MonitoringRules() {}

    /** Outcome of a day. GAP: nobody looked on that day. */
    enum Outcome {
        OK,
        UNKNOWN,
        CERTIFICATE,
        MISMATCH,
        GAP
    }

    /**
     * What a day is judged on.
     *
     * @param terms terms of the issue; the ratio comes from there
     * @param outstanding units in circulation, of {@code scale} decimals
     * @param certificate newest certificate given by two persons, null for none
     * @param answer newest answer of the custodian, null for none
     * @param reserveMinor money in RESERVE of a stablecoin, minor units; 0 for other kinds
     */
    record Facts(
            IssueTerms terms,
            long outstanding,
            int scale,
            @Nullable Certificate certificate,
            CustodyFacts.@Nullable Answer answer,
            long reserveMinor) {}

    /**
     * A day's finding.
     *
     * @param baseValue value of the base asset, null when nobody told it for this day
     * @param neededValue value that the units in circulation need
     */
    record Found(Outcome outcome, @Nullable BigDecimal baseValue, BigDecimal neededValue) {}

    /**
     * Judges a day: a mismatch weighs more than a certificate that ran out, and that more than silence. An answer of
     * another day says nothing about this one.
     *
     * @param day legal day
     * @param now instant of the look, within the day
     */
    @LegalBasis("RUL-39.p3")
    @LegalBasis("RUL-39.p4")
    static Found judge(Facts facts, LocalDate day, Instant now) {
        BigDecimal needed = needed(facts);
        BigDecimal value = value(facts, day);
        if (value != null && value.compareTo(needed) < 0) {
            return new Found(Outcome.MISMATCH, value, needed);
        }
        if (!certified(facts.certificate(), now)) {
            return new Found(Outcome.CERTIFICATE, value, needed);
        }
        return new Found(value == null ? Outcome.UNKNOWN : Outcome.OK, value, needed);
    }

    private static BigDecimal needed(Facts facts) {
        return BackingRatio.needed(
                BigDecimal.valueOf(facts.outstanding(), facts.scale()),
                Objects.requireNonNull(facts.terms().specifiedDenomination()),
                Objects.requireNonNull(facts.terms().requiredBackingRatio()));
    }

    private static @Nullable BigDecimal value(Facts facts, LocalDate day) {
        if (facts.terms().kind() == IssueKind.STABLECOIN) {
            return BigDecimal.valueOf(facts.reserveMinor(), TermsRules.MONEY_SCALE);
        }
        CustodyFacts.Answer answer = facts.answer();
        if (answer == null || answer.asOf() == null || answer.condition() == null) {
            return null;
        }
        boolean ofDay = SandyqClock.dayOf(answer.asOf()).equals(day);
        boolean comparable = Objects.equals(answer.currency(), facts.terms().specifiedCurrency());
        return ofDay && comparable ? answer.value() : null;
    }

    private static boolean certified(@Nullable Certificate certificate, Instant now) {
        return certificate != null
                && Boolean.TRUE.equals(certificate.exists())
                && certificate.evidenceDate() != null
                && certificate.validUntil() != null
                && certificate.validUntil().isAfter(now);
    }
}
