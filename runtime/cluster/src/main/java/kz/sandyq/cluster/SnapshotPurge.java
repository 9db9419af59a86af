package kz.sandyq.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.ClusteredServiceContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the newest snapshots of a member and frees its disk of older ones. A start takes the newest that is whole, so
 * that nothing else needs the others; the log is never touched. What a killed process has left half removed is removed
 * the next time. The member's own list of snapshots stays as it is: nobody but its consensus module writes there.
 */
final class SnapshotPurge {
    private static final Set<Integer> SNAPSHOT_STREAMS = Set.of(
            ConsensusModule.Configuration.SNAPSHOT_STREAM_ID_DEFAULT,
            ClusteredServiceContainer.Configuration.SNAPSHOT_STREAM_ID_DEFAULT);
    private static final int FORGOTTEN = -1;

    private final int kept;
    private final Path archive;
    private final Path cluster;
    private final AeronArchive.Context client;

    SnapshotPurge(ClusterConfig config) {
        kept = config.snapshots().kept();
        archive = config.directory().resolve("archive");
        cluster = Path.of(AeronHost.clusterDirectory(config));
        client = AeronHost.ownArchive(config);
    }

    /** Removes what is older than the newest ones. */
    void run() {
        Set<Long> old = old();
        if (old.isEmpty() || old.stream().allMatch(recording -> files(recording).isEmpty())) {
            return;
        }
        try (AeronArchive connected = AeronArchive.connect(client.clone())) {
            for (long recording : old) {
                int stream = stream(connected, recording);
                if (SNAPSHOT_STREAMS.contains(stream)) {
                    connected.purgeRecording(recording);
                } else if (stream == FORGOTTEN) {
                    files(recording).forEach(SnapshotPurge::delete);
                }
            }
        }
    }

    /** Recordings of snapshots behind the newest that are whole: of the consensus module and of the service. */
    private Set<Long> old() {
        try (RecordingLog log = new RecordingLog(cluster.toFile(), false)) {
            List<RecordingLog.Entry> snapshots = log.entries().stream()
                    .filter(each -> each.isValid && each.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
                    .toList();
            TreeSet<Long> whole = snapshots.stream()
                    .filter(each -> each.serviceId != ConsensusModule.Configuration.SERVICE_ID)
                    .map(each -> each.logPosition)
                    .filter(position -> snapshots.stream()
                            .anyMatch(each -> each.logPosition == position
                                    && each.serviceId == ConsensusModule.Configuration.SERVICE_ID))
                    .collect(Collectors.toCollection(TreeSet::new));
            while (whole.size() > kept) {
                whole.pollFirst();
            }
            if (whole.size() < kept) {
                return Set.of();
            }
            Set<Long> recordings = new HashSet<>();
            snapshots.stream()
                    .filter(each -> each.logPosition < whole.first())
                    .forEach(each -> recordings.add(each.recordingId));
            log.entries().stream()
                    .filter(each -> each.type == RecordingLog.ENTRY_TYPE_TERM || each.logPosition >= whole.first())
                    .forEach(each -> recordings.remove(each.recordingId));
            return recordings;
        }
    }

    /** Of what the recording is; {@link #FORGOTTEN} when the archive does not know it any more. */
    private static int stream(AeronArchive connected, long recording) {
        return Recording.of(connected, recording).map(Recording::streamId).orElse(FORGOTTEN);
    }

    private List<Path> files(long recording) {
        try (Stream<Path> all = Files.list(archive)) {
            return all.filter(each -> each.getFileName().toString().startsWith(recording + "-"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
