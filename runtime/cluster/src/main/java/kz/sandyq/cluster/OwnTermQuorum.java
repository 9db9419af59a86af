package kz.sandyq.cluster;

import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventEncoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.jspecify.annotations.Nullable;

/**
 * How far a majority has the leader's log. A member counts with the position it told last only when it told it of the
 * leader's term, so that the log is the leader's; while the leader is being elected, also of the term in which its own
 * log ended. Who told of an earlier term counts for the entry with which the leader's term opens, and no further: a
 * member that fetches the log goes on telling of the earlier one until that entry is committed.
 *
 * <p>Aeron 1.51 counts a member that comes back with a tail of an earlier term nobody took: its tail stands for entries
 * of the new leader that it does not have, so that the leader answers what it alone holds (aeron pull request 2147,
 * "Commits can be lost"; Ongaro, Consensus: Bridging Theory and Practice, 2014, 3.6.2). {@link ConsensusRepair} has the
 * consensus module ask here.
 */
public final class OwnTermQuorum {
    /** The entry that opens a term, in the log; it is nobody's command. */
    static final int OPENING = BitUtil.align(
            DataHeaderFlyweight.HEADER_LENGTH
                    + MessageHeaderEncoder.ENCODED_LENGTH
                    + NewLeadershipTermEventEncoder.BLOCK_LENGTH,
            FrameDescriptor.FRAME_ALIGNMENT);

    private static final VarHandle ELECTED_TERM = ofElection("leadershipTermId");
    private static final VarHandle LOG_TERM = ofElection("logLeadershipTermId");
    private static final VarHandle APPENDED = ofElection("appendPosition");

    /** Each consensus module has a thread of its own. */
    private static final ThreadLocal<OwnTermQuorum> OWN = ThreadLocal.withInitial(OwnTermQuorum::new);

    private long term = Long.MIN_VALUE;
    private long termBefore = Long.MIN_VALUE;
    private long openedPosition;

    private OwnTermQuorum() {}

    private static VarHandle ofElection(String field) {
        try {
            Class<?> election = Class.forName("io.aeron.cluster.Election");
            return MethodHandles.privateLookupIn(election, MethodHandles.lookup())
                    .findVarHandle(election, field, long.class);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException("this build of Aeron has another Election: " + field, unknown);
        }
    }

    /** Called before the first consensus module runs: another build of Aeron fails here, not in its midst. */
    static void check() {
        // The class is initialized, which is all that is wanted.
    }

    /**
     * What the consensus module of a leader asks, on its own thread.
     *
     * @param members all of the cluster
     * @param ranked room for the positions of a majority
     * @param nowNs time of the cluster's clock
     * @param timeoutNs a member that told nothing for so long does not count
     * @param leader the member that asks
     * @param election in which it becomes the leader; null when it has
     * @param leadershipTermId the leader's term when there is no election
     */
    public static long position(
            ClusterMember[] members,
            long[] ranked,
            long nowNs,
            long timeoutNs,
            ClusterMember leader,
            @Nullable Object election,
            long leadershipTermId) {
        OwnTermQuorum own = OWN.get();
        if (election != null) {
            own.elects((long) ELECTED_TERM.get(election), (long) LOG_TERM.get(election), (long) APPENDED.get(election));
        } else if (own.term != leadershipTermId) {
            own.term = leadershipTermId;
            own.openedPosition = 0;
        }
        return own.position(members, ranked, nowNs - timeoutNs, leader, election != null);
    }

    /** Aeron lets the log's term be the new one before the election is over; who tells of the one before counts on. */
    private void elects(long elected, long ofLog, long appended) {
        term = elected;
        if (ofLog != elected) {
            termBefore = ofLog;
        }
        openedPosition = appended + OPENING;
    }

    private long position(ClusterMember[] members, long[] ranked, long afterNs, ClusterMember leader, boolean elects) {
        Arrays.fill(ranked, 0);
        for (ClusterMember member : members) {
            if (member.timeOfLastAppendPositionNs() > afterNs) {
                rank(counted(member, leader, elects), ranked);
            }
        }
        return ranked[ranked.length - 1];
    }

    private long counted(ClusterMember member, ClusterMember leader, boolean elects) {
        long told = member.leadershipTermId();
        if (member == leader || told == term || (elects && told == termBefore)) {
            return member.logPosition();
        }
        return elects || told > term ? 0 : Math.min(member.logPosition(), openedPosition);
    }

    private static void rank(long position, long[] ranked) {
        int at = ranked.length - 1;
        if (position <= ranked[at]) {
            return;
        }
        while (at > 0 && ranked[at - 1] < position) {
            ranked[at] = ranked[at - 1];
            at--;
        }
        ranked[at] = position;
    }
}
