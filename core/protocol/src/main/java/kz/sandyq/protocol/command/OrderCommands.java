package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.CancelAllOrdersEncoder;
import kz.sandyq.protocol.sbe.EndDayEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PlaceOrderEncoder;
import kz.sandyq.protocol.sbe.ReplaceOrderEncoder;

/** Commands about orders with all their terms, and about many orders at once. */
public final class OrderCommands {
    private OrderCommands() {}

    /** Places an order. Result: order id, amount: filled lots. */
    public static CommandBody placeOrder(OrderTerms terms) {
        return (buffer, offset, header) -> {
            var encoder = new PlaceOrderEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instrumentId(terms.instrumentId())
                    .accountId(terms.accountId())
                    .side(terms.side())
                    .ordType(terms.ordType())
                    .timeInForce(terms.timeInForce())
                    .priceTicks(terms.priceTicks())
                    .quantityLots(terms.quantityLots())
                    .clOrdRef(terms.clOrdRef())
                    .displayLots(terms.displayLots())
                    .stopPriceTicks(terms.stopPriceTicks())
                    .expireTimeMs(terms.expireTimeMs())
                    .execInst(terms.execInst())
                    .selfTradePrevention(terms.selfTradePrevention());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Changes price, quantity and, while a stop waits, its stop price (0: as it is). Amount: lots filled at once. */
    public static CommandBody replaceOrder(
            long orderId, long accountId, long priceTicks, long quantityLots, long stopPriceTicks) {
        return (buffer, offset, header) -> {
            var encoder = new ReplaceOrderEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.orderId(orderId)
                    .accountId(accountId)
                    .priceTicks(priceTicks)
                    .quantityLots(quantityLots)
                    .stopPriceTicks(stopPriceTicks);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Cancels the DAY orders of a pair. */
    public static CommandBody endDay(long instrumentId) {
        return (buffer, offset, header) -> {
            var encoder = new EndDayEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instrumentId(instrumentId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Cancels the orders of an account, in one pair or in all (0). */
    public static CommandBody cancelAllOrders(long accountId, long instrumentId) {
        return (buffer, offset, header) -> {
            var encoder = new CancelAllOrdersEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.accountId(accountId).instrumentId(instrumentId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
