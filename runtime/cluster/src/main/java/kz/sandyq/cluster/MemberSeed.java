package kz.sandyq.cluster;

import io.aeron.cluster.ClusterBackup.SourceType;
import io.aeron.exceptions.AeronException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fills the empty directory of a lost member with the leader's log and newest snapshot. The member may vote only with
 * everything that was acknowledged before its directory was lost: copied is at least what the leader had committed when
 * the copy began, and a majority without this member has to stand.
 */
public final class MemberSeed {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final ClusterFile file;
    private final Members members;
    private final ClusterConfig config;

    private MemberSeed(ClusterFile file, int id) {
        this.file = file;
        members = file.members(id);
        config = file.config(id);
    }

    /**
     * Copies and returns when all of it is on this host's disk.
     *
     * @param id of the lost member; no other process of it runs anywhere
     * @return position up to which the log was copied, bytes
     * @throws IllegalStateException when no leader with a majority is found, this member still answers, or the copy
     *     does not go on
     */
    public static long copy(ClusterFile file, int id) {
        MemberSeed seed = new MemberSeed(file, id);
        NodeDirectory directory = NodeDirectory.take(seed.config.directory());
        try {
            long copied = seed.copyUpTo(seed.committed(id));
            LogTerms.complete(Path.of(AeronHost.clusterDirectory(seed.config)), seed.archive());
            return copied;
        } catch (UncheckedIOException | AeronException unreadable) {
            throw new IllegalStateException("the copy cannot be read: " + unreadable.getMessage(), unreadable);
        } finally {
            directory.close();
        }
    }

    /** The furthest that any of the others has committed now, when a majority of them serves and one of them leads. */
    private long committed(int id) {
        try (MemberStatuses statuses = new MemberStatuses(file)) {
            long deadlineNs = System.nanoTime() + PATIENCE_NS;
            while (true) {
                statuses.awaitRound();
                if (statuses.answers(id)) {
                    throw new IllegalStateException("member " + id + " answers at its address: it is not lost");
                }
                List<NodeStatus> serving = IntStream.range(0, file.size())
                        .filter(other -> other != id)
                        .mapToObj(statuses::of)
                        .filter(NodeStatus::serves)
                        .toList();
                if (serving.size() > file.size() / 2 && serving.stream().anyMatch(NodeStatus::leads)) {
                    return serving.stream()
                            .mapToLong(NodeStatus::commitPosition)
                            .max()
                            .getAsLong();
                }
                if (System.nanoTime() > deadlineNs) {
                    throw new IllegalStateException("of the others only " + serving.size()
                            + " serve, by the same list of members: without a majority of them and their leader"
                            + " nothing can be copied safely");
                }
            }
        }
    }

    private long copyUpTo(long target) {
        String others = members.voters().stream()
                .filter(each -> each.id() != members.ownId())
                .map(Member::consensus)
                .collect(Collectors.joining(","));
        try (LogFetch fetch = LogFetch.begin(config, LogFetch.Place.of(members.own()), others, SourceType.LEADER)) {
            return fetch.await(target);
        }
    }

    private Path archive() {
        return config.directory().resolve("archive");
    }
}
