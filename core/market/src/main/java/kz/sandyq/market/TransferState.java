package kz.sandyq.market;

import java.util.List;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.market.TransferRows.MoveLeg;
import kz.sandyq.market.TransferRows.Peer;
import kz.sandyq.market.TransferRows.SuspendedTransfer;
import kz.sandyq.protocol.sbe.MoveStatus;

/** The tables of transfers and of moves between platforms, with what is derived from them. */
final class TransferState {
    /** Room for legs: so many for each move on average, of 64 at most. */
    private static final int LEGS_PER_MOVE = 8;

    /** One hold each. */
    final Table suspended;

    final SlotHeap suspendedDeadlines;
    /** As many as traded pairs. */
    final Table peers;

    final SlotIndex peerPlatforms;
    /** As many as placements: units go to another platform to be placed there. */
    final Table moves;

    final Table moveLegs;
    final SlotIndex moveNumbers;
    /** Moves that still end by themselves. */
    final SlotHeap moveDeadlines;

    TransferState(LimitValues limits, StateHash hash) {
        int maxMoves = limits.of(Scalars.MAX_PLACEMENTS);
        suspended = new Table(
                SuspendedTransfer.KIND,
                SuspendedTransfer.WIDTH,
                SuspendedTransfer.HASHED,
                limits.of(Scalars.MAX_HOLDS),
                hash);
        suspendedDeadlines = new SlotHeap(suspended, SuspendedTransfer.EXPIRES, SuspendedTransfer.ID);
        peers = new Table(Peer.KIND, Peer.WIDTH, Peer.HASHED, limits.of(Scalars.MAX_INSTRUMENTS), hash);
        peerPlatforms = new SlotIndex(peers, Peer.PLATFORM, Peer.PLATFORM);
        moves = new Table(Move.KIND, Move.WIDTH, Move.HASHED, maxMoves, hash);
        moveLegs = new Table(MoveLeg.KIND, MoveLeg.WIDTH, MoveLeg.HASHED, LEGS_PER_MOVE * maxMoves, hash);
        moveNumbers = new SlotIndex(moves, Move.WAY, Move.NUMBER);
        moveDeadlines = new SlotHeap(moves, Move.DEADLINE, Move.ID);
    }

    List<Table> tables() {
        return List.of(suspended);
    }

    List<Table> moveTables() {
        return List.of(peers, moves, moveLegs);
    }

    void grow(LimitValues limits) {
        suspended.grow(limits.of(Scalars.MAX_HOLDS));
        suspendedDeadlines.grow();
        peers.grow(limits.of(Scalars.MAX_INSTRUMENTS));
        peerPlatforms.rebuild();
        moves.grow(limits.of(Scalars.MAX_PLACEMENTS));
        moveLegs.grow(LEGS_PER_MOVE * limits.of(Scalars.MAX_PLACEMENTS));
        moveNumbers.rebuild();
        moveDeadlines.grow();
    }

    void rebuild() {
        for (int slot = 0; slot < suspended.high(); slot++) {
            if (suspended.isLive(slot)) {
                suspendedDeadlines.insert(slot);
            }
        }
        peerPlatforms.rebuild();
        moveNumbers.rebuild();
        for (int slot = 0; slot < moves.high(); slot++) {
            if (moves.isLive(slot) && expires(slot)) {
                moveDeadlines.insert(slot);
            }
        }
    }

    /** Whether a move ends by itself: one that goes while nothing is burned, one that comes while it is unanswered. */
    boolean expires(int slot) {
        long status = moves.get(slot, Move.STATUS);
        boolean incoming = (moves.get(slot, Move.WAY) & 1) != 0;
        return incoming ? status == MoveStatus.NOTIFIED.value() : status <= MoveStatus.ACCEPTED.value();
    }
}
