package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Optional;

/** What issuance and placement read of the state of the core. */
public interface MarketView {
    /** An issue in the core. Quantities in minor units of the asset. */
    record IssueState(
            long issueId,
            String status,
            boolean suspended,
            long reserveAccountId,
            long unsoldAccountId,
            long moneyAssetId,
            long authorisedVolume,
            long mintedQuantity,
            long redeemedQuantity,
            long burnedQuantity) {
        /** Units that exist. */
        public long outstanding() {
            return mintedQuantity - redeemedQuantity - burnedQuantity;
        }
    }

    /** A placement in the core. */
    record PlacementState(
            long placementId,
            long issueId,
            String status,
            long fromMs,
            long untilMs,
            long minimumQuantity,
            long maximumQuantity,
            long priceMinor,
            long lotQuantity,
            long investorCapQuantity,
            String method,
            long subscribedQuantity,
            long allocatedQuantity,
            long proceedsMinor) {}

    /** A subscription in the core. */
    record SubscriptionState(
            long subscriptionId,
            long placementId,
            long accountId,
            String status,
            long quantity,
            long allocatedQuantity,
            long paidMinor,
            long refundedMinor) {}

    /** A redemption in the core. */
    record RedemptionState(
            long issueId,
            long priceMinor,
            long outstandingQuantity,
            long redeemedQuantity,
            long paidMinor,
            boolean finished) {}

    /** Long work on a subject. */
    record TaskState(String kind, long done, long total, boolean finished) {}

    /** Money that one holder got at a redemption. */
    record Payment(long accountId, long amountMinor) {}

    /** Number of the asset with this code. */
    Optional<Long> assetByCode(String code);

    Optional<IssueState> issue(long issueId);

    /** Free quantity of an asset on an account, 0 when it never had any. */
    long available(long accountId, long assetId);

    Optional<PlacementState> placement(long placementId);

    Optional<SubscriptionState> subscription(long subscriptionId);

    /** Subscriptions of a placement after an id. */
    List<SubscriptionState> subscriptions(long placementId, long afterId, int limit);

    /** Subscriptions of an account after an id. */
    List<SubscriptionState> subscriptionsOf(long accountId, long afterId, int limit);

    Optional<RedemptionState> redemption(long issueId);

    /** The newest long work on a placement (its id) or a redemption (its issue's id). */
    Optional<TaskState> task(String kind, long subjectId);

    /** Who was paid how much when an issue was redeemed, from one sequence on and before another. */
    List<Payment> redemptionPayments(long issueId, long from, long before);
}
