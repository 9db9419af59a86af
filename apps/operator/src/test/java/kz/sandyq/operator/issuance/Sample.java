package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sound application to register, to be spoilt in one place by a test. */
final class Sample {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    static final String ISSUER_BIN = "050640004567";
    static final String OPERATOR_BIN = "040540001234";

    private Sample() {}

    static IssueTerms terms(Set<IssueKind> kinds, Set<BaseAssetKind> basket) {
        boolean stablecoin = kinds.equals(Set.of(IssueKind.STABLECOIN));
        String price = stablecoin ? "1" : "1000";
        return new IssueTerms(
                kinds,
                "Алтын қойма 2026",
                "ALTYN26",
                kinds.contains(IssueKind.FINANCIAL_INSTRUMENT) ? "discount note" : null,
                basket,
                basket.isEmpty() ? null : "100 bars in vault 3",
                basket.isEmpty() ? null : "one unit is one part of the value",
                basket.isEmpty() ? null : "redemption at the nominal",
                new BigDecimal("100"),
                "KZT",
                new BigDecimal(price),
                new BigDecimal(stablecoin ? "1" : "950.00"),
                new BigDecimal(price),
                basket.isEmpty() ? null : BigDecimal.ONE,
                TODAY,
                stablecoin ? null : TODAY.plusYears(1),
                Set.of(),
                Set.of(RedemptionGround.EARLY_BY_ISSUER),
                "The nominal is paid on the maturity date.");
    }

    static IssueTerms backed() {
        return terms(Set.of(IssueKind.ASSET_BACKED), Set.of(BaseAssetKind.BASE_GOODS));
    }

    static IssueTerms note() {
        return terms(Set.of(IssueKind.FINANCIAL_INSTRUMENT), Set.of());
    }

    static IssueTerms stablecoin() {
        return terms(Set.of(IssueKind.STABLECOIN), Set.of(BaseAssetKind.BASE_MONEY));
    }

    static IssuerFacts issuer() {
        return new IssuerFacts(7, "Алтын ЖШС", ISSUER_BIN, true, "KZ");
    }

    static IssueDecision decision() {
        return new IssueDecision("12", TODAY.minusDays(10), ISSUER_BIN, "Алтын қойма 2026", 5, "0".repeat(64));
    }

    static Map<Checklist.Line, Checklist.Answer> examined(IssueTerms terms) {
        Map<Checklist.Line, Checklist.Answer> answers = new EnumMap<>(Checklist.Line.class);
        for (Checklist.Line line : Checklist.lines(terms)) {
            answers.put(line, new Checklist.Answer(Checklist.Verdict.CONFORMS, null, 11));
        }
        return answers;
    }

    static CustodyFacts custody() {
        return new CustodyFacts(
                new CustodyFacts.Custodian(3, "Қойма АҚ", "060740007890", true, "KZ"),
                new CustodyFacts.Agreement("77", TODAY.minusDays(5), TODAY.plusYears(2)),
                new CustodyFacts.Consent(NOW.minusSeconds(86_400), null),
                new CustodyFacts.Answer(
                        "whole", BigDecimal.TEN, new BigDecimal("100000"), "KZT", NOW.minusSeconds(3_600)));
    }

    /** Certified to be worth exactly 100 units x 1000, or as told. */
    static Certificate certificate(String value, String currency, Instant validUntil) {
        return new Certificate(
                true,
                "owned by the issuer",
                "none",
                null,
                new BigDecimal(value),
                currency,
                TODAY.minusDays(1),
                TODAY.minusDays(1),
                BigDecimal.TEN,
                "bar",
                validUntil);
    }

    static Certificate certificate() {
        return certificate("100000", "KZT", NOW.plusSeconds(1));
    }

    static RegistrationRules.Facts facts(
            IssueTerms terms,
            CustodyFacts custody,
            @Nullable Set<BaseAssetKind> permitted,
            @Nullable Certificate certificate) {
        return new RegistrationRules.Facts(
                terms, issuer(), decision(), examined(terms), custody, permitted, certificate, false, TODAY, NOW);
    }
}
