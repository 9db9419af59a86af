package kz.sandyq.cluster;

import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/** The parts of Aeron that make a member: media driver, archive, consensus module and the service's container. */
final class AeronHost implements AutoCloseable {
    private static final String LOCAL_CONTROL = CommonContext.IPC_CHANNEL + "?term-length=128k";
    private static final int FSYNC_DATA_AND_METADATA = 2;
    /** Twice it passes when a member is dead: it answers neither to the canvass nor to the ballot. */
    private static final long ELECTION_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Gateways, and those of their sessions that were broken off and still wait for their end. */
    private static final int SESSIONS_MAX = 200;

    static final int TERM_LENGTH = 4 * 1024 * 1024;
    /** Of the log; what of it is no longer needed is deleted in files of this length. */
    private static final int LOG_TERM_LENGTH = 16 * 1024 * 1024;

    private static final long SHORTEST_SLEEP_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_SLEEP_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final ClusteredMediaDriver driver;
    private final ClusteredServiceContainer container;

    private AeronHost(ClusteredMediaDriver driver, ClusteredServiceContainer container) {
        this.driver = driver;
        this.container = container;
    }

    static AeronHost launch(ClusterConfig config, ClusteredService service) {
        AeronArchive.Context archiveClient = ownArchive(config);
        Ports ports = Ports.free();
        ClusteredMediaDriver driver = ClusteredMediaDriver.launch(
                media(config), archive(config, ports), consensus(config, ports, archiveClient));
        try {
            return new AeronHost(
                    driver,
                    ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
                            .aeronDirectoryName(config.aeronDirectory().toString())
                            .clusterDirectoryName(clusterDirectory(config))
                            .archiveContext(archiveClient.clone())
                            .idleStrategySupplier(AeronHost::idle)
                            .clusteredService(service)));
        } catch (RuntimeException e) {
            close(driver, null);
            throw e;
        }
    }

    /** The archive of this host, as its own parts ask it. */
    static AeronArchive.Context ownArchive(ClusterConfig config) {
        return new AeronArchive.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .controlRequestChannel(LOCAL_CONTROL)
                .controlResponseChannel(LOCAL_CONTROL);
    }

    static String clusterDirectory(ClusterConfig config) {
        return config.directory().resolve("cluster").toString();
    }

    static MediaDriver.Context media(ClusterConfig config) {
        return new MediaDriver.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle())
                .ipcTermBufferLength(TERM_LENGTH)
                .publicationTermBufferLength(TERM_LENGTH);
    }

    static Archive.Context archive(ClusterConfig config, Ports ports) {
        Members members = config.members();
        return new Archive.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .archiveDir(config.directory().resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint="
                        + (members.isAlone() ? ports.archive() : members.own().archive()))
                .localControlChannel(LOCAL_CONTROL)
                .replicationChannel(replication(members))
                .recordingEventsEnabled(false)
                .segmentFileLength(LOG_TERM_LENGTH)
                .lowStorageSpaceThreshold(config.diskReserveBytes() / 2)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(AeronHost::idle)
                .fileSyncLevel(FSYNC_DATA_AND_METADATA)
                .catalogFileSyncLevel(FSYNC_DATA_AND_METADATA);
    }

    private static ConsensusModule.Context consensus(
            ClusterConfig config, Ports ports, AeronArchive.Context archiveClient) {
        Members members = config.members();
        return new ConsensusModule.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .clusterDirectoryName(clusterDirectory(config))
                .archiveContext(archiveClient.clone())
                .clusterMemberId(members.ownId())
                .clusterMembers(members.isAlone() ? ports.members() : members.lines())
                .ingressChannel((members.isAlone() ? CommonContext.IPC_CHANNEL : "aeron:udp") + "?term-length=4m")
                .logChannel("aeron:udp?term-length=" + LOG_TERM_LENGTH)
                .replicationChannel(replication(members))
                .fileSyncLevel(FSYNC_DATA_AND_METADATA)
                .leaderHeartbeatTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .leaderHeartbeatIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                .electionTimeoutNs(ELECTION_TIMEOUT_NS)
                .maxConcurrentSessions(SESSIONS_MAX)
                .startupCanvassTimeoutNs(TimeUnit.SECONDS.toNanos(2))
                .idleStrategySupplier(AeronHost::idle);
    }

    private static String replication(Members members) {
        return "aeron:udp?endpoint="
                + (members.isAlone() ? "localhost" : members.own().host()) + ":0";
    }

    /** Sleeps at once: a host has more threads than processors, and one that spins keeps those waiting it waits for. */
    static BackoffIdleStrategy idle() {
        return new BackoffIdleStrategy(0, 2, SHORTEST_SLEEP_NS, LONGEST_SLEEP_NS);
    }

    ConsensusModule.Context consensus() {
        return driver.consensusModule().context();
    }

    private static void close(ClusteredMediaDriver driver, @Nullable AutoCloseable container) {
        CloseHelper.quietCloseAll(driver.consensusModule(), container, driver.archive(), driver.mediaDriver());
    }

    @Override
    public void close() {
        close(driver, container);
    }
}
