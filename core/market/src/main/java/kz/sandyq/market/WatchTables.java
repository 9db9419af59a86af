package kz.sandyq.market;

import java.util.List;
import kz.sandyq.market.WatchRows.OrderWatch;

/** What the state remembers of order watches: as many as tasks may run, as each may become one. */
final class WatchTables {
    final Table watches;
    final SlotHeap deadlines;

    WatchTables(LimitValues limits, StateHash hash) {
        watches = new Table(OrderWatch.KIND, OrderWatch.WIDTH, OrderWatch.HASHED, limits.of(Scalars.MAX_TASKS), hash);
        deadlines = new SlotHeap(watches, OrderWatch.DEADLINE, OrderWatch.ID);
    }

    List<Table> tables() {
        return List.of(watches);
    }

    void grow(LimitValues limits) {
        watches.grow(limits.of(Scalars.MAX_TASKS));
        deadlines.grow();
    }

    /** Makes what is derived from the rows, after a restore. */
    void rebuild() {
        for (int slot = 0; slot < watches.high(); slot++) {
            if (watches.isLive(slot) && watches.get(slot, OrderWatch.DEADLINE) > 0) {
                deadlines.insert(slot);
            }
        }
    }
}
