package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AnswerMoveDecoder;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.protocol.sbe.ReceiveMoveNoticeDecoder;

/**
 * Units that come from another platform. An acceptance reserves everything that the minting needs, so that nothing but
 * a running task can keep it back; it stands until the other platform burns or ends the move, or until it is taken
 * back. What was decided is kept, and said again, until the other platform knows it.
 */
@LegalBasis("RUL-49.4")
@LegalBasis("RUL-49.6")
final class MoveArrivals {
    private final State state;
    private final Table rows;
    private final Events events;
    private final MoveEvents moveEvents;
    private final Issues issues;
    private final Tasks tasks;
    private final MovePeers peers;
    private final MoveBook book;
    private final MoveLegs legs;
    private final ReceiveMoveNoticeDecoder notice = new ReceiveMoveNoticeDecoder();
    private final AnswerMoveDecoder answer = new AnswerMoveDecoder();

    MoveArrivals(
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

    int notice(Command command) {
        ReceiveMoveNoticeDecoder in = notice.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = book.find(in.platform(), true, in.number());
        if (slot != Table.NONE) {
            return repeated(command, in, slot);
        }
        int refused = checkNew(in);
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), false, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        peers.countReceived(in.platform());
        slot = book.add(
                MoveBook.way(in.platform(), true), in.number(), 0, in.originPlatform(), in.quantity(), in.deadlineMs());
        book.enter(slot, MoveStatus.NOTIFIED);
        command.resultId = rows.get(slot, Move.ID);
        return Command.OK;
    }

    private int repeated(Command command, ReceiveMoveNoticeDecoder in, int slot) {
        boolean same =
                rows.get(slot, Move.QUANTITY) == in.quantity() && rows.get(slot, Move.ORIGIN) == in.originPlatform();
        if (!same) {
            return RejectCode.MOVE_VOLUME_MISMATCH.number();
        }
        book.repeat(slot);
        command.resultId = rows.get(slot, Move.ID);
        return Command.OK;
    }

