package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** What a pair allows in an order, and the bands that a trade may not leave. 0 is no rule. */
final class PairRules implements Contract.Family {
    /** Of a pair that has none. */
    static final Rule NONE = new Rule(new Message("SetInstrumentRules"));

    private static final BigInteger WHOLE = big(10_000);
    private static final long THIRTY_DAYS_MS = 30L * 24 * 60 * 60 * 1_000;

    private final World world;

    PairRules(World world) {
        this.world = world;
    }

    /** The rules of one pair. */
    static final class Rule {
        final BigInteger largestLots;
        final BigInteger largestMoney;
        final BigInteger leastMoney;
        final BigInteger reference;
        final BigInteger collarTicks;
        final long collarPoints;
        final long dynamicPoints;
        final long staticPoints;
        final long interruptionMs;
        final long cancelWindowMs;

        Rule(Message in) {
            largestLots = big(in.number("largestOrderLots"));
            largestMoney = big(in.number("largestOrderMinor"));
            leastMoney = big(in.number("minimumNotionalMinor"));
            reference = big(in.number("referencePriceTicks"));
            collarTicks = big(in.number("collarTicks"));
            collarPoints = in.number("collarBasisPoints");
            dynamicPoints = in.number("dynamicBandBasisPoints");
            staticPoints = in.number("staticBandBasisPoints");
            interruptionMs = in.number("interruptionMs");
            cancelWindowMs = in.number("cancelWindowMs");
        }

        private boolean isInRange() {
            boolean amounts = List.of(largestLots, largestMoney, leastMoney, reference, collarTicks).stream()
                    .allMatch(each -> each.signum() >= 0);
            boolean parts = List.of(collarPoints, dynamicPoints, staticPoints).stream()
                    .allMatch(each -> each >= 0 && each <= WHOLE.longValueExact());
            boolean times = List.of(interruptionMs, cancelWindowMs).stream()
                    .allMatch(each -> each >= 0 && each <= THIRTY_DAYS_MS);
            boolean oneCollar = collarTicks.signum() == 0 || collarPoints == 0;
            return amounts && parts && times && oneCollar && !Numbers.tooLarge(collarTicks);
        }

        private boolean hasCollar() {
            return collarTicks.signum() != 0 || collarPoints != 0;
        }

        Row row(long instrument) {
            return new Row("Rule")
                    .with("ID", instrument)
                    .with("LARGEST_LOTS", largestLots)
                    .with("LARGEST_MINOR", largestMoney)
                    .with("MINIMUM_MINOR", leastMoney)
                    .with("REFERENCE", reference)
                    .with("COLLAR_TICKS", collarTicks)
                    .with("COLLAR_BASIS_POINTS", collarPoints)
                    .with("DYNAMIC_BASIS_POINTS", dynamicPoints)
                    .with("STATIC_BASIS_POINTS", staticPoints)
                    .with("INTERRUPTION_MS", interruptionMs)
                    .with("CANCEL_WINDOW_MS", cancelWindowMs);
        }
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "SetInstrumentRules",
                this::set,
                UNKNOWN_INSTRUMENT,
                FIELD_OUT_OF_RANGE,
                PRICE_OUT_OF_RANGE,
                REFERENCE_PRICE_MISSING,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void set(Message in) {
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        Rule rule = new Rule(in);
        Refused.when(!rule.isInRange(), FIELD_OUT_OF_RANGE);
        Refused.when(Numbers.tooLarge(rule.reference.multiply(instrument.tick)), PRICE_OUT_OF_RANGE);
        Refused.when(rule.hasCollar() && rule.reference.signum() == 0, REFERENCE_PRICE_MISSING);
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        world.rules.put(instrument.id, rule);
        Message changed = new Message("InstrumentRulesChanged").with("ground", world.ground);
        for (String field : List.of(
                "instrumentId",
                "largestOrderLots",
                "largestOrderMinor",
                "minimumNotionalMinor",
                "referencePriceTicks",
                "collarTicks",
                "collarBasisPoints",
                "dynamicBandBasisPoints",
                "staticBandBasisPoints",
                "interruptionMs",
                "cancelWindowMs")) {
            changed.with(field, in.number(field));
        }
        world.say(changed);
    }

    /** A pair allows an order of so many lots at this price. */
    void needAllowed(Instrument instrument, BigInteger price, BigInteger lots) {
        Rule rule = world.rule(instrument);
        BigInteger money = price.multiply(instrument.tick).multiply(lots);
        Refused.when(rule.largestLots.signum() != 0 && Numbers.less(rule.largestLots, lots), ORDER_TOO_LARGE);
        Refused.when(rule.largestMoney.signum() != 0 && Numbers.less(rule.largestMoney, money), ORDER_VALUE_TOO_LARGE);
        Refused.when(Numbers.less(money, rule.leastMoney), BELOW_MINIMUM_NOTIONAL);
        if (rule.hasCollar()) {
            BigInteger width = rule.collarPoints == 0 ? rule.collarTicks : partOf(rule.reference, rule.collarPoints);
            Refused.when(Numbers.less(width, price.subtract(rule.reference).abs()), PRICE_OUTSIDE_COLLAR);
        }
    }

    private static BigInteger partOf(BigInteger reference, long points) {
        return reference.multiply(big(points)).divide(WHOLE);
    }

    /** The price of the last auction; before the first the one that was given. */
    private BigInteger staticReference(Instrument instrument) {
        return instrument.auctionPrice.signum() == 0 ? world.rule(instrument).reference : instrument.auctionPrice;
    }

    /** The price of the last trade; before the first that of the last auction. 0: none. */
    BigInteger reference(Instrument instrument) {
        return instrument.lastPrice.signum() == 0 ? staticReference(instrument) : instrument.lastPrice;
    }

    /** How far an order of this price may go without leaving a band. */
    BigInteger worst(Instrument instrument, boolean buy, BigInteger price) {
        Rule rule = world.rule(instrument);
        BigInteger worst = within(reference(instrument), rule.dynamicPoints, buy, price);
        return within(staticReference(instrument), rule.staticPoints, buy, worst);
    }

    private static BigInteger within(BigInteger reference, long points, boolean buy, BigInteger price) {
        if (points == 0 || reference.equals(ZERO)) {
            return price;
        }
        BigInteger width = partOf(reference, points);
        return buy ? price.min(reference.add(width)) : price.max(reference.subtract(width));
    }
}
