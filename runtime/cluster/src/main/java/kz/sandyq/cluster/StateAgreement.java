package kz.sandyq.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member may go on when another one made something else of the same log: only with a majority that made the
 * same as it did. Without a majority all stop (core.md 6).
 */
final class StateAgreement {
    static final long DECIDED_AFTER_NS = TimeUnit.SECONDS.toNanos(3);

    private final int size;
    private final Map<Integer, Boolean> same = new TreeMap<>();
    private long differsAt = -1;
    private long differsSinceNs;

    /** @param size members of the cluster, this one too */
    StateAgreement(int size) {
        this.size = size;
    }

    /**
     * Another member has said its state hash.
     *
     * @param id of it
     * @param sequence of the tick after which it was so
     * @param equal whether it is what this member had after that tick
     */
    void said(int id, long sequence, boolean equal, long nowNs) {
        if (!equal && differsAt < 0) {
            differsAt = sequence;
            differsSinceNs = nowNs;
        }
        if (differsAt >= 0 && sequence >= differsAt) {
            same.put(id, equal);
        }
    }

    /**
     * Why this member has to stop now; null while it may go on. Whoever serves and has not been heard since the
     * difference is waited for.
     *
     * @param serving which others serve now
     */
    @Nullable
    String stop(Set<Integer> serving, long nowNs) {
        long agree = 1 + same.values().stream().filter(equal -> equal).count();
        boolean heardAll = same.keySet().containsAll(serving);
        if (differsAt < 0 || agree > size / 2 || !heardAll || nowNs - differsSinceNs < DECIDED_AFTER_NS) {
            return null;
        }
        return "the state hash differs from that of others, first seen at sequence " + differsAt + ": " + agree + " of "
                + size + " members have this one's, no majority";
    }
}
