package kz.sandyq.cluster;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a member's process looks after: that its state hash is that of the others, tick by tick, and that it gets back
 * to them when they serve without it.
 */
public final class MemberWatch implements AutoCloseable {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(3);

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
        NodeStatus here = node.status();
        if (here.serves() && nowNs - statuses.askedAtNs() < FRESH_NS) {
            compare(nowNs);
        }
        boolean leads = here.leads() && !node.takesSnapshot();
        String inVain =
                election.inVain(here.elected(), leads, othersServe(), here.commitPosition(), node.errors(), nowNs);
        String stands = election.stands(!here.elected() && node.isLoaded(), node.turnedAtMs(), nowNs);
        if (inVain != null || stands != null) {
            throw new IllegalStateException(inVain != null ? inVain : stands);
        }
    }

    /** While this member replays or stood still, what it knows of the others is not of one time with it. */
    private void compare(long nowNs) {
        Set<Integer> serving = serving();
        for (int id : serving) {
            NodeView other = statuses.of(id).view();
            NodeView here = node.tickAt(other.sequence());
            if (here != null) {
                agreement.said(id, other.sequence(), here.stateHash().equals(other.stateHash()), nowNs);
            }
        }
        String reason = agreement.stop(serving, nowNs);
        if (reason != null) {
            throw new StateMismatchException(reason);
        }
    }

    private Set<Integer> serving() {
        return IntStream.range(0, statuses.size())
                .filter(id -> id != own && statuses.of(id).serves())
                .boxed()
                .collect(Collectors.toSet());
    }

    private boolean othersServe() {
        Set<Integer> serving = serving();
        return serving.size() > statuses.size() / 2
                && serving.stream().anyMatch(id -> statuses.of(id).leads());
    }

    @Override
    public void close() {
        statuses.close();
    }
}
