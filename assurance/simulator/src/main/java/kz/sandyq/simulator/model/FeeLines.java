package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Fees.Rates;
import kz.sandyq.simulator.model.Fees.Schedule;
import kz.sandyq.simulator.model.Fees.Tier;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Tariffs and their periods, who pays none, and fees that are not of a trade. */
final class FeeLines implements Contract.Family {
    private static final int MOST_TIERS = 16;
    private static final int TIERS_FOR_EACH = 4;
    private static final int MOST_RATES = 511;
    private static final long WHOLE_PPM = 1_000_000;

    private final World world;
    private final Postings postings;
    private final Shared shared;

    FeeLines(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "CreateFeeSchedule",
                        this::create,
                        UNKNOWN_ASSET,
                        WRONG_ASSET_KIND,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        FEE_TIERS_NOT_ASCENDING,
                        FEE_RATE_OUT_OF_RANGE,
                        LIMIT_FEE_SCHEDULES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "AssignFeeSchedule",
                        this::assign,
                        UNKNOWN_INSTRUMENT,
                        UNKNOWN_FEE_SCHEDULE,
                        FEE_ASSET_MISMATCH,
                        CAPACITY_MISMATCH,
                        FEE_DATE_PASSED,
                        FEE_SCHEDULE_NOT_IN_FORCE,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "SetFeeStatus",
                        this::setStatus,
                        UNKNOWN_WALLET,
                        FIELD_OUT_OF_RANGE,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line("StartFeePeriod", this::startPeriod),
                Contract.line(
                        "ChargeFee",
                        this::charge,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        FIELD_OUT_OF_RANGE,
                        STATE_BODY_FEE_PROHIBITED,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        INSUFFICIENT_FUNDS,
                        LIMIT_BALANCES,
                        AMOUNT_OVERFLOW,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "RefundFee",
                        this::refund,
                        SECOND_PERSON_REQUIRED,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        FIELD_OUT_OF_RANGE,
                        INSUFFICIENT_FUNDS,
                        LIMIT_BALANCES,
                        AMOUNT_OVERFLOW,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void create(Message in) {
        long asset = in.number("assetId");
        world.asset(asset);
        Refused.when(!world.isMoney(asset), WRONG_ASSET_KIND);
        Account account = world.account(in.number("feeAccountId"));
        Refused.when(!Shared.isOneOf(account.capacity(), Capacity.FEES), CAPACITY_MISMATCH);
        checkTiers(in.group("tiers"));
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        long id = world.fees.schedules.size() + 1L;
        List<Tier> tiers = new ArrayList<>();
        long before = tiersOfAll();
        for (Message tier : in.group("tiers")) {
            tiers.add(new Tier(before + tiers.size() + 1, big(tier.number("fromTurnoverMinor")), rates(tier)));
        }
        world.fees.schedules.add(new Schedule(id, asset, account.id(), in.number("validFromEpochDay"), tiers));
        world.say(new Message("FeeScheduleCreated")
                .with("scheduleId", id)
                .with("assetId", asset)
                .with("feeAccountId", account.id())
                .with("validFromEpochDay", in.number("validFromEpochDay"))
                .with("ground", world.ground)
                .with("tiers", in.group("tiers")));
        world.resultId = id;
    }

    private long tiersOfAll() {
        return world.fees.schedules.stream()
                .mapToLong(each -> each.tiers().size())
                .sum();
    }

    private void checkTiers(List<Message> tiers) {
        Refused.when(tiers.isEmpty() || tiers.size() > MOST_TIERS, FEE_TIERS_NOT_ASCENDING);
        BigInteger before = big(-1);
        long newRates = 0;
        for (Message tier : tiers) {
            BigInteger from = big(tier.number("fromTurnoverMinor"));
            boolean first = before.signum() < 0;
            Refused.when(first ? from.signum() != 0 : from.compareTo(before) <= 0, FEE_TIERS_NOT_ASCENDING);
            before = from;
            long maker = tier.number("makerPpm");
            long taker = tier.number("takerPpm");
            long auction = tier.number("auctionPpm");
            boolean inRange = maker >= 0 && auction >= 0 && taker <= WHOLE_PPM && maker <= taker && auction <= taker;
            Refused.when(!inRange, FEE_RATE_OUT_OF_RANGE);
            newRates += known(tier).isEmpty() ? 1 : 0;
        }
        boolean room = world.fees.schedules.size() < world.limit("INSTRUMENTS")
                && tiersOfAll() + tiers.size() <= TIERS_FOR_EACH * world.limit("INSTRUMENTS")
                && world.fees.rates.size() + newRates <= MOST_RATES;
        Refused.when(!room, LIMIT_FEE_SCHEDULES);
    }

    private Optional<Rates> known(Message tier) {
        return world.fees.rates.stream()
                .filter(each ->
                        each.isSame(tier.number("makerPpm"), tier.number("takerPpm"), tier.number("auctionPpm")))
                .findFirst();
    }

    private Rates rates(Message tier) {
        return known(tier).orElseGet(() -> {
            Rates rates = new Rates(
                    world.fees.rates.size() + 1L,
                    tier.number("makerPpm"),
                    tier.number("takerPpm"),
                    tier.number("auctionPpm"));
            world.fees.rates.add(rates);
            return rates;
        });
    }

    private void assign(Message in) {
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        Schedule schedule =
                World.found(World.dense(world.fees.schedules, in.number("scheduleId")), UNKNOWN_FEE_SCHEDULE);
        long from = in.number("fromEpochDay");
        Refused.when(schedule.asset() != instrument.quote, FEE_ASSET_MISMATCH);
        Schedule now = world.fees.schedule(instrument);
        Refused.when(now != null && activity(now) != activity(schedule), CAPACITY_MISMATCH);
        Refused.when(from < world.legalDay(), FEE_DATE_PASSED);
        Refused.when(from < schedule.validFrom(), FEE_SCHEDULE_NOT_IN_FORCE);
        world.needBalances(world.missing(schedule.account(), schedule.asset()));
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        world.fees.assign(instrument, schedule, from);
        world.open(schedule.account(), schedule.asset());
        world.say(new Message("FeeScheduleAssigned")
                .with("instrumentId", instrument.id)
                .with("scheduleId", schedule.id())
                .with("fromEpochDay", from)
                .with("ground", world.ground));
    }

    private long activity(Schedule schedule) {
        return world.account(schedule.account()).activity();
    }

    private void setStatus(Message in) {
        long wallet = in.number("walletId");
        World.found(World.dense(world.wallets, wallet), UNKNOWN_WALLET);
        Refused.when(in.number("status") > 4, FIELD_OUT_OF_RANGE);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        world.fees.status(wallet, in.number("status"));
        world.say(new Message("FeeStatusChanged")
                .with("walletId", wallet)
                .with("status", in.number("status"))
                .with("ground", world.ground));
    }

    private void startPeriod(Message in) {
        world.fees.startPeriod();
        world.say(new Message("FeePeriodStarted").with("periodSequence", world.sequence()));
    }

    /** Of a client or an issuer, for the operator's fees of the same activity. */
    private void checkParties(Message in) {
        shared.needMoney(in.number("accountId"), in.number("assetId"), big(in.number("amountMinor")));
        Account payer = world.account(in.number("accountId"));
        Account fees = world.account(in.number("feeAccountId"));
        boolean fits = Shared.isOneOf(payer.capacity(), Capacity.CLIENT, Capacity.ISSUER)
                && Shared.isOneOf(fees.capacity(), Capacity.FEES)
                && payer.activity() == fees.activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
    }

    private void checkMove(long from, long to, long asset, BigInteger amount) {
        Refused.when(Numbers.less(world.available(from, asset), amount), INSUFFICIENT_FUNDS);
        world.needBalances(world.missing(to, asset));
        postings.needRange(world.balance(to, asset), amount);
    }

    private void charge(Message in) {
        checkParties(in);
        Refused.when(in.number("reason") < 1 || in.number("reason") > 3, FIELD_OUT_OF_RANGE);
        Refused.when(world.fees.paysNone(in.number("accountId")), STATE_BODY_FEE_PROHIBITED);
        world.needDisposal(in.number("accountId"));
        BigInteger amount = big(in.number("amountMinor"));
        long asset = in.number("assetId");
        checkMove(in.number("accountId"), in.number("feeAccountId"), asset, amount);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        world.say(charged(in, in.number("reason"), world.sequence(), false));
        postings.move(
                world.existing(in.number("accountId"), asset),
                world.open(in.number("feeAccountId"), asset),
                EntryKind.FEE,
                amount,
                world.sequence());
        world.resultId = world.sequence();
    }

    private Message charged(Message in, long reason, long charge, boolean refunded) {
        return new Message("FeeCharged")
                .with("accountId", in.number("accountId"))
                .with("feeAccountId", in.number("feeAccountId"))
                .with("assetId", in.number("assetId"))
                .with("amountMinor", in.number("amountMinor"))
                .with("reason", reason)
                .with("refunded", refunded)
                .with("chargeSequence", charge)
                .with("ground", world.ground);
    }

    private void refund(Message in) {
        world.needTwoPersons();
        checkParties(in);
        long charge = in.number("chargeSequence");
        Refused.when(charge < 1 || charge >= world.sequence(), FIELD_OUT_OF_RANGE);
        BigInteger amount = big(in.number("amountMinor"));
        long asset = in.number("assetId");
        checkMove(in.number("feeAccountId"), in.number("accountId"), asset, amount);
        world.checkGround(in.part("ground"), true, true);
        world.standOnGround();
        world.say(charged(in, 0, charge, true));
        postings.move(
                world.existing(in.number("feeAccountId"), asset),
                world.open(in.number("accountId"), asset),
                EntryKind.FEE_REFUND,
                amount,
                charge);
    }
}
