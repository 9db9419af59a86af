package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.OpenInstrumentDecoder;
import kz.sandyq.protocol.sbe.SetTradingStatusDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/** Traded pairs and their trading status. A pair that closes has its orders cancelled, as a task. */
final class Instruments implements Tasks.Work {
    private static final int LAST_GIVEN_REASON = HaltReason.INTERNAL_DOCUMENTS.value();

    private final State state;
    private final MarketEvents events;
    private final Accounts accounts;
    private final Issues issues;
    private final Tasks tasks;
    private final Settlement settlement;
    private final Calls calls;
    private final Auctions auctions;
    private final Stops stops;
    private final OpenInstrumentDecoder open = new OpenInstrumentDecoder();
    private final SetTradingStatusDecoder setStatus = new SetTradingStatusDecoder();

    Instruments(
            State state,
            MarketEvents events,
            Accounts accounts,
            Issues issues,
            Tasks tasks,
            Settlement settlement,
            Calls calls,
            Auctions auctions,
            Stops stops) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.issues = issues;
        this.tasks = tasks;
        this.settlement = settlement;
        this.calls = calls;
        this.auctions = auctions;
        this.stops = stops;
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
        TradingState.CONTINUOUS.enter(instruments, slot);
        state.rules.allocate(slot + 1L);
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
        TradingState next = TradingState.of(in.statusRaw(), in.phaseRaw());
        if (next == null) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = checkReason(in, next);
        if (refused == Command.OK) {
            refused = checkNext(slot, next);
        }
        if (refused != Command.OK) {
            return refused;
        }
        boolean uncrosses = next.needsUncrossed() && auctions.isCrossed(slot);
        boolean empties = (next == TradingState.CLOSED || in.cancelOrdersRaw() == 1)
                && state.instruments.get(slot, Instrument.ORDERS) > 0;
        refused = uncrosses ? checkTrades(slot) : Command.OK;
        if (refused != Command.OK) {
            return refused;
        }
        if ((uncrosses || empties) && tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        refused = issues.ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        calls.forgetEnd(slot);
        if (uncrosses) {
            auctions.start(slot, next);
        } else {
            enter(slot, next, in.haltReasonRaw());
        }
        if (empties) {
            empty(slot);
        }
        return Command.OK;
    }

    /** A halt says why; the grounds of the rules stand on a document. */
    @LegalBasis("RUL-63")
    private int checkReason(SetTradingStatusDecoder in, TradingState next) {
        int reason = in.haltReasonRaw();
        boolean inRange = reason <= LAST_GIVEN_REASON
                && in.cancelOrdersRaw() <= 1
                && (in.cancelOrdersRaw() == 0 || next == TradingState.HALT);
        if (!inRange) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (next == TradingState.HALT && reason == HaltReason.NONE.value()) {
            return RejectCode.HALT_REASON_REQUIRED.number();
        }
        boolean byRules = reason >= HaltReason.ISSUER_TERMINATED_OR_FORCED_LIQUIDATION.value();
        return byRules && in.ground().documentKind() == 0 ? RejectCode.GROUND_REQUIRED.number() : Command.OK;
    }

    private int checkNext(int slot, TradingState next) {
        tasks.stepOfInstrument(slot);
        if (state.instruments.get(slot, Instrument.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        int refused = checkAlive(state.instruments.get(slot, Instrument.BASE));
        if (refused == Command.OK) {
            refused = checkAlive(state.instruments.get(slot, Instrument.QUOTE));
        }
        if (refused != Command.OK) {
            return refused;
        }
        return TradingState.of(state.instruments, slot).mayBecome(next)
                ? Command.OK
                : RejectCode.STATUS_NOT_ALLOWED.number();
    }

    /** Whether both assets may change hands now. */
    private int checkTrades(int slot) {
        long base = state.instruments.get(slot, Instrument.BASE);
        long quote = state.instruments.get(slot, Instrument.QUOTE);
        int refused = issues.checkCirculation(base);
        if (refused == Command.OK) {
            refused = issues.checkCirculation(quote);
        }
        boolean lockedUp = issues.isLockedUp(base) || issues.isLockedUp(quote);
        return refused == Command.OK && lockedUp ? RejectCode.ISSUE_LOCKED_UP.number() : refused;
    }

    private void enter(int slot, TradingState next, int reason) {
        calls.enter(slot, next, reason);
        stops.afterTrades(slot);
    }

    private void empty(int slot) {
        int task = tasks.start(TaskKind.MASS_CANCEL, slot + 1L, state.instruments.get(slot, Instrument.ORDERS));
        state.instruments.set(slot, Instrument.TASK, state.tasks.get(task, Task.ID));
        tasks.firstStep(task);
    }

    /**
     * Goes back to trading where a call has lasted its time; at most {@code count}. A pair that may not trade now stays
     * in its call until a command.
     */
    int endCalls(int count) {
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !state.callDeadlines.isEmpty(); ended++) {
            int slot = state.callDeadlines.top();
            if (state.instruments.get(slot, Instrument.CALL_ENDS) > now
                    || state.instruments.get(slot, Instrument.TASK) != 0
                    || tasks.isFull()) {
                break;
            }
            calls.forgetEnd(slot);
            boolean stays = TradingState.of(state.instruments, slot) != TradingState.UNSCHEDULED_CALL
                    || checkTrades(slot) != Command.OK;
            if (stays) {
                events.instrumentChanged(slot);
            } else if (auctions.isCrossed(slot)) {
                auctions.start(slot, TradingState.CONTINUOUS);
            } else {
                enter(slot, TradingState.CONTINUOUS, 0);
            }
        }
        return ended;
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
