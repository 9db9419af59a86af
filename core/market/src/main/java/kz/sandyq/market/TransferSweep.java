package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.market.TransferRows.MoveLeg;
import kz.sandyq.market.TransferRows.SuspendedTransfer;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.MoveStatus;

/** Suspended transfers and moves with their holds, and what issues count of them, counted anew. */
final class TransferSweep {
    private final State state;
    private final long[] holds;
    private final long[] inTransit;
    private final long[] arriving;

    TransferSweep(State state) {
        this.state = state;
        holds = new long[state.issues.high()];
        inTransit = new long[state.issues.high()];
        arriving = new long[state.issues.high()];
    }

    void check() {
        int ofTransfers = 0;
        int ofMoves = 0;
        for (int slot = 0; slot < state.holds.high(); slot++) {
            if (!state.holds.isLive(slot)) {
                continue;
            }
            int issue = state.assets.getInt((int) state.holds.get(slot, Hold.ASSET) - 1, Asset.ISSUE) - 1;
            if (issue != Table.NONE) {
                holds[issue]++;
            }
            if (state.holds.get(slot, Hold.REASON) == HoldReason.TRANSFER.value()) {
                ofTransfer(slot);
                ofTransfers++;
            }
            ofMoves += state.holds.get(slot, Hold.REASON) == HoldReason.MOVE.value() ? 1 : 0;
        }
        Check.that(ofTransfers == state.transfers.suspended.live(), "suspended transfers", ofTransfers);
        Check.that(ofMoves == blockedLegs(), "holds of moves", ofMoves);
        for (int slot = 0; slot < state.transfers.moves.high(); slot++) {
            if (state.transfers.moves.isLive(slot)) {
                count(slot);
            }
        }
        for (int slot = 0; slot < holds.length; slot++) {
            Check.that(state.issues.get(slot, Issue.HOLDS) == holds[slot], "holds of issue", slot);
            Check.that(state.issues.get(slot, Issue.IN_TRANSIT) == inTransit[slot], "in transit, issue", slot);
            Check.that(state.issues.get(slot, Issue.ARRIVING) == arriving[slot], "arriving, issue", slot);
        }
    }

    /** Each such hold has its transfer, on the account that sends. */
    private void ofTransfer(int hold) {
        Table rows = state.transfers.suspended;
        int row = rows.find(state.holds.get(hold, Hold.SUBJECT));
        Check.that(row != Table.NONE, "hold without its transfer, hold", hold);
        Check.that(
                rows.get(row, SuspendedTransfer.HOLD) == state.holds.get(hold, Hold.ID)
                        && rows.get(row, SuspendedTransfer.FROM) == state.holds.get(hold, Hold.ACCOUNT),
                "hold of a transfer, hold",
                hold);
    }

    private long blockedLegs() {
        Table rows = state.transfers.moveLegs;
        long blocked = 0;
        for (int row = 0; row < rows.high(); row++) {
            if (rows.isLive(row) && rows.get(row, MoveLeg.HOLD) != 0) {
                int hold = state.holds.find(rows.get(row, MoveLeg.HOLD));
                Check.that(hold != Table.NONE, "blocked without a hold, leg", row);
                Check.that(
                        state.holds.get(hold, Hold.REMAINING) == rows.get(row, MoveLeg.QUANTITY)
                                && state.holds.get(hold, Hold.ACCOUNT) == rows.get(row, MoveLeg.ACCOUNT),
                        "hold of a move, leg",
                        row);
                blocked++;
            }
        }
        return blocked;
    }

    private void count(int move) {
        Table rows = state.transfers.moves;
        long legs = 0;
        long quantity = 0;
        for (int row = rows.getInt(move, Move.FIRST) - 1;
                row != Table.NONE;
                row = state.transfers.moveLegs.getInt(row, MoveLeg.NEXT) - 1) {
            legs++;
            quantity += state.transfers.moveLegs.get(row, MoveLeg.QUANTITY);
        }
        Check.that(legs == rows.get(move, Move.LEGS), "legs of move", move);
        Check.that(legs == 0 || quantity == rows.get(move, Move.QUANTITY), "quantity of move", move);
        boolean incoming = (rows.get(move, Move.WAY) & 1) != 0;
        boolean accepted = rows.get(move, Move.STATUS) == MoveStatus.ACCEPTED.value();
        if (incoming && !accepted) {
            return;
        }
        int issue = state.assets.getInt((int) rows.get(move, Move.ISSUE) - 1, Asset.ISSUE) - 1;
        holds[issue]++;
        arriving[issue] += incoming ? quantity : 0;
        inTransit[issue] += rows.get(move, Move.STATUS) == MoveStatus.BURNED.value() ? quantity : 0;
    }
}
