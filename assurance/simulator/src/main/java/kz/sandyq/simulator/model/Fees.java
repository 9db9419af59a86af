package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import org.jspecify.annotations.Nullable;

/** What trades cost: tariffs, the pairs they are for, who pays none, and what wallets have traded under them. */
final class Fees {
    private static final BigInteger MILLION = big(1_000_000);

    private final World world;
    final List<Schedule> schedules = new ArrayList<>();
    /** Different rates that some tier has, each once. */
    final List<Rates> rates = new ArrayList<>();

    private final Map<Long, List<Assigned>> assignments = new HashMap<>();
    private final Map<Long, Long> statuses = new HashMap<>();
    private final List<Turnover> turnovers = new ArrayList<>();
    /** The commands that began a period; the first one began with the market. */
    private final TreeSet<Long> periods = new TreeSet<>(List.of(0L));

    Fees(World world) {
        this.world = world;
    }

    /** Parts per million of the money of a trade: of who rests, of who comes, and of both in an auction. */
    record Rates(long id, long maker, long taker, long auction) {
        static final Rates NONE = new Rates(0, 0, 0, 0);

        boolean isSame(long otherMaker, long otherTaker, long otherAuction) {
            return maker == otherMaker && taker == otherTaker && auction == otherAuction;
        }

        /** The most that so much money may cost, which a buyer reserves. */
        BigInteger most(BigInteger money) {
            return part(money, taker);
        }

        static BigInteger part(BigInteger money, long ppm) {
            return money.multiply(big(ppm)).divide(MILLION);
        }

        Row row() {
            return new Row("FeeRates").with("ID", id).with("VALUE", maker << 40 | taker << 20 | auction);
        }
    }

    /** What an order is in a trade. */
    enum Role {
        MAKER,
        TAKER,
        AUCTION
    }

    /** Rates of those who traded so much in the last closed period. */
    record Tier(long id, BigInteger from, Rates rates) {}

    record Schedule(long id, long asset, long account, long validFrom, List<Tier> tiers) {}

    /** A pair comes under a schedule from this day on. */
    private record Assigned(Schedule schedule, long fromDay) {}

    /** What a wallet traded in one money, period by period. */
    private static final class Turnover {
        final long wallet;
        final long asset;
        /** The last one in which something was counted. */
        long period;

        final TreeMap<Long, BigInteger> traded = new TreeMap<>();

        Turnover(long wallet, long asset, long period) {
            this.wallet = wallet;
            this.asset = asset;
            this.period = period;
        }

        BigInteger in(@Nullable Long wanted) {
            return wanted == null ? ZERO : traded.getOrDefault(wanted, ZERO);
        }
    }

    private long wallet(long accountId) {
        return world.account(accountId).wallet();
    }

    void status(long walletId, long status) {
        statuses.put(walletId, status);
    }

    boolean paysNone(long accountId) {
        return statuses.getOrDefault(wallet(accountId), 0L) != 0;
    }

    /** The schedule of a pair today, null while it takes no fee. */
    @Nullable
    Schedule schedule(Instrument instrument) {
        Schedule found = null;
        for (Assigned each : assignments.getOrDefault(instrument.id, List.of())) {
            found = each.fromDay <= world.legalDay() ? each.schedule : found;
        }
        return found;
    }

    /** What has not begun gives way. */
    void assign(Instrument instrument, Schedule schedule, long fromDay) {
        List<Assigned> all = assignments.computeIfAbsent(instrument.id, k -> new ArrayList<>());
        all.removeIf(each -> each.fromDay > world.legalDay());
        all.add(new Assigned(schedule, fromDay));
    }

    /** The fees of a pair stay within one activity. */
    boolean mayTake(long accountId, Instrument instrument) {
        Schedule schedule = schedule(instrument);
        return schedule == null
                || world.account(accountId).activity()
                        == world.account(schedule.account).activity();
    }

    /** The rates of an order that comes now. */
    Rates ratesOf(long accountId, Instrument instrument) {
        Schedule schedule = schedule(instrument);
        if (schedule == null || paysNone(accountId)) {
            return Rates.NONE;
        }
        Turnover turnover = turnover(accountId, schedule.asset);
        BigInteger closed = turnover == null ? ZERO : turnover.in(periods.lower(periods.last()));
        return schedule.tiers.stream()
                .filter(tier -> tier.from.compareTo(closed) <= 0)
                .reduce((lower, higher) -> higher)
                .orElseThrow()
                .rates();
    }

