package kz.sandyq.cluster;

import io.aeron.cluster.ClusterMember;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a majority has the leader's log. A member counts with the position it told last only when the log it told it
 * of is the leader's: one of the leader's term, or, while the leader is being elected, of the term its own log ends in.
 *
 * <p>Aeron 1.51 counts a member that comes back with a tail of an earlier term nobody took: its tail stands for entries
 * of the new leader that it does not have, so that the leader answers what it alone holds (aeron pull request 2147,
 * "Commits can be lost"; Ongaro, Consensus: Bridging Theory and Practice, 2014, 3.6.2). {@link ConsensusRepair} has the
 * consensus module ask here.
 */
public final class OwnTermQuorum {
    private static final VarHandle ELECTED_TERM = ofElection("leadershipTermId");
    private static final VarHandle LOG_TERM = ofElection("logLeadershipTermId");

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

    /**
     * What the consensus module of a leader asks.
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
        return election == null
                ? position(members, ranked, nowNs - timeoutNs, leader, leadershipTermId, leadershipTermId)
                : position(members, ranked, nowNs - timeoutNs, leader, (long) ELECTED_TERM.get(election), (long)
                        LOG_TERM.get(election));
    }

    static long position(
            ClusterMember[] members, long[] ranked, long afterNs, ClusterMember leader, long term, long logTerm) {
        Arrays.fill(ranked, 0);
        for (ClusterMember member : members) {
            long told = member.leadershipTermId();
            boolean hasThisLog = member == leader || told == term || told == logTerm;
            if (hasThisLog && member.timeOfLastAppendPositionNs() > afterNs) {
                rank(member.logPosition(), ranked);
            }
        }
        return ranked[ranked.length - 1];
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
