package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Pairs and their trading status; a pair that closes has its orders cancelled as a task. */
final class InstrumentLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;
    private final Calls calls;
    private final Uncross uncross;
    private final Matching matching;

    InstrumentLines(
            World world, Shared shared, Tasks tasks, Trades trades, Calls calls, Uncross uncross, Matching matching) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
        this.calls = calls;
        this.uncross = uncross;
        this.matching = matching;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "OpenInstrument",
                        this::open,
                        UNKNOWN_ASSET,
                        FIELD_OUT_OF_RANGE,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        INSTRUMENT_EXISTS,
                        LIMIT_INSTRUMENTS),
                Contract.line(
                        "SetTradingStatus",
                        this::setStatus,
                        UNKNOWN_INSTRUMENT,
                        FIELD_OUT_OF_RANGE,
                        HALT_REASON_REQUIRED,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        STATUS_NOT_ALLOWED,
                        ISSUE_SUSPENDED,
                        ISSUE_LOCKED_UP,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void open(Message in) {
        long base = in.number("baseAssetId");
        long quote = in.number("quoteAssetId");
        world.asset(base);
        world.asset(quote);
        Refused.when(base == quote || in.bytes("symbol").content()[0] <= ' ', FIELD_OUT_OF_RANGE);
        BigInteger lot = big(in.number("lotQuantity"));
        BigInteger tick = big(in.number("tickMinor"));
        Refused.when(!Numbers.positive(lot) || !Numbers.positive(tick), AMOUNT_NOT_POSITIVE);
        Refused.when(world.isMoney(base), WRONG_ASSET_KIND);
        needAlive(base);
        needAlive(quote);
        Refused.when(
                world.instruments.stream().anyMatch(each -> each.base == base && each.quote == quote),
                INSTRUMENT_EXISTS);
        Refused.when(world.instruments.size() >= world.limit("INSTRUMENTS"), LIMIT_INSTRUMENTS);
        Instrument instrument =
                new Instrument(world.instruments.size() + 1L, base, quote, lot, tick, in.bytes("symbol"));
        world.instruments.add(instrument);
        calls.enter(instrument, Session.CONTINUOUS, 0);
        world.resultId = instrument.id;
    }

    private void needAlive(long assetId) {
        tasks.stepOfIssue(assetId);
        shared.needCirculation(assetId, true);
    }

    private void setStatus(Message in) {
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        Session next = World.found(Session.of(in.number("status"), in.number("phase")), FIELD_OUT_OF_RANGE);
        checkReason(in, next == Session.HALT);
        tasks.stepById(instrument.task);
        Refused.when(instrument.task != 0, TASK_RUNNING);
        needAlive(instrument.base);
        needAlive(instrument.quote);
        Refused.when(!Session.of(instrument).mayBecome(next), STATUS_NOT_ALLOWED);
        boolean uncrosses = next.beginsUncrossed() && uncross.isCrossed(instrument);
        if (uncrosses) {
            shared.needTrades(instrument);
        }
        boolean empties = (next == Session.CLOSED || in.flag("cancelOrders")) && trades.hasOrders(instrument);
        if (uncrosses || empties) {
            tasks.needRoom();
        }
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        instrument.callEnds = 0;
        if (uncrosses) {
            uncross.start(instrument, next);
            return;
        }
        calls.enter(instrument, next, in.number("haltReason"));
        matching.afterTrades(instrument);
        if (empties) {
            Task task = tasks.start(TaskKind.MASS_CANCEL, instrument.id, big(world.listedOrders(instrument)));
            instrument.task = task.id;
            tasks.step(task);
        }
    }

    /** Calls whose time is over go back to trading; one that is held by a task waits, and those behind it. */
    long endCalls(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Instrument> first = calls.firstToEnd();
            if (first.isEmpty()
                    || first.get().callEnds > world.logicalNow()
                    || first.get().task != 0
                    || tasks.isFull()) {
                return i;
            }
            endCall(first.get());
        }
        return count;
    }

    /** A pair that may not trade now stays in its call. */
    private void endCall(Instrument instrument) {
        instrument.callEnds = 0;
        if (Session.of(instrument) != Session.UNSCHEDULED || !shared.trades(instrument)) {
            Calls.changed(world, instrument);
        } else if (uncross.isCrossed(instrument)) {
            uncross.start(instrument, Session.CONTINUOUS);
        } else {
            calls.enter(instrument, Session.CONTINUOUS, 0);
            matching.afterTrades(instrument);
        }
    }

    private static void checkReason(Message in, boolean halts) {
        long reason = in.number("haltReason");
        boolean inRange = reason <= HaltReason.INTERNAL_DOCUMENTS.value()
                && in.number("cancelOrders") <= 1
                && (in.number("cancelOrders") == 0 || halts);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Refused.when(halts && reason == HaltReason.NONE.value(), HALT_REASON_REQUIRED);
        boolean byRules = reason >= HaltReason.ISSUER_TERMINATED_OR_FORCED_LIQUIDATION.value();
        Refused.when(byRules && in.part("ground").number("documentKind") == 0, GROUND_REQUIRED);
    }

    private Instrument instrument(Task task) {
        return world.instruments.get((int) task.subject - 1);
    }

    @Override
    public long one(Task task) {
        trades.cancelFirst(instrument(task), CancelReason.HALT);
        task.done = task.done.add(BigInteger.ONE);
        return 1;
    }

    @Override
    public boolean isDone(Task task) {
        return !trades.hasOrders(instrument(task));
    }

    @Override
    public void finish(Task task) {
        instrument(task).task = 0;
    }
}