    private int checkNew(ReceiveMoveNoticeDecoder in) {
        long received = peers.received(in.platform());
        if (in.number() >= 1 && in.number() <= received) {
            return RejectCode.MOVE_ENDED.number();
        }
        int refused = peers.checkAgreement(in.platform());
        if (refused != Command.OK) {
            return refused;
        }
        boolean fits = in.number() >= 1
                && in.originPlatform() >= 1
                && in.quantity() <= Amounts.MAX
                && in.deadlineMs() > state.logicalNowMs();
        if (!fits) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.number() > received + 1) {
            return RejectCode.MOVE_OUT_OF_ORDER.number();
        }
        return rows.isFull() ? RejectCode.LIMIT_MOVES.number() : Command.OK;
    }

    int answer(Command command) {
        AnswerMoveDecoder in = answer.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!legs.isWhole(command)) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        int slot = book.find(in.moveId());
        int refused = book.check(in.moveId(), true);
        if (refused == Command.OK && in.acceptRaw() > 1) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        boolean accept = in.acceptRaw() == 1;
        if (refused == Command.OK) {
            refused = accept ? checkAcceptance(command, in, slot) : checkRefusal(in, slot);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), accept, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = in.moveId();
        command.resultAmount = rows.get(slot, Move.QUANTITY);
        if (accept) {
            accept(slot, issues.find(in.issueId()));
        } else {
            rows.set(slot, Move.REASON, in.refusalReason());
            giveUp(slot, MoveStatus.REFUSED);
        }
        return Command.OK;
    }

    private int checkRefusal(AnswerMoveDecoder in, int slot) {
        if (!book.is(slot, MoveStatus.NOTIFIED) && !book.is(slot, MoveStatus.ACCEPTED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        return in.refusalReason() == 0 ? RejectCode.MOVE_REFUSAL_REASON_MISSING.number() : Command.OK;
    }

    private int checkAcceptance(Command command, AnswerMoveDecoder in, int slot) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (!book.is(slot, MoveStatus.NOTIFIED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        if (book.isLate(slot)) {
            return RejectCode.MOVE_DEADLINE_PASSED.number();
        }
        int refused = legs.read(command);
        if (refused == Command.OK && legs.total() != rows.get(slot, Move.QUANTITY)) {
            return RejectCode.MOVE_VOLUME_MISMATCH.number();
        }
        int issue = issues.find(in.issueId());
        if (refused == Command.OK) {
            refused = checkIssue(slot, issue);
        }
        if (refused == Command.OK) {
            refused = legs.checkArrival(issue);
        }
        return refused == Command.OK && legs.count() > state.transfers.moveLegs.room()
                ? RejectCode.LIMIT_MOVES.number()
                : refused;
    }

    /** The issue is of the same origin, lives, and has room for as much. */
    private int checkIssue(int slot, int issue) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (issues.isStablecoin(issue)) {
            return RejectCode.STABLECOIN_AGAINST_MONEY_ONLY.number();
        }
        tasks.stepOfIssue(issue);
        int refused = issues.checkCirculation(state.issues.get(issue, Issue.ID));
        if (refused != Command.OK) {
            return refused;
        }
        long quantity = rows.get(slot, Move.QUANTITY);
        long arriving = state.issues.get(issue, Issue.ARRIVING);
        boolean returns = rows.get(slot, Move.ORIGIN) == state.scalars.get(Scalars.CLUSTER);
        if (returns ? state.issues.get(issue, Issue.ORIGIN) != 0 : !mayComeFrom(issue, rows.get(slot, Move.ORIGIN))) {
            return RejectCode.MOVE_ORIGIN_MISMATCH.number();
        }
        long away = state.issues.get(issue, Issue.MOVED_OUT) - state.issues.get(issue, Issue.IN_TRANSIT);
        if (returns && quantity > away - arriving) {
            return RejectCode.MOVE_ABOVE_MOVED_OUT.number();
        }
        return quantity > state.issues.get(issue, Issue.AUTHORISED) - issues.outstanding(issue) - arriving
                ? RejectCode.ABOVE_AUTHORISED_VOLUME.number()
                : Command.OK;
    }

    /** An issue of that platform already, or one of which nothing was ever minted here. */
    private boolean mayComeFrom(int issue, long origin) {
        return state.issues.get(issue, Issue.ORIGIN) == origin
                || state.issues.get(issue, Issue.ORIGIN) == 0
                        && state.issues.get(issue, Issue.STATUS) == Issues.REGISTERED;
    }

    private void accept(int slot, int issue) {
        boolean returns = rows.get(slot, Move.ORIGIN) == state.scalars.get(Scalars.CLUSTER);
        rows.set(slot, Move.ISSUE, state.issues.get(issue, Issue.ID));
        state.issues.set(issue, Issue.ORIGIN, returns ? 0 : rows.get(slot, Move.ORIGIN));
        state.issues.add(issue, Issue.ARRIVING, rows.get(slot, Move.QUANTITY));
        book.keepIssue(slot, 1);
        legs.expect(slot);
        book.enter(slot, MoveStatus.ACCEPTED);
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
    }

    /**
     * Takes back what an acceptance has reserved, when there is one; an issue that nothing came to is of here again.
     */
    private void giveUp(int slot, MoveStatus status) {
        int issue = book.issue(slot);
        if (issue == Table.NONE) {
            book.enter(slot, status);
            return;
        }
        legs.expectNoMore(slot);
        state.issues.add(issue, Issue.ARRIVING, -rows.get(slot, Move.QUANTITY));
        book.keepIssue(slot, -1);
        boolean untouched = state.issues.get(issue, Issue.ARRIVING) == 0
                && state.issues.get(issue, Issue.STATUS) == Issues.REGISTERED;
        if (untouched) {
            state.issues.set(issue, Issue.ORIGIN, 0);
        }
        book.enter(slot, status);
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
    }

    /** The units are burned there: they exist here, once, unless this platform has refused them before. */
    int onBurned(int slot) {
        if (book.is(slot, MoveStatus.NOTIFIED)) {
            return RejectCode.MOVE_STATUS.number();
        }
        if (!book.is(slot, MoveStatus.ACCEPTED)) {
            book.repeat(slot);
            return Command.OK;
        }
        int issue = book.issue(slot);
        tasks.stepOfIssue(issue);
        if (issues.isBusy(rows.get(slot, Move.ISSUE))) {
            return RejectCode.TASK_RUNNING.number();
        }
        long quantity = rows.get(slot, Move.QUANTITY);
        legs.expectNoMore(slot);
        state.issues.add(issue, Issue.ARRIVING, -quantity);
        state.issues.add(issue, Issue.MOVED_OUT, -quantity);
        book.keepIssue(slot, -1);
        legs.mint(slot, issues.sideBalance(issue));
        book.enter(slot, MoveStatus.MINTED);
        issues.minted(issue);
        moveEvents.issuePlaceChanged(issue, slot, issues.outstanding(issue));
        return Command.OK;
    }

    /** The other platform knows how the move ended, or has ended it itself. */
    void onEnded(int slot) {
        if (book.is(slot, MoveStatus.NOTIFIED) || book.is(slot, MoveStatus.ACCEPTED)) {
            giveUp(slot, MoveStatus.CANCELLED);
        }
        book.remove(slot);
    }
}
