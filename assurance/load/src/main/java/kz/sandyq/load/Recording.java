package kz.sandyq.load;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradeExecutedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A flow that was made once against a core and recorded, to be applied to fresh cores, so that making commands is in no
 * figure.
 */
final class Recording {
    static final int MAX_KEYS = 1_000_000;
    private static final long START_MS = 1_780_000_000_000L;
    private static final int ENTRIES_PER_MS = 1_000;
    private static final long TICK_MS = 250;
    private static final Limits LIMITS = new Limits(
            4_096, 200_000, 400_000, 1_000_000, 1_000_000, 1_000_000, 4_096, 100, 100, 100, 100, 256, MAX_KEYS);

    private final FlowShape shape;
    private final RecordedLog log;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final OrderChangedDecoder order = new OrderChangedDecoder();
    private final OrderFlow flow;
    private int measuredFrom;
    private long nowMs = START_MS;
    private int sinceMs;
    private long tickedMs = START_MS;
    private Host.Answer last = new Host.Answer(0, 0);
    private long rejected;
    private long trades;
    private long allTrades;
    private final long hashHigh;
    private final long hashLow;

    Recording(FlowShape shape, long seed) {
        this(shape, seed, null);
    }

    /** Records a flow, and writes it for another exchange when there is a file. */
    Recording(FlowShape shape, long seed, @Nullable Path flowFile) {
        this.shape = shape;
        log = new RecordedLog(10 + 4 * shape.instruments() + 4 * shape.accounts() + shape.entries() + 10_000, 256);
        MarketCore core = new MarketCore(this::onEvent);
        CommandPress press = new CommandPress(1, () -> nowMs);
        Host host = command -> submit(core, command);
        TradingFloor floor = open(host, press);
        flow = new OrderFlow(seed, floor, shape.hotInstruments(), shape.sidesApart());
        if (flowFile == null) {
            flow(core, press, line -> {});
        } else {
            try (FlowFile file = new FlowFile(flowFile, floor, shape.warmUp(), shape.entries())) {
                flow(core, press, file::add);
            }
        }
        hashHigh = core.stateHashHigh();
        hashLow = core.stateHashLow();
    }

    private TradingFloor open(Host host, CommandPress press) {
        host.submit(press.encode(SystemCommands.genesis(1, true, 0, 300, 60_000, 3_600_000, 256, 256, LIMITS)));
        return TradingFloor.open(host, press, shape.instruments(), shape.accounts());
    }

    private void flow(MarketCore core, CommandPress press, Consumer<FlowLine> lines) {
        for (int i = 0; i < shape.entries(); i++) {
            if (i == shape.warmUp()) {
                rejected = 0;
                trades = 0;
                measuredFrom = log.size();
            }
            byte[] command = press.encode(flow.next());
            lines.accept(flow.line());
            submit(core, command);
        }
    }

    private Host.Answer submit(MarketCore core, byte[] command) {
        if (++sinceMs == ENTRIES_PER_MS) {
            sinceMs = 0;
            nowMs++;
        }
        if (nowMs - tickedMs >= TICK_MS) {
            tickedMs = nowMs;
            log.addTick(nowMs);
            core.tick(nowMs);
        }
        log.add(nowMs, command);
        core.apply(nowMs, new UnsafeBuffer(command), 0, command.length);
        return last;
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case ReplyDecoder.TEMPLATE_ID -> {
                reply.wrapAndApplyHeader(buffer, offset, header);
                last = new Host.Answer(reply.rejectCode(), reply.resultId());
                rejected += reply.rejectCode() == 0 ? 0 : 1;
            }
            case OrderChangedDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, offset, header);
                boolean rests = (order.status() == OrdStatus.NEW || order.status() == OrdStatus.PARTIALLY_FILLED)
                        && order.cancelReason() == CancelReason.NONE;
                if (rests && order.timeInForce() == TimeInForce.GTC) {
                    flow.rests(order.orderId(), flow.line());
                } else {
                    flow.ended(order.orderId());
                }
            }
            case TradeExecutedDecoder.TEMPLATE_ID -> {
                trades++;
                allTrades++;
            }
            default -> {
                // Other events are encoded and left.
            }
        }
    }

    RecordedLog log() {
        return log;
    }

    /** First entry that is measured. */
    int measuredFrom() {
        return measuredFrom;
    }

    /** Trades of warm-up and measured part. */
    long allTrades() {
        return allTrades;
    }

    /** A core that has applied the first entries. */
    MarketCore fresh(EventSink sink, int entries) {
        MarketCore core = new MarketCore(sink);
        log.applyAll(core, 0, entries);
        return core;
    }

    /** A core that has applied everything must be the one that recorded it. */
    void requireSame(MarketCore core) {
        if (core.stateHashHigh() != hashHigh || core.stateHashLow() != hashLow) {
            throw new IllegalStateException("the recording gave another state");
        }
    }

    void print(long seed) {
        Conditions.line("flow", shape + "; seed " + seed);
        Conditions.line(
                "mix", "60 % rest near the touch, 30 % cancels, 10 % take; state: " + flow.live() + " live orders");
        int entries = log.size() - measuredFrom;
        Conditions.line(
                "measured",
                String.format(
                        Locale.ROOT,
                        "%,d commands and ticks after %,d; %,d trades, %.2f %% rejected, %d bytes a command in",
                        entries,
                        measuredFrom,
                        trades,
                        100.0 * rejected / shape.measured(),
                        log.bytesOf(measuredFrom, log.size()) / entries));
        Conditions.line(
                "on",
                String.format(
                        Locale.ROOT,
                        "permissions, window of %,d keys with %,d in it, invariants, running hash, SBE in and out",
                        MAX_KEYS,
                        Math.min(MAX_KEYS, log.size())));
    }
}
