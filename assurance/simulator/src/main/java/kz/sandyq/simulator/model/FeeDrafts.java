package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Fees.Schedule;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Commands on fees. */
final class FeeDrafts {
    private final Chance chance;
    private final World world;
    private final TradingDrafts trading;

    FeeDrafts(Chance chance, TradingDrafts trading) {
        this.chance = chance;
        this.trading = trading;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("CreateFeeSchedule", this::create);
        all.put("AssignFeeSchedule", this::assign);
        all.put(
                "SetFeeStatus",
                () -> message("SetFeeStatus")
                        .with("walletId", chance.from(1, Math.max(1, world.wallets.size())))
                        .with("status", chance.oneIn(2) ? 0 : chance.from(1, 5))
                        .with("ground", chance.ground()));
        all.put("StartFeePeriod", () -> message("StartFeePeriod"));
        all.put("ChargeFee", () -> charge("ChargeFee").with("reason", chance.oneIn(20) ? 0 : chance.from(1, 3)));
        all.put(
                "RefundFee",
                () -> charge("RefundFee")
                        .with("chargeSequence", chance.oneIn(20) ? 0 : chance.from(1, world.sequence())));
    }

    private long feeAccount() {
        long activity = chance.oneIn(10) ? 2 : 1;
        List<Long> all = world.accounts.stream()
                .filter(account -> account.capacity() == Capacity.FEES.value() && account.activity() == activity)
                .map(Things.Account::id)
                .toList();
        return chance.oneIn(12) ? chance.anyAccount() : chance.any(all, 1L);
    }

    /** Mostly a pair that takes no fee yet. */
    private Instrument bare() {
        List<Instrument> bare = world.instruments.stream()
                .filter(each -> world.isMoney(each.quote) && world.fees.schedule(each) == null)
                .toList();
        Instrument any = chance.any(world.instruments, TradingDrafts.NO_INSTRUMENT);
        return chance.oneIn(3) ? any : chance.any(bare, any);
    }

    /** Mostly the money of a pair. */
    private long money() {
        return chance.oneIn(4) ? chance.asset() : bare().quote;
    }

    private Message create() {
        List<Message> tiers = new ArrayList<>();
        long from = 0;
        for (long i = chance.from(1, chance.oneIn(4) ? 6 : 3); i > 0; i--) {
            tiers.add(tier(from, chance.oneIn(5) ? 1_000_000 : chance.below(100_000)));
            from += chance.from(1, 3_000);
        }
        if (chance.oneIn(10)) {
            tiers = spoiled(tiers);
        }
        return message("CreateFeeSchedule")
                .with("assetId", money())
                .with("feeAccountId", feeAccount())
                .with("validFromEpochDay", world.legalDay() + chance.of(-1, 0, 0, 0, 1))
                .with("ground", chance.ground())
                .with("tiers", tiers);
    }

    private Message tier(long from, long taker) {
        return new Message("tiers")
                .with("fromTurnoverMinor", from)
                .with("makerPpm", chance.below(taker + 1))
                .with("takerPpm", taker)
                .with("auctionPpm", chance.below(taker + 1));
    }

    private List<Message> spoiled(List<Message> tiers) {
        Message first = tiers.getFirst();
        List<Message> twice = new ArrayList<>(tiers);
        twice.add(first);
        List<Message> many = new ArrayList<>();
        for (long i = 0; i < 17; i++) {
            many.add(tier(i, 10));
        }
        return chance.of(
                List.of(),
                twice,
                many,
                List.of(tier(1, 10)),
                List.of(first.copy().with("makerPpm", -1)),
                List.of(first.copy().with("auctionPpm", -1)),
                List.of(first.copy().with("takerPpm", 1_000_001)),
                List.of(first.copy().with("makerPpm", first.number("takerPpm") + 1)),
                List.of(first.copy().with("auctionPpm", first.number("takerPpm") + 1)));
    }

    private Message assign() {
        Instrument pair = chance.oneIn(2) ? bare() : trading.instrument();
        List<Schedule> fitting = world.fees.schedules.stream()
                .filter(each -> each.asset() == pair.quote || chance.oneIn(12))
                .toList();
        long schedule =
                fitting.isEmpty() ? 1 : chance.any(fitting, fitting.getFirst()).id();
        return message("AssignFeeSchedule")
                .with("instrumentId", pair.id)
                .with("scheduleId", schedule)
                .with("fromEpochDay", world.legalDay() + chance.of(-1, 0, 0, 0, 0, 0, 1, 2))
                .with("ground", chance.ground());
    }

    private Message charge(String name) {
        boolean all = chance.oneIn(chance.isGrand() ? 2 : 6);
        long client = all ? chance.richest() : chance.client();
        long fees = feeAccount();
        long asset = chance.oneIn(15) ? chance.asset() : chance.money();
        long there =
                world.available(name.equals("ChargeFee") ? client : fees, asset).longValueExact();
        return message(name)
                .with("accountId", client)
                .with("feeAccountId", fees)
                .with("assetId", asset)
                .with("amountMinor", all ? there : chance.oneIn(3) ? chance.amount() : chance.small())
                .with("ground", chance.ground());
    }
}
