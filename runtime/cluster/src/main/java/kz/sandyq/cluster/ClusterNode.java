package kz.sandyq.cluster;

import io.aeron.cluster.ClusterControl.ToggleState;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.Cluster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.ClockCause;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/**
 * A node in this process, alone or a member of a cluster: every command is on its disk (fsync of data and metadata), in
 * a cluster on those of a majority, before it is answered. A start takes the newest snapshot and the log behind it, and
 * gives the same balances.
 */
public final class ClusterNode implements LogHost {
    private static final long START_DEADLINE_MS = 40_000;
    private static final long ANSWER_WITHIN_MS = 10_000;
    private static final int TASK_STEP = 256;
    private static final int MAX_FILLS_PER_ORDER = 256;

    private final ClusterConfig config;
    private volatile MarketService service;
    private volatile @Nullable AeronHost host;
    private @Nullable DiskGuard guard;
    private @Nullable NodeDirectory directory;
    private @Nullable SnapshotSchedule snapshots;
    private @Nullable HostClock clock;
    /** Who copies the log; -1 while it is purged. */
    private final AtomicInteger readers = new AtomicInteger();

    private ClusterNode(ClusterConfig config) {
        this.config = config;
        service = new MarketService(config.quarantine());
    }

    /**
     * Starts and returns when the node serves; as a member of a cluster when it has joined the election, since it
     * serves only together with others. A process that ends still holds the directory for a moment: it waits for it.
     *
     * @throws ReplicaStop when its core must not go on with this log
     * @throws DiskFullException when its disk has no room
     * @throws IllegalStateException when it cannot start within 40 s; what stopped each try is suppressed in it
     */
    public static ClusterNode start(ClusterConfig config) {
        ConsensusRepair.apply();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_DEADLINE_MS);
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        while (true) {
            ClusterNode node = new ClusterNode(config);
            try {
                node.launch();
                if (config.members().isAlone()) {
                    node.awaitLead();
                    node.prepare();
                    node.guard = new DiskGuard(node);
                }
                return node;
            } catch (ReplicaStop | DiskFullException stop) {
                node.close();
                throw stop;
            } catch (RuntimeException e) {
                node.close();
                failures.putIfAbsent(String.valueOf(e.getMessage()), e);
                if (System.nanoTime() > deadlineNs) {
                    var stopped = new IllegalStateException("the node in " + config.directory() + " does not start", e);
                    failures.values().forEach(stopped::addSuppressed);
                    throw stopped;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
    }

    private void launch() {
        directory = NodeDirectory.take(config.directory());
        disk().check(config.directory());
        launchHost();
    }

    private void launchHost() {
        AeronHost launched = AeronHost.launch(config, service);
        host = launched;
        LogPurge.finish(AeronHost.ownArchive(config));
        snapshots = new SnapshotSchedule(config, launched.consensus());
        clock = new HostClock(launched.consensus().clusterClock()::timeMillis, System::nanoTime);
    }

    private boolean clockIsSetBack() {
        HostClock running = clock;
        return running != null && running.isSetBack();
    }

    /**
     * A node alone that has no room closes what writes, and begins again when there is some; it also begins again when
     * the host's clock was set back.
     */
    void keepRoom() {
        Disk now = disk();
        if (host != null && (clockIsSetBack() || now.isFull())) {
            closeHost();
        } else if (host == null && !now.isLow()) {
            service = new MarketService(config.quarantine());
            launchHost();
            awaitLead();
            prepare();
        }
    }

    @Override
    public Quarantine quarantine() {
        return config.quarantine();
    }

    @Override
    public boolean canAccept() {
        return host != null && !service.hasStopped() && !disk().isLow();
    }

    private void awaitLead() {
        ConsensusModule.Context running = consensus();
        await(
                () -> NodeStatus.hasLeader(running) && NodeStatus.role(running) == Cluster.Role.LEADER,
                "the node to lead");
    }

    /**
     * What the host of a leader owes a log that nobody has begun: its first command. Members call it again and again;
     * it does nothing unless this one leads and the log is empty.
     *
     * @throws ReplicaStop when its core must not go on with this log
     * @throws DiskFullException when its disk has no room any more
     * @throws IllegalStateException when the member has ended by itself, as after a standstill of seconds, or the
     *     host's clock was set back: its process has to be started again
     */
    public void tend() {
        disk().check(config.directory());
        service.checkRuns();
        if (consensus().aeron().isClosed()) {
            throw new IllegalStateException("the member has ended by itself");
        }
        if (clockIsSetBack()) {
            throw new IllegalStateException("the clock of this host was set back, and timers would wait for it;"
                    + " started again, the member goes on by the clock as it is now");
        }
        NodeStatus now = status();
        if (!now.leads() || now.view().started() || view().started()) {
            return;
        }
        Reply reply = submit(genesis(config));
        if (reply.rejectCode() != 0 && !view().started()) {
            throw new IllegalStateException("the host's own command was refused: " + reply);
        }
    }

    /** How the member stands in its cluster; asks nobody and never waits. */
    public NodeStatus status() {
        return NodeStatus.of(consensus(), service, disk());
    }

    private Disk disk() {
        return Disk.of(config.directory(), config.diskReserveBytes());
    }

    /** Whether the log waits for a snapshot. */
    boolean takesSnapshot() {
        return ConsensusModule.State.get(consensus().moduleStateCounter()) == ConsensusModule.State.SNAPSHOT;
    }

    /** How many errors the member has met since its start. */
    long errors() {
        return consensus().errorCounter().get();
    }

    /** When the consensus module last went round, in ms of its clock, about once a second. */
    long turnedAtMs() {
        return consensus().clusterMarkFile().activityTimestampVolatile();
    }

    /** Whether the core has taken in the snapshot that this start began with, if there was one. */
    boolean isLoaded() {
        return service.isLoaded();
    }

    /** The core after the tick of a sequence; null when that is not known here. */
    @Nullable
    NodeView tickAt(long sequence) {
        return service.ticks().at(sequence);
    }

    /** Gives an empty log its first command; in a demo confirms the time that passed while the node was down. */
    private void prepare() {
        long before = view().sequence();
        await(() -> view().sequence() > before, "the first tick");
        NodeView now = view();
        if (now.started() && !(now.demo() && now.clockSuspect())) {
            return;
        }
        CommandBody first = now.started()
                ? SystemCommands.confirmClock(now.nowMs(), System.currentTimeMillis(), ClockCause.DEMO_START)
                : genesis(config);
        Reply reply = submit(first);
        if (reply.rejectCode() != 0) {
            throw new IllegalStateException("the host's own command was refused: " + reply);
        }
    }

    /** The first command of a log; refused by one that has begun. */
    static CommandBody genesis(ClusterConfig config) {
        return SystemCommands.genesis(
                config.clusterNumber(),
                config.demo(),
                config.clockOffsetMs(),
                config.legalDayOffsetMinutes(),
                config.clockJumpLimitMs(),
                config.keyWindowMs(),
                TASK_STEP,
                MAX_FILLS_PER_ORDER,
                config.limits());
    }

    private Reply submit(CommandBody body) {
        return HostCommands.submit(config.address(), body, ANSWER_WITHIN_MS);
    }

    @Override
    public ClusterAddress address() {
        return config.address();
    }

    @Override
    public long latestSequence() {
        return view().sequence();
    }

    @Override
    public List<String> withoutRules(int number) {
        return number <= Rules.NEWEST ? List.of() : List.of(OWN_BUILD);
    }

    @Override
    public LogFollower follow(long position, LogHandler handler) {
        return LogFollower.open(config.aeronDirectory(), position, handler);
    }

    /** The core between two entries; waits for the service's thread. */
    @Override
    public NodeView view() {
        consensus();
        return service.ask().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Sequence of the snapshot this start began with; 0 when it replayed the whole log. */
    public long restoredSequence() {
        return service.restoredSequence();
    }

    /** Where clients and followers find the node. */
    public Path aeronDirectory() {
        return config.aeronDirectory();
    }

    /** Takes a snapshot and returns when it is complete. Commands wait meanwhile. */
    public void snapshot() {
        ConsensusModule.Context running = consensus();
        long before = running.snapshotCounter().get();
        if (!ToggleState.SNAPSHOT.toggle(running.controlToggleCounter())) {
            throw new IllegalStateException("the node is busy with another control request");
        }
        await(() -> running.snapshotCounter().get() > before, "the snapshot");
    }

    /**
     * Deletes whole files of the recorded log before a position, as far as the last snapshot but one allows. What it
     * deletes must be sealed elsewhere: nobody can read it here again.
     *
     * @param position bytes in the recording; nothing at or behind it is deleted
     * @throws IllegalStateException when the node does not run, or somebody reads what would go
     */
    public Purged purgeBefore(long position) {
        if (!readers.compareAndSet(0, -1)) {
            throw new IllegalStateException("the log is being copied");
        }
        try {
            return LogPurge.before(consensus(), AeronHost.ownArchive(config), position);
        } finally {
            readers.set(0);
        }
    }

    /**
     * What of the recorded log may go as far as this node's own starts are concerned: files before its last snapshot
     * but one.
     *
     * @throws IllegalStateException when the node does not run
     */
    public PurgeRoom purgeRoom() {
        return LogPurge.room(consensus(), config.directory().resolve("archive"));
    }

    /**
     * Keeps the log from being purged until it is closed.
     *
     * @throws IllegalStateException while it is purged
     */
    public Hold hold() {
        if (readers.getAndUpdate(count -> count < 0 ? count : count + 1) < 0) {
            throw new IllegalStateException("the log is being purged");
        }
        return readers::decrementAndGet;
    }

    /** Somebody copies the log. */
    @FunctionalInterface
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Copies what a start needs, while the node runs.
     *
     * @param sequence that the copy has to hold; it ends with a tick behind it
     * @param target a new directory
     * @throws java.io.UncheckedIOException when something cannot be read or written
     * @throws IllegalStateException when the node has no log, a snapshot has gone meanwhile, or no tick comes
     */
    public NodeCopy copyTo(Path target, long sequence) {
        Hold held = hold();
        try (held) {
            return NodeCopy.take(config.directory(), () -> tickBehind(sequence), target);
        }
    }

    @Override
    public NodeCopy copyTo(Path target, LongFunction<NodeCopy.Point> reader) {
        return copyTo(target, latestSequence());
    }

    private NodeCopy.Point tickBehind(long sequence) {
        long next = Math.max(sequence, service.beat().view().sequence() + 1);
        await(() -> service.beat().view().sequence() >= next, "a tick behind sequence " + sequence);
        MarketService.Beat beat = service.beat();
        NodeView view = beat.view();
        return new NodeCopy.Point(view.sequence(), view.nowMs(), view.stateHash(), beat.logPosition());
    }

    private ConsensusModule.Context consensus() {
        AeronHost running = host;
        if (running == null) {
            throw new IllegalStateException("the node does not run" + (disk().isLow() ? ": its disk is full" : ""));
        }
        return running.consensus();
    }

    private void await(BooleanSupplier condition, String what) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            service.checkRuns();
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(new TimeoutException("waited 20 s for " + what));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(guard);
        closeHost();
        NodeDirectory held = directory;
        if (held != null) {
            held.close();
        }
        directory = null;
    }

    private void closeHost() {
        CloseHelper.quietClose(snapshots);
        AeronHost running = host;
        host = null;
        if (running != null) {
            running.close();
        }
    }
}
