package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.OpenInstrumentDecoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SetTradingStatusDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/** Traded pairs and their trading status. A pair that closes has its orders cancelled, as a task. */
final class Instruments implements Tasks.Work {
    static final int HALT = SecurityTradingStatus.TRADING_HALT.value();
    static final int READY = SecurityTradingStatus.READY_TO_TRADE.value();
    static final int CLOSED = SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING.value();

    private final State state;
    private final MarketEvents events;
    private final Accounts accounts;
    private final Issues issues;
    private final Tasks tasks;
    private final Settlement settlement;
    private final OpenInstrumentDecoder open = new OpenInstrumentDecoder();
    private final SetTradingStatusDecoder setStatus = new SetTradingStatusDecoder();

    Instruments(
            State state, MarketEvents events, Accounts accounts, Issues issues, Tasks tasks, Settlement settlement) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.issues = issues;
        this.tasks = tasks;
        this.settlement = settlement;
    }

    int open(Command command) {
        OpenInstrumentDecoder in = open.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!accounts.assetExists(in.baseAssetId()) || !accounts.assetExists(in.quoteAssetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        int symbol = command.offset + OpenInstrumentDecoder.symbolEncodingOffset();
        if (in.baseAssetId() == in.quoteAssetId() || command.buffer.getByte(symbol) <= ' ') {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.lotQuantity() <= 0 || in.tickMinor() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (accounts.isMoney(in.baseAssetId())) {
            return RejectCode.WRONG_ASSET_KIND.number();
        }
        int refused = checkAlive(in.baseAssetId());
        if (refused == Command.OK) {
            refused = checkAlive(in.quoteAssetId());
        }
        if (refused != Command.OK) {
            return refused;
        }
        if (state.instrumentPairs.find(in.baseAssetId(), in.quoteAssetId()) != Table.NONE) {
            return RejectCode.INSTRUMENT_EXISTS.number();
        }
        if (state.instruments.isFull()) {
            return RejectCode.LIMIT_INSTRUMENTS.number();
        }
        Table instruments = state.instruments;
        int slot = instruments.allocate(instruments.nextSlot() + 1L);
        instruments.set(slot, Instrument.BASE, in.baseAssetId());
        instruments.set(slot, Instrument.QUOTE, in.quoteAssetId());
        instruments.set(slot, Instrument.LOT, in.lotQuantity());
        instruments.set(slot, Instrument.TICK, in.tickMinor());
        instruments.set(slot, Instrument.STATUS, READY);
        for (int i = 0; i < 3; i++) {
            instruments.set(slot, Instrument.SYMBOL + i, command.buffer.getLong(symbol + i * Long.BYTES));
        }
        state.instrumentPairs.insert(slot);
        events.instrumentChanged(slot);
        command.resultId = slot + 1L;
        return Command.OK;
    }

    private int checkAlive(long assetId) {
        tasks.stepOfIssue(issues.find(assetId));
        int refused = issues.checkCirculation(assetId);
        return refused == RejectCode.ISSUE_SUSPENDED.number() ? Command.OK : refused;
    }

    int setStatus(Command command) {
        SetTradingStatusDecoder in =
                setStatus.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = State.dense(state.instruments, in.instrumentId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        int status = in.statusRaw();
        if (status != HALT && status != READY && status != CLOSED || in.haltReasonRaw() > 6) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        tasks.stepOfInstrument(slot);
        int refused = state.instruments.get(slot, Instrument.TASK) != 0
                ? RejectCode.TASK_RUNNING.number()
                : checkAlive(state.instruments.get(slot, Instrument.BASE));
        if (refused == Command.OK) {
            refused = checkAlive(state.instruments.get(slot, Instrument.QUOTE));
        }
        boolean closes = status == CLOSED && state.instruments.get(slot, Instrument.ORDERS) > 0;
        if (refused == Command.OK && closes && tasks.isFull()) {
            refused = RejectCode.LIMIT_TASKS.number();
        }
        if (refused == Command.OK) {
            refused = issues.ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        state.instruments.set(slot, Instrument.STATUS, status);
        state.instruments.set(slot, Instrument.HALT_REASON, in.haltReasonRaw());
        events.instrumentChanged(slot);
        if (closes) {
            int task = tasks.start(
                    TaskKind.MASS_CANCEL, in.instrumentId(), state.instruments.get(slot, Instrument.ORDERS));
            state.instruments.set(slot, Instrument.TASK, state.tasks.get(task, Task.ID));
            tasks.step(task, state.scalars.getInt(Scalars.TASK_STEP));
        }
        return Command.OK;
    }

    @Override
    public int step(int task, int count) {
        int slot = (int) state.tasks.get(task, Task.SUBJECT) - 1;
        int moved = 0;
        while (moved < count && state.instruments.get(slot, Instrument.ORDERS) > 0) {
            settlement.cancelFirst(slot, CancelReason.HALT);
            moved++;
        }
        state.tasks.add(task, Task.DONE, moved);
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.instruments.get((int) state.tasks.get(task, Task.SUBJECT) - 1, Instrument.ORDERS) == 0;
    }

    @Override
    public void finish(int task) {
        state.instruments.set((int) state.tasks.get(task, Task.SUBJECT) - 1, Instrument.TASK, 0);
    }
}
