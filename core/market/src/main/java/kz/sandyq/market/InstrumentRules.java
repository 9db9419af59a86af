package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.TradingRows.Rule;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.SetInstrumentRulesDecoder;

/** What a pair allows in an order, and the band beyond which a trade interrupts trading. 0 is no rule. */
final class InstrumentRules {
    private static final int WHOLE_BASIS_POINTS = 10_000;
    /** No call or window lasts longer: thirty days. */
    private static final long LONGEST_MS = 30L * 86_400_000L;

    private final State state;
    private final MarketEvents events;
    private final Issues issues;
    private final SetInstrumentRulesDecoder set = new SetInstrumentRulesDecoder();

    InstrumentRules(State state, MarketEvents events, Issues issues) {
        this.state = state;
        this.events = events;
        this.issues = issues;
    }

    int set(Command command) {
        SetInstrumentRulesDecoder in = set.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = State.dense(state.instruments, in.instrumentId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        if (!inRange(in)) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (Amounts.product(in.referencePriceTicks(), state.instruments.get(slot, Instrument.TICK))
                == Amounts.OVERFLOW) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        if ((in.collarTicks() > 0 || in.collarBasisPoints() > 0) && in.referencePriceTicks() == 0) {
            return RejectCode.REFERENCE_PRICE_MISSING.number();
        }
        int refused = issues.ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        Table rules = state.rules;
        rules.set(slot, Rule.LARGEST_LOTS, in.largestOrderLots());
        rules.set(slot, Rule.LARGEST_MINOR, in.largestOrderMinor());
        rules.set(slot, Rule.MINIMUM_MINOR, in.minimumNotionalMinor());
        rules.set(slot, Rule.REFERENCE, in.referencePriceTicks());
        rules.set(slot, Rule.COLLAR_TICKS, in.collarTicks());
        rules.set(slot, Rule.COLLAR_BASIS_POINTS, in.collarBasisPoints());
        rules.set(slot, Rule.DYNAMIC_BASIS_POINTS, in.dynamicBandBasisPoints());
        rules.set(slot, Rule.STATIC_BASIS_POINTS, in.staticBandBasisPoints());
        rules.set(slot, Rule.INTERRUPTION_MS, in.interruptionMs());
        rules.set(slot, Rule.CANCEL_WINDOW_MS, in.cancelWindowMs());
        events.instrumentRulesChanged(slot);
        return Command.OK;
    }

    private static boolean inRange(SetInstrumentRulesDecoder in) {
        return in.largestOrderLots() >= 0
                && in.largestOrderMinor() >= 0
                && in.minimumNotionalMinor() >= 0
                && in.referencePriceTicks() >= 0
                && in.collarTicks() >= 0
                && in.collarTicks() <= Amounts.MAX
                && isPart(in.collarBasisPoints())
                && isPart(in.dynamicBandBasisPoints())
                && isPart(in.staticBandBasisPoints())
                && (in.collarTicks() == 0 || in.collarBasisPoints() == 0)
                && in.interruptionMs() >= 0
                && in.interruptionMs() <= LONGEST_MS
                && in.cancelWindowMs() >= 0
                && in.cancelWindowMs() <= LONGEST_MS;
    }

    private static boolean isPart(int basisPoints) {
        return basisPoints >= 0 && basisPoints <= WHOLE_BASIS_POINTS;
    }

    /** Whether a pair allows an order of so many lots at this price, which do not overflow. */
    int check(int instrument, long priceTicks, long lots) {
        return check(
                instrument, priceTicks, priceTicks * state.instruments.get(instrument, Instrument.TICK) * lots, lots);
    }

    /** The same, of an order that costs so much. */
    int check(int instrument, long priceTicks, long money, long lots) {
        Table rules = state.rules;
        long largest = rules.get(instrument, Rule.LARGEST_LOTS);
        if (largest != 0 && lots > largest) {
            return RejectCode.ORDER_TOO_LARGE.number();
        }
        long most = rules.get(instrument, Rule.LARGEST_MINOR);
        if (most != 0 && money > most) {
            return RejectCode.ORDER_VALUE_TOO_LARGE.number();
        }
        if (money < rules.get(instrument, Rule.MINIMUM_MINOR)) {
            return RejectCode.BELOW_MINIMUM_NOTIONAL.number();
        }
        long ticks = rules.get(instrument, Rule.COLLAR_TICKS);
        long basisPoints = rules.get(instrument, Rule.COLLAR_BASIS_POINTS);
        if (ticks == 0 && basisPoints == 0) {
            return Command.OK;
        }
        long reference = rules.get(instrument, Rule.REFERENCE);
        long width = ticks == 0 ? part(reference, basisPoints) : ticks;
        return Math.abs(priceTicks - reference) > width ? RejectCode.PRICE_OUTSIDE_COLLAR.number() : Command.OK;
    }

    /** Reference of the static band: the last auction's price, before the first the price given. */
    private long staticReference(int instrument) {
        long price = state.instruments.get(instrument, Instrument.AUCTION_PRICE);
        return price == 0 ? state.rules.get(instrument, Rule.REFERENCE) : price;
    }

    /** Reference of the dynamic band and of an auction: the last trade, before the first the static one. */
    long dynamicReference(int instrument) {
        long price = state.instruments.get(instrument, Instrument.LAST_PRICE);
        return price == 0 ? staticReference(instrument) : price;
    }

    /** The worst price at which an order of this limit may trade without leaving a band. */
    long worstInBand(int instrument, boolean buy, long priceTicks) {
        long dynamicPoints = state.rules.get(instrument, Rule.DYNAMIC_BASIS_POINTS);
        long staticPoints = state.rules.get(instrument, Rule.STATIC_BASIS_POINTS);
        long worst = priceTicks;
        if (dynamicPoints != 0) {
            worst = within(dynamicReference(instrument), dynamicPoints, buy, worst);
        }
        if (staticPoints != 0) {
            worst = within(staticReference(instrument), staticPoints, buy, worst);
        }
        return worst;
    }

    private static long within(long reference, long basisPoints, boolean buy, long priceTicks) {
        if (reference == 0) {
            return priceTicks;
        }
        long width = part(reference, basisPoints);
        return buy ? Math.min(priceTicks, reference + width) : Math.max(priceTicks, reference - width);
    }

    private static long part(long reference, long basisPoints) {
        return Amounts.quotient(reference, basisPoints, WHOLE_BASIS_POINTS);
    }
}
