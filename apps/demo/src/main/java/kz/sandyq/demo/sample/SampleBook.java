package kz.sandyq.demo.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Trading in one pair: somebody quotes, others take the whole quote, and the price walks on. The walk follows from the
 * seed alone, so that every production of the market has the same history of prices.
 */
final class SampleBook {
    private static final int TAKERS_MAX = 4;
    private static final int HALF_SPREAD_TICKS_MAX = 3;
    private static final int RESTING_LEVELS = 4;

    private final SampleIssue issue;
    private final String instrument;
    private final List<Seat> seats = new ArrayList<>();
    private final Random random;
    private final BigDecimal tick;
    private final double startTicks;
    private double fairTicks;

    /** A trader and the lots he has in this pair. */
    private static final class Seat {
        private final ApiUser user;
        private long lots;

        Seat(ApiUser user, long lots) {
            this.user = user;
            this.lots = lots;
        }
    }

    SampleBook(SampleIssue issue, String issueId, String instrument, List<Member> investors, long seed) {
        this.issue = issue;
        this.instrument = instrument;
        this.random = new Random(seed);
        this.tick = new BigDecimal(issue.tick());
        BigDecimal lot = new BigDecimal(issue.lot());
        this.startTicks = new BigDecimal(issue.price()).multiply(lot).doubleValue() / tick.doubleValue();
        this.fairTicks = startTicks;
        for (Member investor : investors) {
            long lots = investor.user()
                    .get("/me/holdings")
                    .body()
                    .valueStream()
                    .filter(each -> OpeningStep.is(each, "assetId", issueId))
                    .map(each -> new BigDecimal(each.path("available").asString()))
                    .mapToLong(units -> units.divideToIntegralValue(lot).longValueExact())
                    .sum();
            seats.add(new Seat(investor.user(), lots));
        }
    }

    /** The traded pair. */
    String instrument() {
        return instrument;
    }

    /** A session begins: what happened outside trading moves the price. */
    void open() {
        fairTicks *= 1 + issue.walk().drift() + issue.walk().volatility() * random.nextGaussian();
    }

    /**
     * One quote and those who take it.
     *
     * @param most deals wanted at most, above 0
     * @return deals made
     */
    int round(int most) {
        int takers = 1 + random.nextInt(Math.min(TAKERS_MAX, most));
        boolean quoteSells = random.nextBoolean();
        Collections.shuffle(seats, random);
        Seat maker = quoteSells ? richest() : seats.getFirst();
        List<Seat> others =
                seats.stream().filter(each -> each != maker).limit(takers).toList();
        List<Long> wanted = new ArrayList<>();
        long total = 0;
        for (Seat taker : others) {
            long lots = 1 + random.nextInt(issue.walk().lotsMax());
            long possible = Math.min(lots, quoteSells ? maker.lots - total : taker.lots);
            wanted.add(possible);
            total += possible;
        }
        if (total == 0) {
            return 0;
        }
        long price = Math.max(1, Math.round(fairTicks) + (quoteSells ? 1 : -1) * random.nextInt(HALF_SPREAD_TICKS_MAX));
        order(maker, quoteSells, price, total, "GTC");
        if (!quoteSells) {
            maker.lots += total;
        }
        int deals = 0;
        for (int i = 0; i < others.size(); i++) {
            if (wanted.get(i) > 0) {
                order(others.get(i), !quoteSells, price, wanted.get(i), "IOC");
                deals++;
                walk();
            }
        }
        return deals;
    }

    /** Leaves orders on both sides that do not meet. */
    void rest() {
        for (int level = 1; level <= RESTING_LEVELS; level++) {
            long distance = HALF_SPREAD_TICKS_MAX + 4L * level;
            Seat buyer = seats.get(level % seats.size());
            Seat seller = seats.get((level + RESTING_LEVELS) % seats.size());
            long lots = 1 + random.nextInt(issue.walk().lotsMax());
            order(buyer, false, Math.max(1, Math.round(fairTicks) - distance), lots, "GTC");
            if (seller.lots > 0) {
                order(seller, true, Math.round(fairTicks) + distance, Math.min(lots, seller.lots), "GTC");
            }
        }
    }

    private Seat richest() {
        return seats.stream()
                .max((one, other) -> Long.compare(one.lots, other.lots))
                .orElseThrow();
    }

    private void order(Seat seat, boolean sells, long priceTicks, long lots, String timeInForce) {
        String quantity =
                new BigDecimal(issue.lot()).multiply(BigDecimal.valueOf(lots)).toPlainString();
        String price = tick.multiply(BigDecimal.valueOf(priceTicks)).toPlainString();
        Answer accepted = seat.user.post(
                "/orders",
                Map.of(
                        "instrumentId", instrument,
                        "side", sells ? "SELL" : "BUY",
                        "price", price,
                        "quantity", quantity,
                        "timeInForce", timeInForce));
        boolean taken = new BigDecimal(accepted.text("filledQuantity")).compareTo(new BigDecimal(quantity)) == 0;
        if (timeInForce.equals("IOC") && !taken) {
            throw new SampleFaultException("an order met no quote: " + accepted.body());
        }
        if (sells) {
            seat.lots -= lots;
        } else if (taken) {
            seat.lots += lots;
        }
    }

    private void walk() {
        fairTicks *= 1 + issue.walk().volatility() * random.nextGaussian();
        fairTicks += issue.walk().pull() * (startTicks - fairTicks);
    }
}
