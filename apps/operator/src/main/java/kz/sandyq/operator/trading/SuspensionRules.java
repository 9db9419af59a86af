package kz.sandyq.operator.trading;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.sbe.HaltReason;
import org.jspecify.annotations.Nullable;

/** Reads a request for a halt, a resumption or a closing, and holds it to the grounds of the Rules. */
final class SuspensionRules {
    private static final int TENGE_SCALE = 2;
    private static final Set<HaltReason> REASONS = Set.of(
            HaltReason.NEWS_DISSEMINATION, HaltReason.ORDER_IMBALANCE, HaltReason.REGULATORY, HaltReason.TECHNICAL);

    private SuspensionRules() {}

    /**
     * What is decided.
     *
     * @throws RefusedException ACT_KIND_UNKNOWN, ACT_TARGET_NOT_ONE, SUSPENSION_GROUND_NOT_FIT,
     *     SUSPENSION_EVIDENCE_NOT_FIT, ARREST_NOT_OVER_HALF, RULE_CLAUSE_REQUIRED, HALT_REASON_UNKNOWN,
     *     GROUND_REQUIRED, DOCUMENT_DATE_IN_FUTURE
     */
    @LegalBasis("RUL-63")
    static TradingAct.Terms terms(TradingActRequest request, LocalDate today) {
        TradingAct.Kind kind = named(TradingAct.Kind.class, request.kind(), "ACT_KIND_UNKNOWN", "kind");
        TradingAct.Scope scope = scope(request, kind);
        SuspensionGround ground = ground(request, kind, scope);
        SuspensionEvidence evidence = kind == TradingAct.Kind.RESUME && blank(request.evidence())
                ? SuspensionEvidence.INTERNAL_RULE
                : named(SuspensionEvidence.class, request.evidence(), "SUSPENSION_EVIDENCE_NOT_FIT", "evidence");
        checkEvidence(evidence, ground);
        String clause = Objects.requireNonNullElse(request.ruleClause(), "").strip();
        checkRuleClause(ground, clause);
        Long assets = blank(request.issuerAssets())
                ? null
                : (Long) DecimalText.minor(
                        DecimalText.typed(Objects.requireNonNull(request.issuerAssets())), TENGE_SCALE, "issuerAssets");
        long arrested = ground == SuspensionGround.TSG_PROPERTY_ARREST_OVER_50 ? arrested(request.arrests()) : 0;
        checkArrest(ground, assets, arrested);
        HaltReason reason = scope == TradingAct.Scope.BOOK && kind != TradingAct.Kind.RESUME
                ? reason(request.haltReason())
                : HaltReason.NONE;
        String number = Objects.requireNonNullElse(request.documentNumber(), "").strip();
        LocalDate date = request.documentDate();
        if (number.isEmpty() || number.length() > 100 || date == null) {
            throw new RefusedException("GROUND_REQUIRED").field(date == null ? "documentDate" : "documentNumber");
        }
        if (date.isAfter(today)) {
            throw new RefusedException("DOCUMENT_DATE_IN_FUTURE").field("documentDate");
        }
        return new TradingAct.Terms(kind, scope, ground, evidence, reason, clause, assets, arrested, number, date);
    }

    private static TradingAct.Scope scope(TradingActRequest request, TradingAct.Kind kind) {
        boolean issue = !blank(request.issueId());
        if (issue == !blank(request.instrumentId()) || issue && kind == TradingAct.Kind.CLOSE) {
            throw new RefusedException("ACT_TARGET_NOT_ONE").field("instrumentId");
        }
        return issue ? TradingAct.Scope.ISSUE : TradingAct.Scope.BOOK;
    }

    private static SuspensionGround ground(TradingActRequest request, TradingAct.Kind kind, TradingAct.Scope scope) {
        boolean resumes = kind == TradingAct.Kind.RESUME;
        SuspensionGround ground = resumes && blank(request.ground())
                ? SuspensionGround.GROUND_ENDED
                : named(SuspensionGround.class, request.ground(), "SUSPENSION_GROUND_NOT_FIT", "ground");
        boolean fits = resumes == (ground == SuspensionGround.GROUND_ENDED)
                && (scope == TradingAct.Scope.ISSUE || !ground.ofIssuer());
        if (!fits) {
            throw new RefusedException("SUSPENSION_GROUND_NOT_FIT")
                    .clause("RUL-63")
                    .field("ground");
        }
        return ground;
    }

    @LegalBasis("RUL-63.1")
    @LegalBasis("RUL-63.2")
    private static void checkEvidence(SuspensionEvidence evidence, SuspensionGround ground) {
        if (!evidence.carries(ground)) {
            throw new RefusedException("SUSPENSION_EVIDENCE_NOT_FIT")
                    .clause(ground.clause())
                    .field("evidence");
        }
    }

    @LegalBasis("RUL-63.4")
    private static void checkRuleClause(SuspensionGround ground, String clause) {
        if (ground == SuspensionGround.TSG_INTERNAL_DOCUMENTS && clause.isEmpty() || clause.length() > 100) {
            throw new RefusedException("RULE_CLAUSE_REQUIRED")
                    .clause("RUL-63.4")
                    .field("ruleClause");
        }
    }

    private static long arrested(@Nullable List<String> arrests) {
        if (arrests == null || arrests.isEmpty()) {
            throw new RefusedException("AMOUNT_MALFORMED").field("arrests");
        }
        long sum = 0;
        for (String arrest : arrests) {
            sum = add(sum, DecimalText.minor(DecimalText.typed(arrest), TENGE_SCALE, "arrests"));
        }
        return sum;
    }

    private static long add(long sum, long more) {
        if (more > Long.MAX_VALUE - sum) {
            throw new RefusedException("AMOUNT_OVERFLOW").field("arrests");
        }
        return sum + more;
    }

    /** Several arrests count together; with an unknown value of the assets people decide, so it is not refused. */
    @LegalBasis("RUL-63.3")
    private static void checkArrest(SuspensionGround ground, @Nullable Long assetsMinor, long arrestedMinor) {
        if (ground != SuspensionGround.TSG_PROPERTY_ARREST_OVER_50 || assetsMinor == null) {
            return;
        }
        if (arrestedMinor <= assetsMinor - arrestedMinor) {
            throw new RefusedException("ARREST_NOT_OVER_HALF")
                    .clause("RUL-63.3")
                    .field("arrests");
        }
    }

    private static HaltReason reason(@Nullable String text) {
        HaltReason reason = named(HaltReason.class, text, "HALT_REASON_UNKNOWN", "haltReason");
        if (!REASONS.contains(reason)) {
            throw new RefusedException("HALT_REASON_UNKNOWN").field("haltReason");
        }
        return reason;
    }

    private static <E extends Enum<E>> E named(Class<E> type, @Nullable String text, String code, String field) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw new RefusedException(code).field(field);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
