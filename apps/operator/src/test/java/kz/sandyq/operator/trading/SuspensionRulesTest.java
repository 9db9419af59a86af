package kz.sandyq.operator.trading;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.sbe.HaltReason;
import org.junit.jupiter.api.Test;

/** The four grounds of the Rules, paragraph 63, and what does not carry them. */
class SuspensionRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String ENDED = "TSG_ISSUER_TERMINATED_OR_FORCED_LIQUIDATION";
    private static final String ARREST = "TSG_PROPERTY_ARREST_OVER_50";

    private final Map<String, String> fields =
            new HashMap<>(Map.of("kind", "HALT", "issue", "1-2", "number", "2а-15/26", "date", "2026-11-19"));
    private final List<String> arrests = new ArrayList<>();

    @Test
    @LegalBasis(value = "RUL-63.1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-63.1", shows = REFUSED)
    void issuerThatHasEndedOrIsBeingLiquidatedByForce() {
        for (String evidence : List.of("REORGANISED_TERMINATED", "LIQUIDATED", "FORCED_LIQUIDATION_IN_PROCESS")) {
            assertThat(with("ground", ENDED).with("evidence", evidence).terms().needsTwoPersons())
                    .isFalse();
        }
        with("evidence", "ARREST_ACT").refused("SUSPENSION_EVIDENCE_NOT_FIT", "RUL-63.1");
    }

    @Test
    @LegalBasis(value = "RUL-63.2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-63.2", shows = REFUSED)
    void bankruptcyByTheCourtAndNotAMereClaim() {
        with("ground", "TSG_ISSUER_BANKRUPT").with("evidence", "BANKRUPTCY_CLAIM");
        refused("SUSPENSION_EVIDENCE_NOT_FIT", "RUL-63.2");
        with("evidence", "COURT_ACT_OF_BANKRUPTCY");
        assertThat(terms().documentNumber()).isEqualTo("2а-15/26");
        with("number", " ").refused("GROUND_REQUIRED", null);
    }

    @Test
    @LegalBasis(value = "RUL-63.3", shows = ACCEPTED)
    @LegalBasis(value = "RUL-63.3", shows = REFUSED)
    void arrestsThatTogetherExceedHalfOfTheAssets() {
        with("ground", ARREST).with("evidence", "ARREST_ACT").with("assets", "1000000000");
        arrests.add("500000000");
        refused("ARREST_NOT_OVER_HALF", "RUL-63.3");
        arrests.set(0, "500000001");
        assertThat(terms().arrestedMinor()).isEqualTo(50_000_000_100L);
        arrests.set(0, "300000000");
        arrests.add("200000000.01");
        assertThat(terms().needsTwoPersons()).isFalse();
        fields.remove("assets");
        assertThat(terms().needsTwoPersons())
                .as("nobody knows the assets: people decide")
                .isTrue();
        arrests.add("92233720368547758.07");
        refused("AMOUNT_OVERFLOW", null);
    }

    @Test
    @LegalBasis(value = "RUL-63.4", shows = ACCEPTED)
    @LegalBasis(value = "RUL-63.4", shows = REFUSED)
    void internalDocumentsWithTheirClause() {
        with("ground", "TSG_INTERNAL_DOCUMENTS").with("evidence", "INTERNAL_RULE");
        refused("RULE_CLAUSE_REQUIRED", "RUL-63.4");
        with("clause", "12.3");
        assertThat(terms().ruleClause()).isEqualTo("12.3");
        assertThat(terms().haltReason()).isEqualTo(HaltReason.NONE);
    }

    @Test
    void oneTargetAReasonForAPairAndADateThatHasCome() {
        with("ground", "TSG_INTERNAL_DOCUMENTS")
                .with("evidence", "INTERNAL_RULE")
                .with("clause", "12.3");
        with("pair", "1-1").refused("ACT_TARGET_NOT_ONE", null);
        fields.remove("issue");
        refused("HALT_REASON_UNKNOWN", null);
        with("reason", "ISSUE_SUSPENDED").refused("HALT_REASON_UNKNOWN", null);
        with("reason", "TECHNICAL");
        assertThat(terms().haltReason()).isEqualTo(HaltReason.TECHNICAL);
        with("date", "2026-11-21").refused("DOCUMENT_DATE_IN_FUTURE", null);
        with("date", "2026-11-20").with("ground", "TSG_ISSUER_BANKRUPT").refused("SUSPENSION_GROUND_NOT_FIT", "RUL-63");
        with("kind", "STOP").refused("ACT_KIND_UNKNOWN", null);
    }

    @Test
    void whatLetsOrdersInAgainOrEndsThemNeedsTwoPersons() {
        with("kind", "RESUME");
        assertThat(terms().ground()).isEqualTo(SuspensionGround.GROUND_ENDED);
        assertThat(terms().needsTwoPersons()).isTrue();
        with("ground", "TSG_INTERNAL_DOCUMENTS").refused("SUSPENSION_GROUND_NOT_FIT", "RUL-63");
        with("kind", "CLOSE").with("evidence", "INTERNAL_RULE").with("clause", "12.4");
        refused("ACT_TARGET_NOT_ONE", null);
        fields.remove("issue");
        with("pair", "1-1").with("reason", "REGULATORY");
        assertThat(terms().needsTwoPersons()).isTrue();
    }

    private SuspensionRulesTest with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    private TradingAct.Terms terms() {
        return SuspensionRules.terms(
                new TradingActRequest(
                        fields.get("kind"),
                        fields.get("issue"),
                        fields.get("pair"),
                        fields.get("ground"),
                        fields.get("evidence"),
                        fields.get("reason"),
                        fields.get("clause"),
                        fields.get("assets"),
                        arrests,
                        fields.get("number"),
                        LocalDate.parse(String.valueOf(fields.get("date"))),
                        null,
                        null,
                        null),
                TODAY);
    }

    private void refused(String code, @org.jspecify.annotations.Nullable String clause) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(this::terms)
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.clause()).isEqualTo(clause);
                });
    }
}