    BigInteger of(Order order, Role role, BigInteger money) {
        if (paysNone(order.account)) {
            return ZERO;
        }
        Rates paid = order.rates;
        return Rates.part(
                money,
                switch (role) {
                    case MAKER -> paid.maker;
                    case TAKER -> paid.taker;
                    case AUCTION -> paid.auction;
                });
    }

    private @Nullable Turnover turnover(long accountId, long asset) {
        return turnovers.stream()
                .filter(each -> each.wallet == wallet(accountId) && each.asset == asset)
                .findFirst()
                .orElse(null);
    }

    /** Something of a wallet was counted before, or was to be. */
    boolean isCounted(long accountId, Instrument instrument) {
        return turnover(accountId, instrument.quote) != null;
    }

    /** What an order under these rates trades can be counted. */
    boolean canCount(Rates under, long accountId, Instrument instrument) {
        return under.id == 0 || isCounted(accountId, instrument) || hasRoom();
    }

    /** One turnover more may be counted. */
    boolean hasRoom() {
        return turnovers.size() < world.limit("WALLETS");
    }

    void prepare(Rates under, long accountId, Instrument instrument) {
        if (under.id != 0 && !isCounted(accountId, instrument)) {
            turnovers.add(new Turnover(wallet(accountId), instrument.quote, periods.last()));
        }
    }

    void count(Order order, BigInteger money) {
        Turnover turnover = turnover(order.account, order.instrument.quote);
        if (order.rates.id != 0 && turnover != null) {
            turnover.period = periods.last();
            turnover.traded.merge(
                    turnover.period, money, (before, more) -> before.add(more).min(Numbers.LARGEST));
        }
    }

    /** A trade of this sequence did not happen. */
    void discount(long accountId, Instrument instrument, BigInteger money, long sequence) {
        Turnover turnover = turnover(accountId, instrument.quote);
        Long period = periods.floor(sequence);
        if (turnover != null && period != null) {
            turnover.period = periods.last();
            turnover.traded.put(period, turnover.in(period).subtract(money).max(ZERO));
        }
    }

    void startPeriod() {
        world.scalar("FEE_PERIOD_BEFORE", periods.last());
        periods.add(world.sequence());
        world.scalar("FEE_PERIOD", world.sequence());
    }

    Row withStatus(Row row, long walletId) {
        return row.with("FEE_STATUS", statuses.getOrDefault(walletId, 0L));
    }

    /** The last two assignments: the one before had begun when the last one was made. */
    Row withSchedule(Row row, Instrument instrument) {
        List<Assigned> all = assignments.getOrDefault(instrument.id, List.of());
        if (all.isEmpty()) {
            return row;
        }
        return row.with("FEES", all.size() == 1 ? 0 : all.get(all.size() - 2).schedule.id)
                .with("NEXT_FEES", all.getLast().schedule.id)
                .with("NEXT_FEES_FROM", all.getLast().fromDay);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Schedule each : schedules) {
            rows.add(new Row("FeeSchedule")
                    .with("ID", each.id)
                    .with("ASSET", each.asset)
                    .with("FEE_ACCOUNT", each.account)
                    .with("VALID_FROM", each.validFrom)
                    .with("FIRST_TIER", each.tiers.getFirst().id - 1)
                    .with("TIERS", each.tiers.size()));
            each.tiers.forEach(tier -> rows.add(new Row("FeeTier")
                    .with("ID", tier.id)
                    .with("SCHEDULE", each.id)
                    .with("FROM_MINOR", tier.from)
                    .with("RATES", tier.rates.id)));
        }
        rates.forEach(each -> rows.add(each.row()));
        turnovers.forEach(each -> rows.add(new Row("Turnover")
                .with("KEY", each.wallet << 32 | each.asset)
                .with("TRADED", each.in(each.period))
                .with("TRADED_BEFORE", each.in(periods.lower(each.period)))
                .with("PERIOD", each.period)));
        return rows;
    }
}
