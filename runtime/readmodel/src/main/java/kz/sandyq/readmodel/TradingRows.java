package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.InstrumentChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import kz.sandyq.protocol.sbe.PlacementChangedDecoder;
import kz.sandyq.protocol.sbe.RedemptionChangedDecoder;
import kz.sandyq.protocol.sbe.SubscriptionChangedDecoder;
import kz.sandyq.protocol.sbe.TaskChangedDecoder;
import kz.sandyq.protocol.sbe.TradeExecutedDecoder;
import org.agrona.DirectBuffer;

/** Events of placement, trading and redemption as rows. */
final class TradingRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    TradingRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case PlacementChangedDecoder.TEMPLATE_ID -> placementChanged(buffer, offset);
            case SubscriptionChangedDecoder.TEMPLATE_ID -> subscriptionChanged(buffer, offset);
            case InstrumentChangedDecoder.TEMPLATE_ID -> instrumentChanged(buffer, offset);
            case OrderChangedDecoder.TEMPLATE_ID -> orderChanged(buffer, offset);
            case TradeExecutedDecoder.TEMPLATE_ID -> tradeExecuted(buffer, offset);
            case RedemptionChangedDecoder.TEMPLATE_ID -> redemptionChanged(buffer, offset);
            case TaskChangedDecoder.TEMPLATE_ID -> taskChanged(buffer, offset);
            default -> {}
        }
    }

    private void placementChanged(DirectBuffer buffer, int offset) {
        var in = new PlacementChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.PLACEMENT,
                in.placementId(),
                in.issueId(),
                in.status().name(),
                in.fromMs(),
                in.untilMs(),
                in.minimumQuantity(),
                in.maximumQuantity(),
                in.priceMinor(),
                in.lotQuantity(),
                in.investorCapQuantity(),
                in.method().name(),
                in.subscribedQuantity(),
                in.allocatedQuantity(),
                in.proceedsMinor());
    }

    private void subscriptionChanged(DirectBuffer buffer, int offset) {
        var in = new SubscriptionChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.SUBSCRIPTION,
                in.subscriptionId(),
                in.placementId(),
                in.accountId(),
                in.status().name(),
                in.quantity(),
                in.allocatedQuantity(),
                in.paidMinor(),
                in.refundedMinor());
    }

    private void instrumentChanged(DirectBuffer buffer, int offset) {
        var in = new InstrumentChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.INSTRUMENT,
                in.instrumentId(),
                in.baseAssetId(),
                in.quoteAssetId(),
                in.lotQuantity(),
                in.tickMinor(),
                in.symbol(),
                in.status().name(),
                in.haltReason().name(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()),
                in.phase().name(),
                in.callEndsAtMs());
    }

    private void orderChanged(DirectBuffer buffer, int offset) {
        var in = new OrderChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ORDER,
                in.orderId(),
                in.instrumentId(),
                in.accountId(),
                in.side().name(),
                in.ordType().name(),
                in.timeInForce().name(),
                in.priceTicks(),
                in.quantityLots(),
                in.leavesLots(),
                in.cumLots(),
                in.status().name(),
                in.cancelReason().name(),
                in.clOrdRef(),
                in.displayLots(),
                in.displayedLots(),
                in.stopPriceTicks(),
                in.expireTimeMs(),
                in.execInst().name(),
                in.selfTradePrevention().name(),
                in.workingIndicator() == BooleanFlag.TRUE);
    }

    private void tradeExecuted(DirectBuffer buffer, int offset) {
        var in = new TradeExecutedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.TRADE,
                in.tradeId(),
                in.instrumentId(),
                in.buyOrderId(),
                in.sellOrderId(),
                in.buyerAccountId(),
                in.sellerAccountId(),
                in.aggressor().name(),
                in.priceTicks(),
                in.lots(),
                in.quantity(),
                in.moneyMinor(),
                in.buyerFeeMinor(),
                in.sellerFeeMinor(),
                in.phase().name());
    }

    private void redemptionChanged(DirectBuffer buffer, int offset) {
        var in = new RedemptionChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.REDEMPTION,
                in.issueId(),
                in.priceMinor(),
                in.outstandingQuantity(),
                in.redeemedQuantity(),
                in.paidMinor(),
                in.finished() == BooleanFlag.TRUE);
    }

    private void taskChanged(DirectBuffer buffer, int offset) {
        var in = new TaskChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.TASK,
                in.taskId(),
                in.kind().name(),
                in.subjectId(),
                in.done(),
                in.total(),
                in.finished() == BooleanFlag.TRUE);
    }
}
