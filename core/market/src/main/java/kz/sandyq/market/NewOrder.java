package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.TimeInForce;

/** The new order in hand: each of its fields read once, and what it names looked up once. */
final class NewOrder {
    long instrumentId;
    long accountId;
    int side;
    int ordType;
    int timeInForce;
    long priceTicks;
    long quantityLots;
    long clOrdRef;
    long displayLots;
    long stopPriceTicks;
    long expireTimeMs;
    int execInst;
    int selfTradePrevention;
    boolean buy;
    /** Row of the pair, or {@link Table#NONE}: then what follows means nothing. */
    int instrument;

    long base;
    long quote;
    long tick;
    long lot;
    /** Rows of what the account has of both assets, {@link Table#NONE} where it has none yet. */
    int baseBalance;

    int quoteBalance;
    /** The account has rows of both assets and of the money of their redemption. */
    boolean lacksNoRow;
    /** Id of the rates of its fees, 0 when it pays none. */
    int ratesId;

    void read(Command in, State state) {
        instrumentId = in.getLong(PlaceOrderDecoder.instrumentIdEncodingOffset());
        accountId = in.getLong(PlaceOrderDecoder.accountIdEncodingOffset());
        side = in.getRaw(PlaceOrderDecoder.sideEncodingOffset());
        ordType = in.getRaw(PlaceOrderDecoder.ordTypeEncodingOffset());
        timeInForce = in.getRaw(PlaceOrderDecoder.timeInForceEncodingOffset());
        priceTicks = in.getLong(PlaceOrderDecoder.priceTicksEncodingOffset());
        quantityLots = in.getLong(PlaceOrderDecoder.quantityLotsEncodingOffset());
        clOrdRef = in.getLong(PlaceOrderDecoder.clOrdRefEncodingOffset());
        displayLots = in.getLong(PlaceOrderDecoder.displayLotsEncodingOffset());
        stopPriceTicks = in.getLong(PlaceOrderDecoder.stopPriceTicksEncodingOffset());
        expireTimeMs = in.getLong(PlaceOrderDecoder.expireTimeMsEncodingOffset());
        execInst = in.getRaw(PlaceOrderDecoder.execInstEncodingOffset());
        selfTradePrevention = in.getRaw(PlaceOrderDecoder.selfTradePreventionEncodingOffset());
        buy = side == Book.BUY;
        instrument = State.dense(state.instruments, instrumentId);
        if (instrument != Table.NONE) {
            base = state.instruments.get(instrument, Instrument.BASE);
            quote = state.instruments.get(instrument, Instrument.QUOTE);
            tick = state.instruments.get(instrument, Instrument.TICK);
            lot = state.instruments.get(instrument, Instrument.LOT);
        }
    }

    /** Finds what tasks may have changed until now; from here on nothing else runs before the order is written. */
    void find(Balances balances, Issues issues, Fees fees) {
        baseBalance = balances.find(accountId, base);
        quoteBalance = balances.find(accountId, quote);
        lacksNoRow = baseBalance != Table.NONE
                && quoteBalance != Table.NONE
                && issues.isPaidIn(base, quote)
                && issues.isPaidIn(quote, base);
        ratesId = fees.ratesOf(accountId, instrument);
    }

    /** What all of it costs at its price. Its amounts have been found to fit. */
    long moneyMinor() {
        return priceTicks * tick * quantityLots;
    }

    long units() {
        return quantityLots * lot;
    }

    boolean isStop() {
        return ordType == OrdType.STOP.value() || ordType == OrdType.STOP_LIMIT.value();
    }

    boolean isPostOnly() {
        return execInst != ExecInst.NONE.value();
    }

    boolean endsAtOnce() {
        return Matching.endsAtOnce(timeInForce);
    }

    /** Whether it has more to remember than its row has room for. */
    boolean needsRecord() {
        return (displayLots | stopPriceTicks | expireTimeMs) != 0;
    }

    /** Whether its terms exclude one another. */
    boolean contradicts() {
        boolean market = ordType == OrdType.MARKET.value();
        boolean stop = isStop();
        boolean atOnce = endsAtOnce();
        boolean shows = !market && ordType != OrdType.STOP.value() && !atOnce;
        return stop != (stopPriceTicks != 0)
                || market && !atOnce
                || stop && atOnce
                || displayLots != 0 && !shows
                || isPostOnly() && (ordType != OrdType.LIMIT.value() || atOnce)
                || (expireTimeMs != 0) != (timeInForce == TimeInForce.GTD.value());
    }
}
