package kz.sandyq.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.sbe.BatchMode;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Sends a flow to nodes: as fast as a window allows, in batches, or at a pace. What rests goes on in the flow. */
final class FlowClient {
    /** Most messages without an answer. */
    static final int MAX_WINDOW = 1_024;
    /** Commands in a batch. */
    static final int BATCH = 16;

    private static final long LONGEST_NS = 60_000_000_000L;
    /** Four virtual machines that compile on two processors take longer to warm up than one. */
    private static final int WARM_UPS = 3;

    private static final long PACE_PER_SECOND = 10_000;

    private record Rested(long orderId, FlowLine line) {}

    private final CommandClient client;
    private final CommandPress press;
    private final OrderFlow flow;
    private final Queue<Rested> rested = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final List<Long> processes;

    /**
     * A floor is opened, and a flow over it begun.
     *
     * @param processes whose threads' time is told beside the figures
     */
    FlowClient(CommandClient client, int instruments, int clients, long seed, List<Long> processes) {
        this.client = client;
        this.processes = processes;
        press = new CommandPress(1, System::currentTimeMillis);
        TradingFloor floor =
                TradingFloor.open(command -> answer(client.submit(command).join()), press, instruments, clients);
        flow = OrderFlow.ofSender(seed, floor);
        Conditions.line("flow", instruments + " instruments, " + clients + " accounts, seed " + seed);
    }

    private static Host.Answer answer(Reply reply) {
        return new Host.Answer(reply.rejectCode(), reply.resultId());
    }

    /**
     * Warms up and prints what each window gives.
     *
     * @param windows messages without an answer, one command each; batches of 16 follow
     * @return commands a second at the last window
     */
    long windows(long seconds, int... windows) {
        long warmUpSeconds = WARM_UPS * seconds;
        closedLoop(warmUpSeconds, windows[windows.length - 1], 1, new ConcurrentHistogram(LONGEST_NS, 3));
        Conditions.line("warm-up", warmUpSeconds + " s, then " + seconds + " s each");
        long widest = 0;
        for (int window : windows) {
            widest = measured(seconds, window, 1, String.format(Locale.ROOT, "window %,d", window));
        }
        for (int batches : new int[] {MAX_WINDOW / BATCH, MAX_WINDOW}) {
            measured(seconds, batches, BATCH, String.format(Locale.ROOT, "%,d batches of %d", batches, BATCH));
        }
        return widest;
    }

    private long measured(long seconds, int window, int batch, String name) {
        Histogram latencyNs = new ConcurrentHistogram(LONGEST_NS, 3);
        ThreadTimes before = ThreadTimes.of(processes);
        long startNs = System.nanoTime();
        long rate = closedLoop(seconds, window, batch, latencyNs);
        long tookNs = System.nanoTime() - startNs;
        Conditions.percentiles(String.format(Locale.ROOT, "%s: %,d/s", name, rate), latencyNs);
        Conditions.line("  own+kernel %", ThreadTimes.of(processes).since(before, tookNs));
        return rate;
    }

    /** Sends so long with so many messages under way; commands a second. */
    private long closedLoop(long seconds, int window, int batch, Histogram latencyNs) {
        Semaphore places = new Semaphore(window);
        long startNs = System.nanoTime();
        long endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        while (System.nanoTime() < endNs) {
            places.acquireUninterruptibly();
            send(batch, System.nanoTime(), latencyNs, places);
            sent += batch;
        }
        places.acquireUninterruptibly(window);
        return sent * 1_000_000_000L / (System.nanoTime() - startNs);
    }

    /** 10,000 commands a second, from planned sending on. */
    void paced(long seconds) {
        Histogram latencyNs = new ConcurrentHistogram(LONGEST_NS, 3);
        Semaphore places = new Semaphore(MAX_WINDOW);
        long startNs = System.nanoTime();
        long count = seconds * PACE_PER_SECOND;
        for (long i = 0; i < count; i++) {
            long plannedNs = startNs + i * 1_000_000_000L / PACE_PER_SECOND;
            for (long waitNs = plannedNs - System.nanoTime(); waitNs > 0; waitNs = plannedNs - System.nanoTime()) {
                LockSupport.parkNanos(waitNs);
            }
            places.acquireUninterruptibly();
            send(1, plannedNs, latencyNs, places);
        }
        places.acquireUninterruptibly(MAX_WINDOW);
        Conditions.percentiles(String.format(Locale.ROOT, "paced at %,d/s", PACE_PER_SECOND), latencyNs);
        Conditions.line("note", "paced: from planned sending; windows: from sending (coordinated omission)");
        refused.forEach((code, times) -> Conditions.line("refused", times.sum() + " with " + RejectCode.of(code)));
        Conditions.line("without an answer", failed.sum() + " commands");
    }

    /** One command that is answered. */
    CompletableFuture<Reply> one(CommandClient by) {
        return by.submit(press.encode(flow.next()));
    }

    private void send(int batch, long fromNs, Histogram latencyNs, Semaphore places) {
        for (Rested each = rested.poll(); each != null; each = rested.poll()) {
            flow.rests(each.orderId(), each.line());
        }
        List<FlowLine> lines = new ArrayList<>(batch);
        CommandBody body = batch == 1 ? next(lines) : batch(batch, lines);
        client.submit(press.encode(body)).whenComplete((reply, failed) -> {
            latencyNs.recordValue(System.nanoTime() - fromNs);
            answered(reply, lines);
            places.release();
        });
    }

    private CommandBody next(List<FlowLine> lines) {
        CommandBody body = flow.next();
        lines.add(flow.line());
        return body;
    }

    private CommandBody batch(int size, List<FlowLine> lines) {
        List<CommandBody> bodies = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            bodies.add(next(lines));
        }
        return BatchCommands.batch(BatchMode.INDEPENDENT, bodies);
    }

    private void answered(@Nullable Reply reply, List<FlowLine> lines) {
        if (reply == null || lines.size() > 1 && reply.items().size() != lines.size()) {
            failed.add(lines.size());
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            Reply own = lines.size() == 1 ? reply : reply.items().get(i);
            FlowLine line = lines.get(i);
            if (own.rejectCode() != 0) {
                refused.computeIfAbsent(own.rejectCode(), code -> new LongAdder())
                        .increment();
            } else if (line.kind() == FlowLine.Kind.PLACE && !line.takes()) {
                rested.add(new Rested(own.resultId(), line));
            }
        }
    }
}
