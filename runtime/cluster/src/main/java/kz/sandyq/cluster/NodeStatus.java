package kz.sandyq.cluster;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kz.sandyq.protocol.Rules;

/**
 * How a member stands in its cluster.
 *
 * @param leads whether it leads
 * @param elected whether there is a leader that it knows; not while it replays its log or elects
 * @param commitPosition of the log, bytes
 * @param commitCounterId id of the counter that holds it, in the member's media driver; a follower reads no further
 * @param view the core at the last tick: members that say the same sequence say the same hash
 * @param tickAgeMs since the last tick by this host's clock, milliseconds
 * @param clockOffsetMs this host's clock less the cluster's at the last tick, milliseconds; while the member catches up
 *     this is how far it is behind
 * @param disk room on its disk
 * @param knownRules number of the newest rules that the member's build knows, 0 when it does not say it
 */
public record NodeStatus(
        boolean leads,
        boolean elected,
        long commitPosition,
        int commitCounterId,
        NodeView view,
        long tickAgeMs,
        long clockOffsetMs,
        Disk disk,
        int knownRules) {
    /** A host whose clock is further from the leader's than this is not ready. */
    public static final long CLOCK_OFFSET_MAX_MS = 500;

    /** Of a member that does not run yet. */
    public static final NodeStatus NONE = new NodeStatus(false, false, 0, -1, NodeView.NONE, 0, 0, Disk.UNKNOWN, 0);

    private static final long TICK_AGE_MAX_MS = 8 * MarketService.TICK_MS;
    private static final int HASH_HALF = 16;

    static NodeStatus of(ConsensusModule.Context consensus, MarketService service, Disk disk) {
        if (consensus.aeron().isClosed() || service.hasStopped()) {
            return NONE;
        }
        MarketService.Beat beat = service.beat();
        boolean elected = hasLeader(consensus);
        return new NodeStatus(
                elected && role(consensus) == Cluster.Role.LEADER,
                elected,
                consensus.commitPositionCounter().get(),
                consensus.commitPositionCounter().id(),
                beat.view(),
                System.currentTimeMillis() - beat.hostMs(),
                beat.hostMs() - beat.clusterMs(),
                disk,
                Rules.NEWEST);
    }

    static boolean hasLeader(ConsensusModule.Context consensus) {
        return !consensus.aeron().isClosed() && consensus.electionStateCounter().get() == ElectionState.CLOSED.code();
    }

    static Cluster.Role role(ConsensusModule.Context consensus) {
        return Cluster.Role.get(consensus.clusterNodeRoleCounter());
    }

    /** Whether its log has begun, it has replayed it, and follows or leads. */
    public boolean serves() {
        return elected && view.started() && tickAgeMs <= TICK_AGE_MAX_MS;
    }

    /** Whether it serves, its clock is near the cluster's and its disk has room. */
    public boolean ready() {
        return serves() && Math.abs(clockOffsetMs) < CLOCK_OFFSET_MAX_MS && !disk.isLow();
    }

    /** As a member says it: a name and a value each. */
    public Map<String, String> lines() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("ready", String.valueOf(ready()));
        lines.put("serves", String.valueOf(serves()));
        lines.put("leads", String.valueOf(leads));
        lines.put("elected", String.valueOf(elected));
        lines.put("commitPosition", String.valueOf(commitPosition));
        lines.put("commitCounterId", String.valueOf(commitCounterId));
        lines.put("sequence", String.valueOf(view.sequence()));
        lines.put("clusterTimeMs", String.valueOf(view.nowMs()));
        lines.put("stateHash", view.stateHash());
        lines.put("started", String.valueOf(view.started()));
        lines.put("clockSuspect", String.valueOf(view.clockSuspect()));
        lines.put("demo", String.valueOf(view.demo()));
        lines.put("demoClockOffsetMs", String.valueOf(view.clockOffsetMs()));
        lines.put("diskFreeBytes", String.valueOf(disk.freeBytes()));
        lines.put("diskReserveBytes", String.valueOf(disk.reserveBytes()));
        lines.put("rules", String.valueOf(view.rules()));
        lines.put("knownRules", String.valueOf(knownRules));
        lines.put("tickAgeMs", String.valueOf(tickAgeMs));
        lines.put("clockOffsetMs", String.valueOf(clockOffsetMs));
        return lines;
    }

    /**
     * Reads what a member said.
     *
     * @throws IllegalArgumentException when it is no status
     */
    static NodeStatus read(Properties lines) {
        String hash = lines.getProperty("stateHash", "");
        if (hash.length() != 2 * HASH_HALF) {
            throw new IllegalArgumentException("no status of a member: " + lines);
        }
        return new NodeStatus(
                flag(lines, "leads"),
                flag(lines, "elected"),
                number(lines, "commitPosition"),
                Math.toIntExact(number(lines, "commitCounterId")),
                new NodeView(
                        number(lines, "sequence"),
                        number(lines, "clusterTimeMs"),
                        HexFormat.fromHexDigitsToLong(hash, 0, HASH_HALF),
                        HexFormat.fromHexDigitsToLong(hash, HASH_HALF, hash.length()),
                        flag(lines, "started"),
                        flag(lines, "clockSuspect"),
                        flag(lines, "demo"),
                        number(lines, "demoClockOffsetMs"),
                        Math.toIntExact(count(lines, "rules"))),
                number(lines, "tickAgeMs"),
                number(lines, "clockOffsetMs"),
                new Disk(count(lines, "diskFreeBytes"), count(lines, "diskReserveBytes")),
                Math.toIntExact(count(lines, "knownRules")));
    }

    private static boolean flag(Properties lines, String name) {
        return Boolean.parseBoolean(lines.getProperty(name));
    }

    /** What members of an earlier build do not say is 0. */
    private static long count(Properties lines, String name) {
        return Long.parseLong(lines.getProperty(name, "0"));
    }

    private static long number(Properties lines, String name) {
        return Long.parseLong(lines.getProperty(name, "none"));
    }
}
