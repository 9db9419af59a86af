package kz.sandyq.cluster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a member's process looks after: that its state hash is that of the others, tick by tick, and that it gets back to
 * them when they serve without it.
 */
public final class MemberWatch implements AutoCloseable {
    private final int own;
    private final ClusterNode node;
    private final MemberStatuses statuses;
    private final StateAgreement agreement;
    private final ElectionWatch election = new ElectionWatch();

    /** Watches a member that runs here. */
    public MemberWatch(ClusterFile file, int own, ClusterNode node) {
        this.own = own;
        this.node = node;
        statuses = new MemberStatuses(file);
        agreement = new StateAgreement(file.size());
    }

    /**
     * Looks at what the others said last. Called again and again.
     *
     * @throws StateMismatchException when this member has to stop
     * @throws IllegalStateException when it has to be started again
     */
    public void look() {
        long nowNs = System.nanoTime();
        for (int id = 0; id < statuses.size(); id++) {
            NodeView other = statuses.of(id).view();
            NodeView here = id == own || !other.started() ? null : node.tickAt(other.sequence());
            if (here != null) {
                agreement.said(id, other.sequence(), here.stateHash().equals(other.stateHash()), nowNs);
            }
        }
        String reason = agreement.stop(nowNs);
        if (reason != null) {
            throw new StateMismatchException(reason);
        }
        NodeStatus here = node.status();
        if (election.isInVain(here.elected(), othersServe(), here.commitPosition(), node.errors(), nowNs)) {
            throw new IllegalStateException("the others serve, and this member fails to follow them again and again");
        }
    }

    private boolean othersServe() {
        List<NodeStatus> serving = IntStream.range(0, statuses.size())
                .filter(id -> id != own)
                .mapToObj(statuses::of)
                .filter(NodeStatus::serves)
                .toList();
        return serving.size() > statuses.size() / 2 && serving.stream().anyMatch(NodeStatus::leads);
    }

    @Override
    public void close() {
        statuses.close();
    }
}
