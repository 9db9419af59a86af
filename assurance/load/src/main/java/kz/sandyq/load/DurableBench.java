package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Limits;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A single node in this process: every command is on the disk (data and metadata) before it is acknowledged. */
final class DurableBench {
    private static final int MAX_WINDOW = 1_024;
    private static final int[] WINDOWS = {1, 16, 128, MAX_WINDOW};
    private static final int INSTRUMENTS = 100;
    private static final int CLIENTS = 2_000;
    private static final long PACE_PER_SECOND = 10_000;

    private record Rested(long orderId, FlowLine line) {}

    private final Path directory;
    private final long seconds;
    private final Queue<Rested> rested = new ConcurrentLinkedQueue<>();
    private final LongAdder refused = new LongAdder();

    DurableBench(Path directory, long seconds) {
        this.directory = directory;
        this.seconds = seconds;
    }

    /** Prints what it found and returns commands a second at the widest window. */
    long run(long seed) {
        ClusterConfig config = ClusterConfig.operator(directory, 1, Limits.STANDARD);
        try (ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(node.aeronDirectory(), MAX_WINDOW)) {
            Conditions.line("disk", Files.getFileStore(directory).type() + ", fsync level 2 of data and catalogue");
            CommandPress press = new CommandPress(1, System::currentTimeMillis);
            TradingFloor floor =
                    TradingFloor.open(command -> answer(client.submit(command).join()), press, INSTRUMENTS, CLIENTS);
            OrderFlow flow = new OrderFlow(seed, floor);
            Conditions.line("flow", INSTRUMENTS + " instruments, " + CLIENTS + " accounts, seed " + seed);
            closedLoop(client, press, flow, MAX_WINDOW);
            Conditions.line("warm-up", seconds + " s, then " + seconds + " s each");
            long widest = 0;
            for (int window : WINDOWS) {
                Histogram latencyNs = new ConcurrentHistogram(60_000_000_000L, 3);
                widest = closedLoop(client, press, flow, window, latencyNs);
                Conditions.percentiles(String.format(Locale.ROOT, "window %,d: %,d/s", window, widest), latencyNs);
            }
            paced(client, press, flow);
            Conditions.line(
                    "refused", refused.sum() + " commands (cancels of orders already filled, for the most part)");
            return widest;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            delete();
        }
    }

    private long closedLoop(CommandClient client, CommandPress press, OrderFlow flow, int window) {
        return closedLoop(client, press, flow, window, new ConcurrentHistogram(60_000_000_000L, 3));
    }

    private long closedLoop(CommandClient client, CommandPress press, OrderFlow flow, int window, Histogram latencyNs) {
        Semaphore places = new Semaphore(window);
        long startNs = System.nanoTime();
        long endNs = startNs + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        while (System.nanoTime() < endNs) {
            places.acquireUninterruptibly();
            send(client, press, flow, System.nanoTime(), latencyNs, places);
            sent++;
        }
        places.acquireUninterruptibly(window);
        return sent * 1_000_000_000L / (System.nanoTime() - startNs);
    }

    private void paced(CommandClient client, CommandPress press, OrderFlow flow) {
        Histogram latencyNs = new ConcurrentHistogram(60_000_000_000L, 3);
        Semaphore places = new Semaphore(MAX_WINDOW);
        long startNs = System.nanoTime();
        long count = seconds * PACE_PER_SECOND;
        for (long i = 0; i < count; i++) {
            long plannedNs = startNs + i * 1_000_000_000L / PACE_PER_SECOND;
            for (long waitNs = plannedNs - System.nanoTime(); waitNs > 0; waitNs = plannedNs - System.nanoTime()) {
                LockSupport.parkNanos(waitNs);
            }
            places.acquireUninterruptibly();
            send(client, press, flow, plannedNs, latencyNs, places);
        }
        places.acquireUninterruptibly(MAX_WINDOW);
        Conditions.percentiles(String.format(Locale.ROOT, "paced at %,d/s", PACE_PER_SECOND), latencyNs);
        Conditions.line("note", "paced: from planned sending; windows: from sending (coordinated omission)");
    }

    private void send(
            CommandClient client,
            CommandPress press,
            OrderFlow flow,
            long fromNs,
            Histogram latencyNs,
            Semaphore places) {
        for (Rested each = rested.poll(); each != null; each = rested.poll()) {
            flow.rests(each.orderId(), each.line());
        }
        CommandBody body = flow.next();
        FlowLine line = flow.line();
        client.submit(press.encode(body)).whenComplete((reply, failed) -> {
            latencyNs.recordValue(System.nanoTime() - fromNs);
            if (reply == null || reply.rejectCode() != 0) {
                refused.increment();
            } else if (line.kind() == FlowLine.Kind.PLACE && !line.takes()) {
                rested.add(new Rested(reply.resultId(), line));
            }
            places.release();
        });
    }

    private static Host.Answer answer(Reply reply) {
        return new Host.Answer(reply.rejectCode(), reply.resultId());
    }

    private void delete() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
