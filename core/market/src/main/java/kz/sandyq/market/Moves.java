package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BlockForMoveDecoder;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.protocol.sbe.ProceedMoveDecoder;

/**
 * Units that go to another platform: blocked, announced, and burned once the other platform has accepted them. Until
 * they are burned this platform may end the move; from then on the other one decides, by minting or refusing, and this
 * one follows: it forgets the units, or has them again. So they are never on both platforms and never on none for good.
 */
@LegalBasis("RUL-49.1")
@LegalBasis("RUL-49.2")
@LegalBasis("RUL-49.3")
@LegalBasis("RUL-49.5")
@LegalBasis("RUL-50")
final class Moves {
    private final State state;
    private final Table rows;
    private final Events events;
    private final MoveEvents moveEvents;
    private final Issues issues;
    private final Tasks tasks;
    private final MovePeers peers;
    private final MoveBook book;
    private final MoveLegs legs;
    private final BlockForMoveDecoder block = new BlockForMoveDecoder();
    private final ProceedMoveDecoder proceed = new ProceedMoveDecoder();

    Moves(
            State state,
            Events events,
            MoveEvents moveEvents,
            Issues issues,
            Tasks tasks,
            MovePeers peers,
            MoveBook book,
            MoveLegs legs) {
        this.state = state;
        this.events = events;
        this.moveEvents = moveEvents;
        this.issues = issues;
        this.tasks = tasks;
        this.peers = peers;
        this.book = book;
        this.legs = legs;
        rows = state.transfers.moves;
    }

