package kz.sandyq.cluster;

/** Compares this member's state hash with that of the others, tick by tick, and stops it where it stands alone. */
public final class HashWatch implements AutoCloseable {
    private final int own;
    private final ClusterNode node;
    private final MemberStatuses statuses;
    private final StateAgreement agreement;

    /** Watches a member that runs here. */
    public HashWatch(ClusterFile file, int own, ClusterNode node) {
        this.own = own;
        this.node = node;
        statuses = new MemberStatuses(file);
        agreement = new StateAgreement(file.size());
    }

    /**
     * Looks at what the others said last. Called again and again.
     *
     * @throws StateMismatchException when this member has to stop
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
    }

    @Override
    public void close() {
        statuses.close();
    }
}
