package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.AuctionEndedDecoder;
import kz.sandyq.protocol.sbe.InstrumentRulesChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.TradeCancelledDecoder;
import org.agrona.DirectBuffer;

/** Rules of pairs, what their auctions came to and the trades that were undone, as rows. */
final class PairRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    PairRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case InstrumentRulesChangedDecoder.TEMPLATE_ID -> rulesChanged(buffer, offset);
            case AuctionEndedDecoder.TEMPLATE_ID -> auctionEnded(buffer, offset);
            case TradeCancelledDecoder.TEMPLATE_ID -> tradeCancelled(buffer, offset);
            default -> {}
        }
    }

    private void rulesChanged(DirectBuffer buffer, int offset) {
        var in = new InstrumentRulesChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.PAIR_RULES,
                in.instrumentId(),
                in.largestOrderLots(),
                in.largestOrderMinor(),
                in.minimumNotionalMinor(),
                in.referencePriceTicks(),
                in.collarTicks(),
                in.collarBasisPoints(),
                in.dynamicBandBasisPoints(),
                in.staticBandBasisPoints(),
                in.interruptionMs(),
                in.cancelWindowMs(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void auctionEnded(DirectBuffer buffer, int offset) {
        var in = new AuctionEndedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.AUCTION, in.instrumentId(), in.phase().name(), in.priceTicks(), in.lots(), in.trades());
    }

    private void tradeCancelled(DirectBuffer buffer, int offset) {
        var in = new TradeCancelledDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.TRADE_CANCELLATION,
                in.tradeId(),
                in.instrumentId(),
                in.buyerAccountId(),
                in.sellerAccountId(),
                in.quantity(),
                in.moneyMinor(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }
}
