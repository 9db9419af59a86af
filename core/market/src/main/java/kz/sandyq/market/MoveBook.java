package kz.sandyq.market;

import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.MoveStatus;

/** The moves between platforms: found by id or by number, entered, changed and ended. */
final class MoveBook {
    private final State state;
    private final Table rows;
    private final MoveEvents events;
    private final MoveLegs legs;

    MoveBook(State state, MoveEvents events, MoveLegs legs) {
        this.state = state;
        this.events = events;
        this.legs = legs;
        rows = state.transfers.moves;
    }

    static long way(int platform, boolean incoming) {
        return (long) platform << 1 | (incoming ? 1 : 0);
    }

    int find(long moveId) {
        return rows.find(moveId);
    }

    int find(int platform, boolean incoming, long number) {
        return state.transfers.moveNumbers.find(way(platform, incoming), number);
    }

    /** Whether a move of this id runs in this direction. */
    int check(long moveId, boolean incoming) {
        int slot = find(moveId);
        if (slot == Table.NONE) {
            return rows.mayHaveEnded(moveId, state.sequence())
                    ? RejectCode.MOVE_ENDED.number()
                    : RejectCode.UNKNOWN_MOVE.number();
        }
        return isIncoming(slot) == incoming ? Command.OK : RejectCode.MOVE_STATUS.number();
    }

    boolean isIncoming(int slot) {
        return (rows.get(slot, Move.WAY) & 1) != 0;
    }

    boolean is(int slot, MoveStatus status) {
        return rows.get(slot, Move.STATUS) == status.value();
    }

    boolean isLate(int slot) {
        return state.logicalNowMs() >= rows.get(slot, Move.DEADLINE);
    }

    int issue(int slot) {
        long issueId = rows.get(slot, Move.ISSUE);
        return issueId == 0 ? Table.NONE : state.assets.getInt((int) issueId - 1, Rows.Asset.ISSUE) - 1;
    }

    int add(long way, long number, long issueId, long origin, long quantity, long deadlineMs) {
        int slot = rows.allocate(rows.nextId(state.sequence()));
        rows.set(slot, Move.WAY, way);
        rows.set(slot, Move.NUMBER, number);
        rows.set(slot, Move.ISSUE, issueId);
        rows.set(slot, Move.ORIGIN, origin);
        rows.set(slot, Move.QUANTITY, quantity);
        rows.set(slot, Move.DEADLINE, deadlineMs);
        state.transfers.moveNumbers.insert(slot);
        state.transfers.moveDeadlines.insert(slot);
        return slot;
    }

    /** Counts a move among what keeps its issue from redemption, or no more. */
    void keepIssue(int slot, int change) {
        state.issues.add(issue(slot), Issue.HOLDS, change);
    }

    void enter(int slot, MoveStatus status) {
        rows.set(slot, Move.STATUS, status.value());
        if (!state.transfers.expires(slot)) {
            state.transfers.moveDeadlines.remove(slot);
        }
        events.moveChanged(slot);
    }

    /** Says again how a move stands. */
    void repeat(int slot) {
        events.moveChanged(slot);
    }

    /** The move is over and forgotten; its number says that it was. */
    void remove(int slot) {
        legs.remove(slot);
        state.transfers.moveDeadlines.remove(slot);
        state.transfers.moveNumbers.remove(slot);
        rows.release(slot);
    }

    /** A move that goes out ends. */
    void end(int slot, MoveStatus status) {
        keepIssue(slot, -1);
        enter(slot, status);
        remove(slot);
    }
}