    int block(Command command) {
        BlockForMoveDecoder in = block.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = legs.read(command);
        if (refused == Command.OK) {
            refused = peers.checkAgreement(in.platform());
        }
        if (refused == Command.OK) {
            refused = checkIssue(issue);
        }
        if (refused == Command.OK) {
            refused = legs.checkBlock(issue);
        }
        if (refused == Command.OK && in.deadlineMs() <= state.logicalNowMs()) {
            refused = RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (refused == Command.OK && (rows.isFull() || legs.count() > state.transfers.moveLegs.room())) {
            refused = RejectCode.LIMIT_MOVES.number();
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        long number = peers.nextSent(in.platform());
        long origin = state.issues.get(issue, Issue.ORIGIN);
        int slot = book.add(
                MoveBook.way(in.platform(), false),
                number,
                in.issueId(),
                origin == 0 ? state.scalars.get(Scalars.CLUSTER) : origin,
                legs.total(),
                in.deadlineMs());
        book.keepIssue(slot, 1);
        legs.block(slot);
        book.enter(slot, MoveStatus.BLOCKED);
        command.resultId = rows.get(slot, Move.ID);
        command.resultAmount = number;
        return Command.OK;
    }

    /** A stablecoin does not move: the money behind it would have to move with it. */
    private int checkIssue(int issue) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (issues.isStablecoin(issue)) {
            return RejectCode.STABLECOIN_AGAINST_MONEY_ONLY.number();
        }
        tasks.stepOfIssue(issue);
        int refused = issues.checkCirculation(state.issues.get(issue, Issue.ID));
        return refused == Command.OK && state.issues.get(issue, Issue.PLACEMENT) != 0
                ? RejectCode.PLACEMENT_RUNNING.number()
                : refused;
    }

    int proceed(Command command) {
        ProceedMoveDecoder in = proceed.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = book.find(in.moveId());
        int refused = book.check(in.moveId(), false);
        if (refused == Command.OK && (in.actRaw() < 1 || in.actRaw() > 4)) {
            refused = RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (refused != Command.OK) {
            return refused;
        }
        MoveAct act = MoveAct.get(in.actRaw());
        boolean two = act == MoveAct.BURN || act == MoveAct.RESTORE;
        if (two && !command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (refused == Command.OK) {
            refused = check(slot, act);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), act == MoveAct.RESTORE, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = in.moveId();
        command.resultAmount = rows.get(slot, Move.QUANTITY);
        switch (act) {
            case NOTIFY -> book.enter(slot, MoveStatus.NOTIFIED);
            case BURN -> burn(slot);
            case CANCEL -> giveBack(slot, MoveStatus.CANCELLED);
            default -> restore(slot);
        }
        return Command.OK;
    }

    private int check(int slot, MoveAct act) {
        if (act == MoveAct.RESTORE) {
            return book.is(slot, MoveStatus.BURNED) ? checkIdle(slot) : RejectCode.MOVE_STATUS.number();
        }
        if (act == MoveAct.CANCEL) {
            return state.transfers.expires(slot) ? Command.OK : RejectCode.MOVE_STATUS.number();
        }
        if (!book.is(slot, act == MoveAct.NOTIFY ? MoveStatus.BLOCKED : MoveStatus.ACCEPTED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        if (book.isLate(slot)) {
            return RejectCode.MOVE_DEADLINE_PASSED.number();
        }
        if (act == MoveAct.NOTIFY) {
            return peers.checkAgreement((int) (rows.get(slot, Move.WAY) >> 1));
        }
        tasks.stepOfIssue(book.issue(slot));
        int refused = issues.checkCirculation(rows.get(slot, Move.ISSUE));
        return refused == Command.OK ? legs.checkBurn(slot) : refused;
    }

    /** Whether no task counts the units of the issue now. */
    private int checkIdle(int slot) {
        tasks.stepOfIssue(book.issue(slot));
        return issues.isBusy(rows.get(slot, Move.ISSUE)) ? RejectCode.TASK_RUNNING.number() : Command.OK;
    }

    private void burn(int slot) {
        int issue = book.issue(slot);
        legs.burn(slot, issues.sideBalance(issue));
        state.issues.add(issue, Issue.MOVED_OUT, rows.get(slot, Move.QUANTITY));
        state.issues.add(issue, Issue.IN_TRANSIT, rows.get(slot, Move.QUANTITY));
        book.enter(slot, MoveStatus.BURNED);
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
    }

    private void giveBack(int slot, MoveStatus status) {
        legs.release(slot);
        book.end(slot, status);
    }

    private void restore(int slot) {
        int issue = book.issue(slot);
        state.issues.add(issue, Issue.MOVED_OUT, -rows.get(slot, Move.QUANTITY));
        state.issues.add(issue, Issue.IN_TRANSIT, -rows.get(slot, Move.QUANTITY));
        legs.mint(slot, issues.sideBalance(issue));
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
        book.end(slot, MoveStatus.RESTORED);
    }

    /** The other platform is ready. Said again later it changes nothing. */
    int onAccepted(int slot) {
        if (book.is(slot, MoveStatus.NOTIFIED)) {
            if (book.isLate(slot)) {
                return RejectCode.MOVE_DEADLINE_PASSED.number();
            }
            book.enter(slot, MoveStatus.ACCEPTED);
            return Command.OK;
        }
        if (book.is(slot, MoveStatus.BLOCKED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        book.repeat(slot);
        return Command.OK;
    }

    /** The other platform will not mint: what was blocked is free, what was burned exists again. */
    int onRefused(int slot) {
        if (book.is(slot, MoveStatus.BLOCKED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        if (!book.is(slot, MoveStatus.BURNED)) {
            giveBack(slot, MoveStatus.REFUSED);
            return Command.OK;
        }
        int refused = checkIdle(slot);
        if (refused == Command.OK) {
            restore(slot);
        }
        return refused;
    }

    int onMinted(int slot) {
        if (!book.is(slot, MoveStatus.BURNED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        int issue = book.issue(slot);
        state.issues.add(issue, Issue.IN_TRANSIT, -rows.get(slot, Move.QUANTITY));
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
        book.end(slot, MoveStatus.MINTED);
        return Command.OK;
    }

    /** Ends what has passed its deadline, until so many parts are released. */
    int expire(int count) {
        SlotHeap deadlines = state.transfers.moveDeadlines;
        int released = 0;
        while (released < count && !deadlines.isEmpty() && book.isLate(deadlines.top())) {
            int slot = deadlines.top();
            released += Math.max(1, rows.getInt(slot, Move.LEGS));
            if (book.isIncoming(slot)) {
                book.enter(slot, MoveStatus.EXPIRED);
            } else {
                giveBack(slot, MoveStatus.EXPIRED);
            }
        }
        return released;
    }
}
