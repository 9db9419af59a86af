package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.SuspendedTransfer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.RefuseTransferDecoder;
import kz.sandyq.protocol.sbe.ReleaseTransferDecoder;
import kz.sandyq.protocol.sbe.SuspendTransferDecoder;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.protocol.sbe.TransferStatus;

/**
 * Transfers that lack data of sender or recipient. What they move is held where it came from: on the sender's account,
 * or, when another provider sent it, on the account of that provider, where nobody can use it. Data release it; without
 * them it goes back, never before its time and always at the end of its term.
 */
@LegalBasis("LAW-6.27")
@LegalBasis("LAW-6.27-p2")
@LegalBasis("LAW-12-1.9")
@LegalBasis("LAW-12-1.9-p2")
final class SuspendedTransfers {
    private static final long LEAST_WAIT_MS = 48 * 3_600_000L;
    /** A year, so that a mistaken term keeps nothing for good. */
    private static final long LONGEST_MS = 366 * 86_400_000L;

    private final State state;
    private final Table rows;
    private final Events events;
    private final TransferEvents transferEvents;
    private final Transfers transfers;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Permissions permissions;
    private final SuspendTransferDecoder suspend = new SuspendTransferDecoder();
    private final ReleaseTransferDecoder release = new ReleaseTransferDecoder();
    private final RefuseTransferDecoder refuse = new RefuseTransferDecoder();

    SuspendedTransfers(
            State state,
            Events events,
            TransferEvents transferEvents,
            Transfers transfers,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.transferEvents = transferEvents;
        this.transfers = transfers;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.permissions = permissions;
        rows = state.transfers.suspended;
    }

