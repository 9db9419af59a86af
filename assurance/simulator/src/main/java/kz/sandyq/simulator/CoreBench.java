package kz.sandyq.simulator;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
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
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The core in this process. A flow is made once against a core and recorded; then the recording is applied to fresh
 * cores, so that making commands is in no figure. On: key window, permissions, invariants, running hash, SBE in and
 * out.
 */
final class CoreBench {
    private static final long START_MS = 1_780_000_000_000L;
    private static final int ENTRIES_PER_MS = 1_000;
    private static final long TICK_MS = 250;
    private static final int MAX_KEYS = 1_000_000;
    private static final Limits LIMITS = new Limits(
            4_096, 200_000, 400_000, 1_000_000, 1_000_000, 1_000_000, 4_096, 100, 100, 100, 100, 256, MAX_KEYS);

    private final int instruments;
    private final int clients;
    private final int warmUp;
    private final int measured;
    private final RecordedLog log;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final OrderChangedDecoder order = new OrderChangedDecoder();
    private int openingEntries;
    private long nowMs = START_MS;
    private int sinceMs;
    private long tickedMs = START_MS;
    private Host.Answer last = new Host.Answer(0, 0);
    private OrderFlow flow = new OrderFlow(0, new TradingFloor(0, 0, List.of(), List.of(), List.of(), 0));
    private long rejected;
    private long trades;
    private long hashHigh;
    private long hashLow;

    CoreBench(int instruments, int clients, int warmUp, int measured) {
        this.instruments = instruments;
        this.clients = clients;
        this.warmUp = warmUp;
        this.measured = measured;
        log = new RecordedLog(10 + 4 * instruments + 4 * clients + warmUp + measured + 10_000, 256);
    }

    /** Prints what it found and returns commands a second. */
    long run(long seed) {
        record(seed);
        int first = openingEntries + warmUp;
        MarketCore core = fresh(first);
        long allocatedBefore = allocated();
        long startNs = System.nanoTime();
        for (int entry = first; entry < log.size(); entry++) {
            log.apply(core, entry);
        }
        long tookNs = System.nanoTime() - startNs;
        long allocatedBytes = allocated() - allocatedBefore;
        int entries = log.size() - first;
        long perSecond = entries * 1_000_000_000L / tookNs;
        Conditions.line("flow", instruments + " instruments, " + clients + " accounts, seed " + seed);
        Conditions.line(
                "mix", "60 % rest near the touch, 30 % cancels, 10 % take; state: " + flow.live() + " live orders");
        Conditions.line(
                "measured",
                String.format(
                        Locale.ROOT,
                        "%,d commands and ticks after %,d; %,d trades, %.2f %% rejected, %d bytes a command in",
                        entries,
                        first,
                        trades,
                        100.0 * rejected / measured,
                        log.bytesOf(first, log.size()) / entries));
        Conditions.line("throughput", String.format(Locale.ROOT, "%,d commands/s, one thread, closed loop", perSecond));
        Conditions.line(
                "allocated", String.format(Locale.ROOT, "%.3f bytes a command", (double) allocatedBytes / entries));
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Conditions.line("heap in use", heap / (1024 * 1024) + " MiB with one core, its tables pre-sized");
        requireSame(core);
        paced(first, perSecond / 2);
        return perSecond;
    }

    private void requireSame(MarketCore core) {
        if (core.stateHashHigh() != hashHigh || core.stateHashLow() != hashLow) {
            throw new IllegalStateException("the recording gave another state");
        }
    }

    /** Latency from the planned time of sending, so that a stall counts for everything that waited behind it. */
    private void paced(int first, long perSecond) {
        MarketCore core = fresh(first);
        Histogram latencyNs = new Histogram(60_000_000_000L, 3);
        Histogram serviceNs = new Histogram(60_000_000_000L, 3);
        long startNs = System.nanoTime();
        for (int entry = first; entry < log.size(); entry++) {
            long plannedNs = startNs + (entry - first) * 1_000_000_000L / perSecond;
            long begunNs = System.nanoTime();
            while (begunNs < plannedNs) {
                Thread.onSpinWait();
                begunNs = System.nanoTime();
            }
            log.apply(core, entry);
            long doneNs = System.nanoTime();
            latencyNs.recordValue(doneNs - plannedNs);
            serviceNs.recordValue(doneNs - begunNs);
        }
        Conditions.line("paced", String.format(Locale.ROOT, "%,d commands/s, open loop", perSecond));
        Conditions.percentiles("from planned sending", latencyNs);
        Conditions.percentiles("service time alone", serviceNs);
        Conditions.line(
                "note", "the second hides what waits behind a stall (coordinated omission), the first does not");
        requireSame(core);
    }

    private MarketCore fresh(int entries) {
        MarketCore core = new MarketCore(EventSink.NONE);
        for (int entry = 0; entry < entries; entry++) {
            log.apply(core, entry);
        }
        return core;
    }

    private void record(long seed) {
        MarketCore core = new MarketCore(this::onEvent);
        CommandPress press = new CommandPress(1, () -> nowMs);
        Host host = command -> submit(core, command);
        host.submit(press.encode(SystemCommands.genesis(1, true, 0, 300, 60_000, 3_600_000, 256, 256, LIMITS)));
        TradingFloor floor = TradingFloor.open(host, press, instruments, clients);
        openingEntries = log.size();
        flow = new OrderFlow(seed, floor);
        while (log.size() < openingEntries + warmUp + measured) {
            if (log.size() == openingEntries + warmUp) {
                rejected = 0;
                trades = 0;
            }
            submit(core, press.encode(flow.next()));
        }
        hashHigh = core.stateHashHigh();
        hashLow = core.stateHashLow();
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
                    flow.rests(order.orderId(), order.accountId());
                } else {
                    flow.ended(order.orderId());
                }
            }
            case TradeExecutedDecoder.TEMPLATE_ID -> trades++;
            default -> {
                // Other events are encoded and left.
            }
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
