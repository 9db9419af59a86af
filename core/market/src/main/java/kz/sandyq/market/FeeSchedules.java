package kz.sandyq.market;

import kz.sandyq.market.FeeRows.FeeRates;
import kz.sandyq.market.FeeRows.FeeSchedule;
import kz.sandyq.market.FeeRows.FeeTier;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssignFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.CreateFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.SetFeeStatusDecoder;

/** Tariffs, the pairs they are for, their periods, and who pays none. */
final class FeeSchedules {
    private static final int MAX_TIERS = 16;
    private static final int LAST_STATUS = FeeStatus.STATE_PROPERTY_BODY.value();

    private final State state;
    private final FeeTables tables;
    private final Events events;
    private final FeeEvents feeEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Fees fees;
    private final CreateFeeScheduleDecoder create = new CreateFeeScheduleDecoder();
    private final AssignFeeScheduleDecoder assign = new AssignFeeScheduleDecoder();
    private final SetFeeStatusDecoder setStatus = new SetFeeStatusDecoder();

    FeeSchedules(State state, Events events, FeeEvents feeEvents, Accounts accounts, Balances balances, Fees fees) {
        this.state = state;
        tables = state.fees;
        this.events = events;
        this.feeEvents = feeEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.fees = fees;
    }

    private int ground(GroundDecoder ground) {
        int refused = Command.checkGround(ground, state.legalDay(), true, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    int create(Command command) {
        CreateFeeScheduleDecoder in = create.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        CreateFeeScheduleDecoder.TiersDecoder group = in.tiers();
        int entryLength = group.actingBlockLength();
        if (entryLength < CreateFeeScheduleDecoder.TiersDecoder.sbeBlockLength()
                || groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) entryLength * group.count()
                        > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        int refused = checkAccount(in);
        if (refused == Command.OK) {
            refused = checkTiers(group);
        }
        if (refused == Command.OK) {
            refused = ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = add(in);
        return Command.OK;
    }

    private int checkAccount(CreateFeeScheduleDecoder in) {
        if (!accounts.assetExists(in.assetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (!accounts.isMoney(in.assetId())) {
            return RejectCode.WRONG_ASSET_KIND.number();
        }
        if (!accounts.exists(in.feeAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        return accounts.capacityOf(in.feeAccountId()) == Capacities.FEES
                ? Command.OK
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    private int checkTiers(CreateFeeScheduleDecoder.TiersDecoder group) {
        int count = group.count();
        if (count < 1 || count > MAX_TIERS) {
            return RejectCode.FEE_TIERS_NOT_ASCENDING.number();
        }
        long before = -1;
        int newRates = 0;
        while (group.hasNext()) {
            group.next();
            long from = group.fromTurnoverMinor();
            if (before < 0 ? from != 0 : from <= before) {
                return RejectCode.FEE_TIERS_NOT_ASCENDING.number();
            }
            before = from;
            boolean inRange = group.makerPpm() >= 0
                    && group.auctionPpm() >= 0
                    && group.takerPpm() <= Fees.WHOLE_PPM
                    && group.makerPpm() <= group.takerPpm()
                    && group.auctionPpm() <= group.takerPpm();
            if (!inRange) {
                return RejectCode.FEE_RATE_OUT_OF_RANGE.number();
            }
            newRates += rates(group) == Table.NONE ? 1 : 0;
        }
        boolean room = !tables.schedules.isFull() && count <= tables.tiers.room() && newRates <= tables.rates.room();
        return room ? Command.OK : RejectCode.LIMIT_FEE_SCHEDULES.number();
    }

    private static long value(CreateFeeScheduleDecoder.TiersDecoder tier) {
        return Fees.pack(tier.makerPpm(), tier.takerPpm(), tier.auctionPpm());
    }

    private int rates(CreateFeeScheduleDecoder.TiersDecoder tier) {
        return tables.rateValues.find(value(tier), value(tier));
    }

    private long add(CreateFeeScheduleDecoder in) {
        int slot = tables.schedules.allocate(tables.schedules.nextSlot() + 1L);
        tables.schedules.set(slot, FeeSchedule.ASSET, in.assetId());
        tables.schedules.set(slot, FeeSchedule.FEE_ACCOUNT, in.feeAccountId());
        tables.schedules.set(slot, FeeSchedule.VALID_FROM, in.validFromEpochDay());
        tables.schedules.set(slot, FeeSchedule.FIRST_TIER, tables.tiers.nextSlot());
        CreateFeeScheduleDecoder.TiersDecoder group = in.sbeRewind().tiers();
        tables.schedules.set(slot, FeeSchedule.TIERS, group.count());
        while (group.hasNext()) {
            group.next();
            int rates = rates(group);
            if (rates == Table.NONE) {
                rates = tables.rates.allocate(tables.rates.nextSlot() + 1L);
                tables.rates.set(rates, FeeRates.VALUE, value(group));
                tables.rateValues.insert(rates);
            }
            int tier = tables.tiers.allocate(tables.tiers.nextSlot() + 1L);
            tables.tiers.set(tier, FeeTier.SCHEDULE, slot + 1L);
            tables.tiers.set(tier, FeeTier.FROM_MINOR, group.fromTurnoverMinor());
            tables.tiers.set(tier, FeeTier.RATES, rates + 1L);
        }
        feeEvents.scheduleCreated(slot);
        return slot + 1L;
    }

    int assign(Command command) {
        AssignFeeScheduleDecoder in = assign.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int instrument = State.dense(state.instruments, in.instrumentId());
        if (instrument == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        int schedule = State.dense(tables.schedules, in.scheduleId());
        if (schedule == Table.NONE) {
            return RejectCode.UNKNOWN_FEE_SCHEDULE.number();
        }
        int refused = checkAssignment(in, instrument, schedule);
        if (refused == Command.OK) {
            refused = ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        state.instruments.set(instrument, Instrument.FEES, fees.schedule(instrument));
        state.instruments.set(instrument, Instrument.NEXT_FEES, in.scheduleId());
        state.instruments.set(instrument, Instrument.NEXT_FEES_FROM, in.fromEpochDay());
        balances.open(
                tables.schedules.get(schedule, FeeSchedule.FEE_ACCOUNT),
                tables.schedules.get(schedule, FeeSchedule.ASSET));
        feeEvents.scheduleAssigned(in.instrumentId(), in.scheduleId(), in.fromEpochDay());
        return Command.OK;
    }

    private int checkAssignment(AssignFeeScheduleDecoder in, int instrument, int schedule) {
        long asset = tables.schedules.get(schedule, FeeSchedule.ASSET);
        if (state.instruments.get(instrument, Instrument.QUOTE) != asset) {
            return RejectCode.FEE_ASSET_MISMATCH.number();
        }
        // Open orders go on to pay: from money of one activity to a fee account of the same.
        long before = fees.schedule(instrument);
        if (before != 0 && activity((int) before - 1) != activity(schedule)) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (in.fromEpochDay() < state.legalDay()) {
            return RejectCode.FEE_DATE_PASSED.number();
        }
        if (in.fromEpochDay() < tables.schedules.get(schedule, FeeSchedule.VALID_FROM)) {
            return RejectCode.FEE_SCHEDULE_NOT_IN_FORCE.number();
        }
        return balances.hasRoom(asset, tables.schedules.get(schedule, FeeSchedule.FEE_ACCOUNT), -1)
                ? Command.OK
                : RejectCode.LIMIT_BALANCES.number();
    }

    private int activity(int schedule) {
        return accounts.activityOf(tables.schedules.get(schedule, FeeSchedule.FEE_ACCOUNT));
    }

    int setStatus(Command command) {
        SetFeeStatusDecoder in = setStatus.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int wallet = State.dense(state.wallets, in.walletId());
        if (wallet == Table.NONE) {
            return RejectCode.UNKNOWN_WALLET.number();
        }
        if (in.statusRaw() > LAST_STATUS) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.wallets.set(wallet, Wallet.FEE_STATUS, in.statusRaw());
        feeEvents.statusChanged(wallet);
        return Command.OK;
    }

    int startPeriod() {
        state.scalars.set(Scalars.FEE_PERIOD_BEFORE, state.scalars.get(Scalars.FEE_PERIOD));
        state.scalars.set(Scalars.FEE_PERIOD, state.sequence());
        feeEvents.periodStarted();
        return Command.OK;
    }
}
