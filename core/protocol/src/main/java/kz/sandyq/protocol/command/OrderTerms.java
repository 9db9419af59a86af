package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;

/**
 * Everything that an order says.
 *
 * @param priceTicks limit price; of a market order and a stop the worst price at which it may trade
 * @param clOrdRef reference of the client, opaque
 * @param displayLots how many lots the book shows at a time; 0 is all
 * @param stopPriceTicks price of a trade that wakes a stop; 0 otherwise
 * @param expireTimeMs when a GTD order ends; 0 otherwise
 */
public record OrderTerms(
        long instrumentId,
        long accountId,
        Side side,
        OrdType ordType,
        TimeInForce timeInForce,
        long priceTicks,
        long quantityLots,
        long clOrdRef,
        long displayLots,
        long stopPriceTicks,
        long expireTimeMs,
        ExecInst execInst,
        SelfTradePrevention selfTradePrevention) {

    /** An order of one price; of its own group's orders it meets, it is the one that is cancelled. */
    public static OrderTerms of(
            long instrumentId,
            long accountId,
            Side side,
            OrdType ordType,
            TimeInForce timeInForce,
            long priceTicks,
            long quantityLots,
            long clOrdRef) {
        return new OrderTerms(
                instrumentId,
                accountId,
                side,
                ordType,
                timeInForce,
                priceTicks,
                quantityLots,
                clOrdRef,
                0,
                0,
                0,
                ExecInst.NONE,
                SelfTradePrevention.CANCEL_NEWEST);
    }
}
