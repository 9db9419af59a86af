package kz.sandyq.operator.trading;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A halt, a resumption or a closing as it is asked for: of one issue or of one pair.
 *
 * @param kind HALT, RESUME or CLOSE; only a pair is closed
 * @param ground a {@link SuspensionGround}; of a resumption GROUND_ENDED, also when absent
 * @param evidence a {@link SuspensionEvidence}
 * @param haltReason of a pair: NEWS_DISSEMINATION, ORDER_IMBALANCE, REGULATORY or TECHNICAL
 * @param ruleClause clause of the operator's internal documents
 * @param issuerAssets value of the issuer's assets in tenge, decimal text; absent when nobody knows it
 * @param arrests amounts in tenge for which property of the issuer is arrested, decimal texts
 * @param documentDate not later than today
 * @param documentName file name of the document, with {@code contentBase64}
 * @param sha256 hash of the document as its sender knows it
 */
record TradingActRequest(
        @Nullable String kind,
        @Nullable String issueId,
        @Nullable String instrumentId,
        @Nullable String ground,
        @Nullable String evidence,
        @Nullable String haltReason,
        @Nullable String ruleClause,
        @Nullable String issuerAssets,
        @Nullable List<String> arrests,
        @Nullable String documentNumber,
        @Nullable LocalDate documentDate,
        @Nullable String documentName,
        @Nullable String contentBase64,
        @Nullable String sha256) {}
