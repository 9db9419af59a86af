package kz.sandyq.market;

import java.util.List;
import kz.sandyq.market.TransferRows.SuspendedTransfer;

/** The tables of transfers, with what is derived from them. */
final class TransferState {
    /** One hold each. */
    final Table suspended;

    final SlotHeap suspendedDeadlines;

    TransferState(LimitValues limits, StateHash hash) {
        suspended = new Table(
                SuspendedTransfer.KIND,
                SuspendedTransfer.WIDTH,
                SuspendedTransfer.HASHED,
                limits.of(Scalars.MAX_HOLDS),
                hash);
        suspendedDeadlines = new SlotHeap(suspended, SuspendedTransfer.EXPIRES, SuspendedTransfer.ID);
    }

    List<Table> tables() {
        return List.of(suspended);
    }

    void grow(LimitValues limits) {
        suspended.grow(limits.of(Scalars.MAX_HOLDS));
        suspendedDeadlines.grow();
    }

    void rebuild() {
        for (int slot = 0; slot < suspended.high(); slot++) {
            if (suspended.isLive(slot)) {
                suspendedDeadlines.insert(slot);
            }
        }
    }
}