    int suspend(Command command) {
        SuspendTransferDecoder in = suspend.wrap(command.buffer, command.offset, command.blockLength, command.version);
        boolean arrives = transfers.isFromElsewhere(in.fromAccountId());
        int refused = checkTerms(in);
        if (refused == Command.OK) {
            refused = arrives && in.toAccountId() == 0
                    ? transfers.checkArrival(in.assetId(), in.quantity())
                    : transfers.checkParties(in.fromAccountId(), in.toAccountId(), in.assetId(), in.quantity());
        }
        if (refused == Command.OK && !arrives) {
            refused = checkSender(in);
        }
        if (refused == Command.OK) {
            refused = transfers.checkSource(in.fromAccountId(), in.assetId(), in.quantity());
        }
        if (refused == Command.OK) {
            refused = checkRoom(in);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        int slot = add(in);
        command.resultId = rows.get(slot, SuspendedTransfer.ID);
        command.resultAmount = rows.get(slot, SuspendedTransfer.REFUSABLE_FROM);
        return Command.OK;
    }

    private int checkTerms(SuspendTransferDecoder in) {
        if (in.waitMs() < LEAST_WAIT_MS) {
            return RejectCode.WAIT_TOO_SHORT.number();
        }
        boolean whole = in.waitsWholeRaw() == 1;
        boolean fits = in.waitsWholeRaw() <= 1
                && in.expiresAfterMs() <= LONGEST_MS
                && (whole ? in.expiresAfterMs() > in.waitMs() : in.expiresAfterMs() >= in.waitMs());
        return fits ? Command.OK : RejectCode.FIELD_OUT_OF_RANGE.number();
    }

    /** The sender disposes now; whether the recipient may have it is asked when it is released. */
    private int checkSender(SuspendTransferDecoder in) {
        int refused = permissions.checkParty(in.fromAccountId());
        if (refused == Command.OK) {
            tasks.stepOfIssue(issues.find(in.assetId()));
            refused = issues.checkCirculation(in.assetId());
        }
        return refused;
    }

    private int checkRoom(SuspendTransferDecoder in) {
        if (state.holds.isFull()) {
            return RejectCode.LIMIT_HOLDS.number();
        }
        int needed = balances.missing(in.fromAccountId(), in.assetId())
                + (in.toAccountId() == 0 ? 0 : issues.missing(in.toAccountId(), in.assetId()));
        return needed > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    private int add(SuspendTransferDecoder in) {
        if (in.toAccountId() != 0) {
            issues.open(in.toAccountId(), in.assetId());
        }
        int from = balances.open(in.fromAccountId(), in.assetId());
        int slot = rows.allocate(rows.nextId(state.sequence()));
        rows.set(slot, SuspendedTransfer.FROM, in.fromAccountId());
        rows.set(slot, SuspendedTransfer.TO, in.toAccountId());
        rows.set(slot, SuspendedTransfer.REFUSABLE_FROM, state.logicalNowMs() + in.waitMs());
        rows.set(slot, SuspendedTransfer.EXPIRES, state.logicalNowMs() + in.expiresAfterMs());
        rows.set(slot, SuspendedTransfer.WAITS_WHOLE, in.waitsWholeRaw());
        int hold = holds.open(from, HoldReason.TRANSFER, rows.get(slot, SuspendedTransfer.ID), in.quantity());
        rows.set(slot, SuspendedTransfer.HOLD, state.holds.get(hold, Hold.ID));
        state.transfers.suspendedDeadlines.insert(slot);
        transferEvents.suspendedTransferChanged(slot, hold, TransferStatus.SUSPENDED);
        return slot;
    }

    private int checkOpen(int slot, long transferId) {
        if (slot == Table.NONE) {
            return rows.mayHaveEnded(transferId, state.sequence())
                    ? RejectCode.TRANSFER_ENDED.number()
                    : RejectCode.UNKNOWN_TRANSFER.number();
        }
        return Command.OK;
    }

    int release(Command command) {
        ReleaseTransferDecoder in = release.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = rows.find(in.transferId());
        int refused = checkOpen(slot, in.transferId());
        if (refused == Command.OK) {
            refused = checkTime(slot);
        }
        if (refused == Command.OK) {
            refused = checkRecipient(slot, in.toAccountId());
        }
        if (refused == Command.OK) {
            refused = checkRelease(slot, recipient(slot, in.toAccountId()));
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        int hold = holdOf(slot);
        long quantity = state.holds.get(hold, Hold.REMAINING);
        rows.set(slot, SuspendedTransfer.TO, recipient(slot, in.toAccountId()));
        int to = issues.open(rows.get(slot, SuspendedTransfer.TO), state.holds.get(hold, Hold.ASSET));
        transferEvents.suspendedTransferChanged(slot, hold, TransferStatus.RELEASED);
        balances.post(holds.balanceOf(hold), EntryKind.TRANSFER, 0, -quantity, 0, in.transferId());
        balances.post(to, EntryKind.TRANSFER, quantity, 0, 0, in.transferId());
        end(slot, hold);
        command.resultId = in.transferId();
        command.resultAmount = quantity;
        return Command.OK;
    }

    private int holdOf(int slot) {
        return state.holds.find(rows.get(slot, SuspendedTransfer.HOLD));
    }

    private int checkTime(int slot) {
        if (state.logicalNowMs() >= rows.get(slot, SuspendedTransfer.EXPIRES)) {
            return RejectCode.TRANSFER_ENDED.number();
        }
        boolean early = rows.get(slot, SuspendedTransfer.WAITS_WHOLE) != 0
                && state.logicalNowMs() < rows.get(slot, SuspendedTransfer.REFUSABLE_FROM);
        return early ? RejectCode.RELEASE_TOO_EARLY.number() : Command.OK;
    }

    private long recipient(int slot, long namedAccountId) {
        return namedAccountId == 0 ? rows.get(slot, SuspendedTransfer.TO) : namedAccountId;
    }

    private int checkRecipient(int slot, long namedAccountId) {
        long known = rows.get(slot, SuspendedTransfer.TO);
        if (recipient(slot, namedAccountId) == 0) {
            return RejectCode.RECIPIENT_NOT_NAMED.number();
        }
        if (known != 0 && recipient(slot, namedAccountId) != known) {
            return RejectCode.RECIPIENT_MISMATCH.number();
        }
        int hold = holdOf(slot);
        return transfers.checkParties(
                rows.get(slot, SuspendedTransfer.FROM),
                recipient(slot, namedAccountId),
                state.holds.get(hold, Hold.ASSET),
                state.holds.get(hold, Hold.REMAINING));
    }

    /** Whether it may be carried out now: nobody is restricted, the issue circulates, no arrest waits for it. */
    private int checkRelease(int slot, long toAccountId) {
        int hold = holdOf(slot);
        long assetId = state.holds.get(hold, Hold.ASSET);
        long quantity = state.holds.get(hold, Hold.REMAINING);
        int refused = permissions.checkPassage(rows.get(slot, SuspendedTransfer.FROM), toAccountId, assetId, quantity);
        if (refused == Command.OK) {
            tasks.stepOfIssue(issues.find(assetId));
            refused = issues.checkCirculation(assetId);
        }
        if (refused == Command.OK && state.balances.get(holds.balanceOf(hold), Balance.UNCOVERED) > 0) {
            return RejectCode.DFA_ENCUMBERED.number();
        }
        return refused == Command.OK ? transfers.checkTarget(toAccountId, assetId, quantity) : refused;
    }

    int refuse(Command command) {
        RefuseTransferDecoder in = refuse.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = rows.find(in.transferId());
        int refused = checkOpen(slot, in.transferId());
        if (refused == Command.OK && (in.refusalRaw() < 1 || in.refusalRaw() > 2)) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        boolean redeemed = in.refusalRaw() == TransferRefusal.UNITS_REDEEMED.value();
        if (refused == Command.OK) {
            refused = redeemed ? checkRedemption(command, slot) : checkRefusable(slot);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), redeemed, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = in.transferId();
        command.resultAmount = giveBack(slot, TransferStatus.REFUSED);
        return Command.OK;
    }

    private int checkRefusable(int slot) {
        return state.logicalNowMs() < rows.get(slot, SuspendedTransfer.REFUSABLE_FROM)
                ? RejectCode.REFUSAL_TOO_EARLY.number()
                : Command.OK;
    }

    /** Units that are due, or may be called by their terms, wait for no data: their holder is to be paid. */
    private int checkRedemption(Command command, int slot) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int issue = issues.find(state.holds.get(holdOf(slot), Hold.ASSET));
        boolean redeemable = issue != Table.NONE
                && !issues.isStablecoin(issue)
                && (state.legalDay() >= state.issues.get(issue, Issue.MATURITY)
                        || state.issues.get(issue, Issue.OTHER_GROUNDS) == 1);
        return redeemable ? Command.OK : RejectCode.CONTRADICTS_ISSUE_TERMS.number();
    }

    /** Who sent it has it again, whatever has become of him: no clearance, permission or limit is asked. */
    private long giveBack(int slot, TransferStatus status) {
        int hold = holdOf(slot);
        long quantity = state.holds.get(hold, Hold.REMAINING);
        long id = rows.get(slot, SuspendedTransfer.ID);
        transferEvents.suspendedTransferChanged(slot, hold, status);
        balances.post(holds.balanceOf(hold), EntryKind.RELEASE, quantity, -quantity, 0, id);
        end(slot, hold);
        return quantity;
    }

    private void end(int slot, int hold) {
        holds.reduce(hold, state.holds.get(hold, Hold.REMAINING));
        state.transfers.suspendedDeadlines.remove(slot);
        rows.release(slot);
    }

    /** Refuses those whose term is over, at most so many, and says how many. */
    int expire(int count) {
        SlotHeap deadlines = state.transfers.suspendedDeadlines;
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !deadlines.isEmpty(); ended++) {
            int slot = deadlines.top();
            if (rows.get(slot, SuspendedTransfer.EXPIRES) > now) {
                break;
            }
            giveBack(slot, TransferStatus.EXPIRED);
        }
        return ended;
    }
}
