package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import kz.sandyq.cluster.BusyException;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterGateway;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long a full node, or a cluster, answers nobody while it takes a snapshot, and what a client sees of it. */
final class SnapshotBench {
    private static final int PAIRS = 1_000;
    private static final int WINDOW = 1_024;
    private static final int SNAPSHOTS = 5;
    private static final long PACE_PER_SECOND = 2_000;
    private static final long AROUND_NS = TimeUnit.SECONDS.toNanos(3);

    private final Path directory;
    private final int rows;
    private final CommandPress press = new CommandPress(1, System::currentTimeMillis);
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicInteger rejectCode = new AtomicInteger();
    private long busy;

    SnapshotBench(Path directory, int rows) {
        this.directory = directory;
        this.rows = rows;
    }

    /** Prints what it found on a node alone and returns the longest time without an answer, nanoseconds. */
    long alone() throws IOException {
        try (ClusterNode node = ClusterNode.start(ClusterConfig.operator(directory, 1, limits()));
                CommandClient client = CommandClient.connect(node.aeronDirectory(), WINDOW)) {
            return measured(client, node::snapshot);
        }
    }

    private Limits limits() {
        Limits least = Limits.STANDARD;
        return new Limits(
                least.maxAssets(),
                least.maxWallets(),
                least.maxAccounts(),
                Math.max(least.maxBalances(), rows + 100_000),
                Math.max(least.maxHolds(), rows + 100_000),
                Math.max(least.maxOrders(), rows + 100_000),
                least.maxInstruments(),
                least.maxPlacements(),
                least.maxSubscriptions(),
                least.maxEncumbrances(),
                least.maxClaims(),
                least.maxTasks(),
                Math.max(least.maxKeys(), 2 * rows + 1_000_000));
    }

    /** The same with members in processes of their own; counts elections. */
    long cluster(int size) throws IOException {
        try (MemberProcesses members = new MemberProcesses(directory, size, false);
                ClusterGateway gateway =
                        ClusterGateway.open(members.file(), directory.resolve("gateway"), "127.0.0.1")) {
            members.awaitReady();
            try (CommandClient client = CommandClient.connect(gateway.address(), WINDOW)) {
                Reply raised = client.submit(press.encode(SystemCommands.raiseLimits(limits())))
                        .join();
                if (raised.rejectCode() != 0) {
                    throw new IllegalStateException("limits are not raised: " + raised);
                }
                long terms = members.terms();
                long longestNs = measured(client, members::snapshot);
                Conditions.line("elections", String.valueOf(members.terms() - terms));
                members.awaitSameHash();
                return longestNs;
            }
        }
    }

    private long measured(CommandClient client, Runnable taking) throws IOException {
        Conditions.line("disk", Files.getFileStore(directory).type() + ", fsync level 2 of data and catalogue");
        TradingFloor floor =
                TradingFloor.open(command -> answer(client.submit(command).join()), press, PAIRS, PAIRS);
        fill(client, row -> holding(floor, row));
        fill(client, row -> order(floor, row));
        Conditions.line(
                "state",
                String.format(Locale.ROOT, "%,d holdings, %,d resting orders, %,d keys", rows, rows, 2 * rows));
        Conditions.line("load", String.format(Locale.ROOT, "%,d/s, window %,d", PACE_PER_SECOND, WINDOW));
        long longestNs = 0;
        for (int snapshot = 1; snapshot <= SNAPSHOTS; snapshot++) {
            longestNs = Math.max(longestNs, snapshot(taking, client, floor, snapshot));
        }
        Conditions.line("clients saw", busy + " times BUSY, " + refused + " refusals, " + failed + " failures");
        return longestNs;
    }

    private void fill(CommandClient client, IntFunction<CommandBody> row) {
        Semaphore places = new Semaphore(WINDOW);
        for (int i = 0; i < rows; i++) {
            places.acquireUninterruptibly();
            client.submit(press.encode(row.apply(i))).whenComplete((reply, lost) -> {
                note(reply);
                places.release();
            });
        }
        places.acquireUninterruptibly(WINDOW);
        if (refused.sum() + failed.sum() > 0) {
            throw new IllegalStateException(refused + " rows were refused, the last one with code " + rejectCode
                    + ", and " + failed + " failed");
        }
    }

    private static CommandBody holding(TradingFloor floor, int row) {
        return IssueCommands.mintStablecoin(
                floor.assetIds().get(row / PAIRS % PAIRS), floor.accountIds().get(row % PAIRS), 1);
    }

    private static CommandBody order(TradingFloor floor, int row) {
        boolean buys = row / PAIRS % 2 == 0;
        int away = 1 + row / PAIRS % 10;
        return TradingCommands.placeOrder(
                floor.instrumentIds().get(row % PAIRS),
                floor.accountIds().get(row % PAIRS),
                buys ? Side.BUY : Side.SELL,
                OrdType.LIMIT,
                TimeInForce.GTC,
                10_000 + (buys ? -away : away),
                1,
                row + 1L);
    }

    /** A paced client before, during and after one snapshot. */
    private long snapshot(Runnable take, CommandClient client, TradingFloor floor, int number) {
        Histogram latencyNs = new ConcurrentHistogram(60_000_000_000L, 3);
        AtomicLong answeredNs = new AtomicLong(System.nanoTime());
        AtomicLong longestNs = new AtomicLong();
        AtomicLong tookNs = new AtomicLong();
        Thread taking = Thread.ofPlatform().unstarted(() -> {
            LockSupport.parkNanos(AROUND_NS);
            long beganNs = System.nanoTime();
            take.run();
            tookNs.set(System.nanoTime() - beganNs);
        });
        taking.start();
        long startNs = System.nanoTime();
        long endNs = Long.MAX_VALUE;
        for (long i = 0; System.nanoTime() < endNs; i++) {
            long plannedNs = startNs + i * 1_000_000_000L / PACE_PER_SECOND;
            for (long waitNs = plannedNs - System.nanoTime(); waitNs > 0; waitNs = plannedNs - System.nanoTime()) {
                LockSupport.parkNanos(waitNs);
            }
            send(client, holding(floor, (int) (i % rows)), plannedNs, latencyNs, answeredNs, longestNs);
            if (endNs == Long.MAX_VALUE && !taking.isAlive()) {
                endNs = System.nanoTime() + AROUND_NS;
            }
        }
        Conditions.percentiles(
                String.format(
                        Locale.ROOT,
                        "snapshot %d: taken in %,d ms, no answer for %,d ms:",
                        number,
                        tookNs.get() / 1_000_000,
                        longestNs.get() / 1_000_000),
                latencyNs);
        return longestNs.get();
    }

    private void send(
            CommandClient client,
            CommandBody body,
            long plannedNs,
            Histogram latencyNs,
            AtomicLong answeredNs,
            AtomicLong longestNs) {
        try {
            client.submit(press.encode(body)).whenComplete((reply, lost) -> {
                long nowNs = System.nanoTime();
                latencyNs.recordValue(nowNs - plannedNs);
                longestNs.accumulateAndGet(nowNs - answeredNs.getAndSet(nowNs), Math::max);
                note(reply);
            });
        } catch (BusyException full) {
            busy++;
        }
    }

    private void note(@Nullable Reply reply) {
        if (reply == null) {
            failed.increment();
        } else if (reply.rejectCode() != 0) {
            refused.increment();
            rejectCode.set(reply.rejectCode());
        }
    }

    private static Host.Answer answer(Reply reply) {
        return new Host.Answer(reply.rejectCode(), reply.resultId());
    }
}
