package kz.sandyq.cluster;

import java.nio.file.Path;
import java.util.Map;
import kz.sandyq.market.Quarantine;
import kz.sandyq.protocol.command.Limits;

/**
 * How a node is hosted and how its log begins. What begins the log matters only while the log is empty.
 *
 * @param members who votes; a node alone unless said otherwise
 * @param directory durable data: archive and cluster files
 * @param aeronDirectory buffers of the media driver, not durable, at least 300 MB free
 * @param clusterNumber number in every public coordinate, at least 1
 * @param demo whether the log may have a test clock
 * @param clockOffsetMs first offset of a demo's clock, milliseconds; 0 otherwise
 * @param legalDayOffsetMinutes offset of the legal day from UTC, minutes
 * @param clockJumpLimitMs largest forward jump that needs no confirmation, milliseconds
 * @param keyWindowMs how long keys are remembered, milliseconds
 * @param limits how many of each thing the core may hold
 * @param snapshots when one is taken
 * @param diskReserveBytes of the disk that stay free, see {@link Disk}
 * @param quarantine entries that are refused instead of applied
 */
public record ClusterConfig(
        Members members,
        Path directory,
        Path aeronDirectory,
        int clusterNumber,
        boolean demo,
        long clockOffsetMs,
        int legalDayOffsetMinutes,
        long clockJumpLimitMs,
        long keyWindowMs,
        Limits limits,
        SnapshotDue snapshots,
        long diskReserveBytes,
        Quarantine quarantine) {
    /** How long a log remembers keys at least, milliseconds, unless there are more of them than it has room for. */
    private static final long KEY_WINDOW_MS = 3_600_000;

    /** Of the disk that stay free unless said otherwise, MiB. */
    public static final int DISK_RESERVE_MIB = 1_024;

    private static final long DISK_RESERVE_BYTES = (long) DISK_RESERVE_MIB << 20;

    /** A demonstration whose buffers lie under its data. */
    public static ClusterConfig demo(Path directory, int clusterNumber, long clockOffsetMs) {
        return new ClusterConfig(
                Members.alone(),
                directory,
                directory.resolve("aeron"),
                clusterNumber,
                true,
                clockOffsetMs,
                300,
                60_000,
                KEY_WINDOW_MS,
                Limits.DEMO,
                SnapshotDue.STANDARD,
                DISK_RESERVE_BYTES,
                Quarantine.NONE);
    }

    /** An operator's own node. */
    public static ClusterConfig operator(Path directory, int clusterNumber, Limits limits) {
        return new ClusterConfig(
                Members.alone(),
                directory,
                directory.resolve("aeron"),
                clusterNumber,
                false,
                0,
                300,
                60_000,
                KEY_WINDOW_MS,
                limits,
                SnapshotDue.STANDARD,
                DISK_RESERVE_BYTES,
                Quarantine.NONE);
    }

    /**
     * The same with another largest jump of the clock that needs no confirmation.
     *
     * @param limitMs milliseconds, above 0
     */
    public ClusterConfig withClockJumpLimitMs(long limitMs) {
        return new ClusterConfig(
                members,
                directory,
                aeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                limitMs,
                keyWindowMs,
                limits,
                snapshots,
                diskReserveBytes,
                quarantine);
    }

    /** The same with snapshots at another time. */
    ClusterConfig withSnapshots(SnapshotDue other) {
        return new ClusterConfig(
                members,
                directory,
                aeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                limits,
                other,
                diskReserveBytes,
                quarantine);
    }

    /**
     * The same with another reserve of its disk.
     *
     * @param bytes as in {@link Disk}
     */
    public ClusterConfig withDiskReserve(long bytes) {
        return new ClusterConfig(
                members,
                directory,
                aeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                limits,
                snapshots,
                bytes,
                quarantine);
    }

    /**
     * The same with the entries that two persons each have put into quarantine.
     *
     * @param file as docs/operations/quarantine.md describes it
     * @param keys Ed25519 public keys of persons, by their names
     * @throws ClusterFileException when it cannot be read, is about another cluster, or lacks a signature that is right
     */
    public ClusterConfig withQuarantine(Path file, Map<String, String> keys) {
        return without(QuarantineFile.read(file, clusterNumber, keys).quarantine());
    }

    ClusterConfig without(Quarantine other) {
        return new ClusterConfig(
                members,
                directory,
                aeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                limits,
                snapshots,
                diskReserveBytes,
                other);
    }

    /** The same in other directories. */
    ClusterConfig in(Path otherDirectory, Path otherAeronDirectory) {
        return new ClusterConfig(
                members,
                otherDirectory,
                otherAeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                limits,
                snapshots,
                diskReserveBytes,
                quarantine);
    }

    /** The same as a member of a cluster. */
    public ClusterConfig withMembers(Members others) {
        return new ClusterConfig(
                others,
                directory,
                aeronDirectory,
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                limits,
                snapshots,
                diskReserveBytes,
                quarantine);
    }

    /** How a client on the node's host reaches the cluster. */
    public ClusterAddress address() {
        return members.isAlone()
                ? ClusterAddress.of(aeronDirectory)
                : new ClusterAddress(
                        aeronDirectory,
                        members.ingressEndpoints(),
                        members.own().host());
    }
}
