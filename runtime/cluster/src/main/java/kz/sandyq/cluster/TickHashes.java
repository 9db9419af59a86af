package kz.sandyq.cluster;

import org.jspecify.annotations.Nullable;

/** State hashes of this member at its newest ticks; written by the service's thread, read by another. */
final class TickHashes {
    private static final int KEPT = 1_024;

    private final NodeView[] views = new NodeView[KEPT];
    private int next;

    synchronized void add(NodeView view) {
        views[next++ % KEPT] = view;
    }

    /** The core after the tick of this sequence; null when that was no tick, is too long ago or has not come yet. */
    synchronized @Nullable NodeView at(long sequence) {
        for (int back = 1; back <= Math.min(next, KEPT); back++) {
            NodeView view = views[(next - back) % KEPT];
            if (view.sequence() <= sequence) {
                return view.sequence() == sequence ? view : null;
            }
        }
        return null;
    }
}
