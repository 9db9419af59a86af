package kz.sandyq.operator.money;

/**
 * News for a client's inbox, published when it is certain.
 *
 * @param clientRelationId client
 * @param kind what happened
 * @param payoutId payout that it is about
 * @param amountMinor minor units
 * @param assetId currency's asset
 * @param reason the bank's or the operator's reason, empty for none
 */
public record MoneyNotice(
        long clientRelationId, Kind kind, long payoutId, long amountMinor, long assetId, String reason) {

    /** What happened. */
    public enum Kind {
        PAYOUT_REFUSED,
        PAYOUT_REJECTED,
        PAYOUT_DECLINED,
        PAYOUT_PAID,
        PAYOUT_RETURNED
    }
}
