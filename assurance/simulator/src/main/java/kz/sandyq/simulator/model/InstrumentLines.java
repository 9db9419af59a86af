package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Pairs and their trading status; a pair that closes has its orders cancelled as a task. */
final class InstrumentLines implements Contract.Family, Tasks.Work {
    /** The phases of the statuses that are modelled: no calls. */
    static final Map<Long, Long> PHASES = Map.of(
            (long) SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING.value(),
            (long) TradingPhase.PRE_TRADING.value(),
            (long) SecurityTradingStatus.READY_TO_TRADE.value(),
            (long) TradingPhase.CONTINUOUS.value(),
            (long) SecurityTradingStatus.TRADING_HALT.value(),
            (long) TradingPhase.QUIESCENT.value());

    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;

    InstrumentLines(World world, Shared shared, Tasks tasks, Trades trades) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
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
                        ISSUE_STATUS,
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
        enter(instrument, SecurityTradingStatus.READY_TO_TRADE.value(), 0);
        world.instruments.add(instrument);
        changed(world, instrument);
        world.resultId = instrument.id;
    }

    private void needAlive(long assetId) {
        tasks.stepOfIssue(assetId);
        shared.needCirculation(assetId, true);
    }

    static void changed(World world, Instrument instrument) {
        world.say(new Message("InstrumentChanged")
                .with("instrumentId", instrument.id)
                .with("baseAssetId", instrument.base)
                .with("quoteAssetId", instrument.quote)
                .with("lotQuantity", instrument.lot.longValueExact())
                .with("tickMinor", instrument.tick.longValueExact())
                .with("symbol", instrument.symbol)
                .with("status", instrument.status)
                .with("haltReason", instrument.haltReason)
                .with("phase", instrument.phase)
                .with("ground", world.ground));
    }

    private void setStatus(Message in) {
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        long status = in.number("status");
        long phase = in.number("phase");
        Long own = PHASES.get(status);
        Refused.when(own == null || phase != 0 && phase != own, FIELD_OUT_OF_RANGE);
        boolean halts = status == SecurityTradingStatus.TRADING_HALT.value();
        checkReason(in, halts);
        tasks.stepById(instrument.task);
        Refused.when(instrument.task != 0, TASK_RUNNING);
        needAlive(instrument.base);
        needAlive(instrument.quote);
        boolean closes = status == SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING.value();
        boolean empties = (closes || in.flag("cancelOrders")) && trades.hasOrders(instrument);
        if (empties) {
            tasks.needRoom();
        }
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        enter(instrument, status, in.number("haltReason"));
        changed(world, instrument);
        if (empties) {
            Task task = tasks.start(TaskKind.MASS_CANCEL, instrument.id, big(world.listedOrders(instrument)));
            instrument.task = task.id;
            tasks.step(task);
        }
    }

    static void enter(Instrument instrument, long status, long haltReason) {
        instrument.status = status;
        instrument.phase = Objects.requireNonNull(PHASES.get(status));
        instrument.haltReason = haltReason;
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
