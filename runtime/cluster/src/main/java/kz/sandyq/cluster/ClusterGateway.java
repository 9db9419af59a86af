package kz.sandyq.cluster;

import io.aeron.cluster.ClusterBackup;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.sandyq.market.Quarantine;
import kz.sandyq.protocol.Rules;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a cluster of other processes: commands and the log go through the media driver of this one, and the members
 * say by HTTP who leads and how far each is. It outlives any member, the leader too.
 */
public final class ClusterGateway implements LogHost {
    private static final long ANSWER_WITHIN_MS = 30_000;
    private static final long BEGIN_WITHIN_MS = 120_000;
    private static final long VIEW_WITHIN_MS = 5_000;
    private static final long MEMBER_GONE_NS = TimeUnit.SECONDS.toNanos(2);

    private final ClusterFile file;
    private final ClusterAddress address;
    private final NodeDirectory directory;
    private final MediaDriver driver;
    private final MemberStatuses statuses;
    /** The member that is read from, for as long as it serves. */
    private int followed = -1;

    private ClusterGateway(ClusterFile file, ClusterAddress address, NodeDirectory directory, MediaDriver driver) {
        this.file = file;
        this.address = address;
        this.directory = directory;
        this.driver = driver;
        statuses = new MemberStatuses(file);
    }

    /**
     * Opens a gateway and returns at once, whether or not the cluster serves.
     *
     * @param file the configuration of the cluster
     * @param place this gateway's own directory, at least 100 MB free; nothing durable lies there
     * @param host at which the members reach this process
     * @throws ClusterFileException when the members cannot be a cluster, or this host's certificates cannot be read
     * @throws IllegalStateException when another process holds the directory
     */
    public static ClusterGateway open(ClusterFile file, Path place, String host) {
        if (!file.mayBePublic() && !Members.isPrivate(host)) {
            throw new ClusterFileException("the gateway's own host " + host
                    + " is neither loopback nor private, and what" + " the members send to it is not encrypted");
        }
        Path aeron = place.resolve("aeron");
        ClusterAddress address = new ClusterAddress(aeron, file.members(0).ingressEndpoints(), host);
        NodeDirectory directory = NodeDirectory.take(place);
        try {
            // Nobody else can be using it: a killed process still looks alive in it for 10 s.
            IoUtil.delete(aeron.toFile(), true);
            MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                    .aeronDirectoryName(aeron.toString())
                    .dirDeleteOnShutdown(true)
                    .threadingMode(ThreadingMode.SHARED)
                    .sharedIdleStrategy(AeronHost.idle())
                    .imageLivenessTimeoutNs(MEMBER_GONE_NS)
                    .publicationTermBufferLength(AeronHost.TERM_LENGTH));
            return new ClusterGateway(file, address, directory, driver);
        } catch (RuntimeException broken) {
            directory.close();
            throw broken;
        }
    }

    @Override
    public ClusterAddress address() {
        return address;
    }

    /** Of the members that serve, what the one that is furthest says of its last tick. */
    @Override
    public NodeView view() {
        return await(this::furthest, VIEW_WITHIN_MS, "a member that serves");
    }

    private @Nullable NodeView furthest() {
        return IntStream.range(0, statuses.size())
                .mapToObj(statuses::of)
                .filter(NodeStatus::serves)
                .map(NodeStatus::view)
                .max(Comparator.comparingLong(NodeView::sequence))
                .orElse(null);
    }

    /** Goes through the log: a command that every log refuses that has begun, and changes nothing. */
    @Override
    public long latestSequence() {
        await(this::furthest, BEGIN_WITHIN_MS, "a member that serves");
        return HostCommands.submit(address, ClusterNode.genesis(file.config(0)), ANSWER_WITHIN_MS)
                .sequence();
    }

    @Override
    public Quarantine quarantine() {
        return file.quarantine();
    }

    @Override
    public boolean canAccept() {
        return true;
    }

    @Override
    public List<String> withoutRules(int number) {
        statuses.awaitRound();
        List<String> names = new ArrayList<>();
        for (Member member : file.members(0).voters()) {
            if (statuses.of(member.id()).knownRules() < number) {
                names.add(member.name());
            }
        }
        if (number > Rules.NEWEST) {
            names.add(OWN_BUILD);
        }
        return names;
    }

    /** From a follower rather than from the leader; the next time from another one than now. */
    @Override
    public LogFollower follow(long position, LogHandler handler) {
        int member = await(this::chosen, VIEW_WITHIN_MS, "a member that serves");
        followed = member;
        return LogFollower.open(file.members(member).own(), () -> statuses.of(member), address, position, handler);
    }

    private @Nullable Integer chosen() {
        Comparator<Integer> lastAgain = Comparator.comparing(id -> id == followed);
        return IntStream.range(0, statuses.size())
                .boxed()
                .filter(id -> statuses.of(id).serves())
                .min(lastAgain.thenComparing(id -> statuses.of(id).leads()))
                .orElse(null);
    }

    /** From a member that follows; while the target is filled, another directory of the same size is beside it. */
    @Override
    public NodeCopy copyTo(Path target, LongFunction<NodeCopy.Point> reader) {
        await(this::furthest, BEGIN_WITHIN_MS, "a member that serves");
        Path incoming = target.resolveSibling(target.getFileName() + ".incoming");
        ClusterConfig config = file.config(0).in(incoming, incoming.resolve("aeron"));
        String members =
                file.members(0).voters().stream().map(Member::consensus).collect(Collectors.joining(","));
        try (LogFetch fetch = LogFetch.begin(
                config, LogFetch.Place.on(address.egressHost()), members, ClusterBackup.SourceType.FOLLOWER)) {
            fetch.await(1);
            int sources = fetch.sources();
            NodeCopy copy = NodeCopy.take(incoming, () -> behindAll(fetch, reader), target);
            if (fetch.sources() != sources) {
                throw new IllegalStateException("the member that was copied from has gone meanwhile");
            }
            LogTerms.complete(target.resolve("cluster"), target.resolve("archive"));
            return copy;
        } catch (AeronException failed) {
            throw new IllegalStateException("the log cannot be copied: " + failed.getMessage(), failed);
        } finally {
            IoUtil.delete(incoming.toFile(), true);
        }
    }

    /** Asked once the newest snapshot is here, so that the end is behind it. */
    private NodeCopy.Point behindAll(LogFetch fetch, LongFunction<NodeCopy.Point> reader) {
        NodeCopy.Point end = reader.apply(latestSequence());
        fetch.await(end.logPosition());
        return end;
    }

    private static <T> T await(Supplier<@Nullable T> question, long withinMs, String what) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        T answer = question.get();
        while (answer == null) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("waited " + withinMs + " ms for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            answer = question.get();
        }
        return answer;
    }

    @Override
    public void close() {
        statuses.close();
        driver.close();
        directory.close();
    }
}
