package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.simulator.model.Fees.Rates;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Orders and what some of them have besides. */
final class Orders {
    private Orders() {}

    /** What an order has beyond price, quantity and GTC, IOC or FOK. */
    static final class SideRecord extends Slots.Thing {
        final long order;
        final long clientRef;
        BigInteger display = ZERO;
        BigInteger shown = ZERO;
        BigInteger stopPrice = ZERO;
        long expires;
        long priority;

        SideRecord(long order, long clientRef) {
            this.order = order;
            this.clientRef = clientRef;
        }

        @Override
        Row row() {
            return new Row("SideRecord")
                    .with("ID", id)
                    .with("ORDER", order)
                    .with("CLIENT_REF", clientRef)
                    .with("DISPLAY", display)
                    .with("SHOWN", shown)
                    .with("STOP_PRICE", stopPrice)
                    .with("EXPIRES", expires)
                    .with("PRIORITY", priority);
        }
    }

    static final class Order extends Slots.Thing {
        /** Place in time of an order without a record, among those of its sequence. */
        static final long OWN_PLACE = 1L << 23;

        final Things.Instrument instrument;
        final long account;
        final boolean buy;
        final long type;
        final long force;
        final long prevention;
        final boolean postOnly;
        final long clientRef;
        BigInteger price;
        BigInteger quantity;
        BigInteger leaves;
        /** Of its acceptance, while it keeps its place. */
        Rates rates = Rates.NONE;

        @Nullable
        SideRecord record;
        /** A stop that no trade has reached. */
        boolean waiting;
        /** Stands in a queue. */
        boolean queued;
        /** Has stood in one, and is found by its account and pair until it ends. */
        boolean listed;

        Order(Things.Instrument instrument, Message in) {
            this.instrument = instrument;
            account = in.number("accountId");
            buy = in.number("side") == 1;
            type = in.number("ordType");
            force = in.number("timeInForce");
            prevention = in.number("selfTradePrevention");
            postOnly = in.flag("execInst");
            clientRef = in.number("clOrdRef");
            price = Numbers.big(in.number("priceTicks"));
            quantity = Numbers.big(in.number("quantityLots"));
            leaves = quantity;
            waiting = isStop();
        }

        boolean isStop() {
            return type == OrdType.STOP.value() || type == OrdType.STOP_LIMIT.value();
        }

        boolean isMarket() {
            return type == OrdType.MARKET.value() || type == OrdType.STOP.value();
        }

        boolean endsAtOnce() {
            return force == TimeInForce.IOC.value() || force == TimeInForce.FOK.value();
        }

        BigInteger display() {
            return record == null ? ZERO : record.display;
        }

        BigInteger stopPrice() {
            return record == null ? ZERO : record.stopPrice;
        }

        long expires() {
            return record == null ? 0 : record.expires;
        }

        boolean isIceberg() {
            return display().signum() != 0;
        }

        /** What the next one to meet it can have. */
        BigInteger shown() {
            return record == null || !isIceberg() ? leaves : record.shown;
        }

        BigInteger filled() {
            return quantity.subtract(leaves);
        }

        BigInteger queuePrice() {
            return waiting ? stopPrice() : price;
        }

        long priority() {
            return record == null ? id >>> 24 << 24 | OWN_PLACE : record.priority;
        }

        /** What one lot reserves. */
        BigInteger perLot() {
            return buy ? price.multiply(instrument.tick) : instrument.lot;
        }

        /** What it may still give to others. */
        BigInteger paid() {
            return perLot().multiply(leaves);
        }

        /** What a buyer reserves for the fees of so many lots; a seller pays out of what he gets. */
        BigInteger fees(BigInteger lots) {
            return buy ? rates.most(perLot().multiply(lots)) : ZERO;
        }

        /** With what fees may come to. */
        BigInteger reserved() {
            return reserved(leaves);
        }

        BigInteger reserved(BigInteger lots) {
            return perLot().multiply(lots).add(fees(lots));
        }

        long pays() {
            return buy ? instrument.quote : instrument.base;
        }

        long receives() {
            return buy ? instrument.base : instrument.quote;
        }

        private long flags() {
            return (buy ? 1 : 2)
                    | force << 2
                    | type << 5
                    | prevention - 1 << 8
                    | (postOnly ? 1 << 10 : 0)
                    | (waiting ? 1 << 11 : 0)
                    | (record == null ? 0 : 1 << 12);
        }

        @Override
        Row row() {
            return new Row("Order")
                    .with("ID", id)
                    .with("TERMS", account << 39 | rates.id() << 30 | instrument.id << 14 | flags())
                    .with("PRICE", price)
                    .with("QUANTITY", quantity)
                    .with("LEAVES", leaves)
                    .with("REFERENCE", record == null ? clientRef : record.id);
        }
    }
}
