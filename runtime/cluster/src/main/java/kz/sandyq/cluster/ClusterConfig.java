package kz.sandyq.cluster;

import java.nio.file.Path;
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
        SnapshotDue snapshots) {
    /** How long a log remembers keys at least, milliseconds, unless there are more of them than it has room for. */
    private static final long KEY_WINDOW_MS = 3_600_000;

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
                SnapshotDue.STANDARD);
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
                SnapshotDue.STANDARD);
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
                snapshots);
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
                other);
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
                snapshots);
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
