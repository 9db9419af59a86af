package kz.sandyq.cluster;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import java.util.HexFormat;

/**
 * How a member stands in its cluster.
 *
 * @param leads whether it leads
 * @param elected whether there is a leader that it knows; not while it replays its log or elects
 * @param commitPosition of the log, bytes
 * @param commitCounterId id of the counter that holds it, in the member's media driver; a follower reads no further
 * @param sequence of the core at the last tick
 * @param stateHash there, 32 hexadecimal digits: members that say the same sequence say the same hash
 * @param tickAgeMs since the last tick by this host's clock, milliseconds
 * @param clockOffsetMs this host's clock less the cluster's at the last tick, milliseconds; while the member catches up
 *     this is how far it is behind
 */
public record NodeStatus(
        boolean leads,
        boolean elected,
        long commitPosition,
        int commitCounterId,
        long sequence,
        String stateHash,
        long tickAgeMs,
        long clockOffsetMs) {
    /** A host whose clock is further from the leader's than this is not ready. */
    public static final long CLOCK_OFFSET_MAX_MS = 500;

    /** Of a member that does not run yet. */
    public static final NodeStatus NONE = new NodeStatus(false, false, 0, -1, 0, "", 0, 0);

    private static final HexFormat HEX = HexFormat.of();
    private static final long TICK_AGE_MAX_MS = 8 * MarketService.TICK_MS;

    static NodeStatus of(ConsensusModule.Context consensus, MarketService service) {
        MarketService.Beat beat = service.beat();
        boolean elected = hasLeader(consensus);
        return new NodeStatus(
                elected && role(consensus) == Cluster.Role.LEADER,
                elected,
                consensus.commitPositionCounter().get(),
                consensus.commitPositionCounter().id(),
                beat.sequence(),
                HEX.toHexDigits(beat.stateHashHigh()) + HEX.toHexDigits(beat.stateHashLow()),
                System.currentTimeMillis() - beat.hostMs(),
                beat.hostMs() - beat.clusterMs());
    }

    static boolean hasLeader(ConsensusModule.Context consensus) {
        return consensus.electionStateCounter().get() == ElectionState.CLOSED.code();
    }

    static Cluster.Role role(ConsensusModule.Context consensus) {
        return Cluster.Role.get(consensus.clusterNodeRoleCounter());
    }

    /** Whether it has replayed its log, follows or leads, and its clock is near the cluster's. */
    public boolean ready() {
        return elected && sequence > 0 && tickAgeMs <= TICK_AGE_MAX_MS && Math.abs(clockOffsetMs) < CLOCK_OFFSET_MAX_MS;
    }
}
