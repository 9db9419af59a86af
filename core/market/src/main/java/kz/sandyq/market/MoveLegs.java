package kz.sandyq.market;

import java.nio.ByteOrder;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.market.TransferRows.MoveLeg;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.HoldReason;

/** The parts of a move: accounts that give units here, or that are to have them. */
final class MoveLegs {
    private static final int LEG_LENGTH = 2 * Long.BYTES;

    private final State state;
    private final Table rows;
    private final MoveEvents events;
    private final Accounts accounts;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Restrictions restrictions;
    private final Permissions permissions;
    private final Allowances allowances;
    private final GroupSizeEncodingDecoder group = new GroupSizeEncodingDecoder();
    // The parts named by the command in hand.
    private final long[] accountIds = new long[Instructions.MAX_LEGS];
    private final long[] quantities = new long[Instructions.MAX_LEGS];
    private int count;
    private long total;
    private final PairSums intoWallets = new PairSums();
    private final PairSums investors = new PairSums();

    MoveLegs(
            State state,
            MoveEvents events,
            Accounts accounts,
            Balances balances,
            Holds holds,
            Issues issues,
            Restrictions restrictions,
            Permissions permissions,
            Allowances allowances) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.restrictions = restrictions;
        this.permissions = permissions;
        this.allowances = allowances;
        rows = state.transfers.moveLegs;
    }

    int count() {
        return count;
    }

    long total() {
        return total;
    }

    /** Whether the parts that a command names are there. */
    boolean isWhole(Command command) {
        int at = command.offset + command.blockLength;
        if (at + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return false;
        }
        group.wrap(command.buffer, at);
        int end = command.limit - at - GroupSizeEncodingDecoder.ENCODED_LENGTH;
        return group.blockLength() >= LEG_LENGTH && (long) group.blockLength() * group.numInGroup() <= end;
    }

    /** Reads the parts that a command names. */
    int read(Command command) {
        if (!isWhole(command)) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        int length = group.blockLength();
        if (group.numInGroup() < 1 || group.numInGroup() > accountIds.length) {
            return RejectCode.LEGS_OUT_OF_RANGE.number();
        }
        count = group.numInGroup();
        total = 0;
        int at = command.offset + command.blockLength + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        for (int i = 0; i < count; i++, at += length) {
            accountIds[i] = command.buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
            quantities[i] = command.buffer.getLong(at + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            int refused = checkPart(i);
            if (refused != Command.OK) {
                return refused;
            }
        }
        return Command.OK;
    }

    private int checkPart(int part) {
        if (!accounts.exists(accountIds[part])) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (quantities[part] <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (quantities[part] > Amounts.MAX - total) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        total += quantities[part];
        for (int other = 0; other < part; other++) {
            if (accountIds[other] == accountIds[part]) {
                return RejectCode.ACCOUNT_TWICE.number();
            }
        }
        return Command.OK;
    }

    /** Holders of assets, and what is unsold of this issue. */
    private int checkCapacities(int issue) {
        for (int i = 0; i < count; i++) {
            boolean fits = Capacities.holdsAssets(accounts.capacityOf(accountIds[i]))
                    || state.issues.get(issue, Issue.UNSOLD) == accountIds[i];
            if (!fits) {
                return RejectCode.CAPACITY_MISMATCH.number();
            }
        }
        return Command.OK;
    }

    /** Whether all of them have what they give: free, and theirs to dispose of. */
    int checkBlock(int issue) {
        long issueId = state.issues.get(issue, Issue.ID);
        int refused = checkCapacities(issue);
        for (int i = 0; i < count && refused == Command.OK; i++) {
            refused = restrictions.checkDisposal(accountIds[i]);
            if (refused == Command.OK) {
                refused = balances.checkUnits(accountIds[i], issueId, quantities[i]);
            }
        }
        return refused == Command.OK && count > state.holds.room() ? RejectCode.LIMIT_HOLDS.number() : refused;
    }

    void block(int move) {
        for (int i = 0; i < count; i++) {
            int balance = balances.find(accountIds[i], state.transfers.moves.get(move, Move.ISSUE));
            int row = add(move, i);
            long id = state.transfers.moves.get(move, Move.ID);
            rows.set(
                    row,
                    MoveLeg.HOLD,
                    state.holds.get(holds.open(balance, HoldReason.MOVE, id, quantities[i]), Hold.ID));
            events.moveLegChanged(row);
        }
    }

    private int add(int move, int part) {
        int row = rows.allocate(rows.nextId(state.sequence()));
        rows.set(row, MoveLeg.MOVE, state.transfers.moves.get(move, Move.ID));
        rows.set(row, MoveLeg.ACCOUNT, accountIds[part]);
        rows.set(row, MoveLeg.QUANTITY, quantities[part]);
        int last = state.transfers.moves.getInt(move, Move.LAST) - 1;
        if (last == Table.NONE) {
            state.transfers.moves.link(move, Move.FIRST, row + 1L);
        } else {
            rows.link(last, MoveLeg.NEXT, row + 1L);
        }
        state.transfers.moves.link(move, Move.LAST, row + 1L);
        state.transfers.moves.add(move, Move.LEGS, 1);
        return row;
    }

    private int first(int move) {
        return state.transfers.moves.getInt(move, Move.FIRST) - 1;
    }

    private int next(int row) {
        return rows.getInt(row, MoveLeg.NEXT) - 1;
    }

    private int balanceOf(int move, int row) {
        return balances.find(rows.get(row, MoveLeg.ACCOUNT), state.transfers.moves.get(move, Move.ISSUE));
    }

    /** Whether nothing has come over the blocked units since: no restriction of who has them, no arrest of them. */
    int checkBurn(int move) {
        for (int row = first(move); row != Table.NONE; row = next(row)) {
            int refused = restrictions.checkDisposal(rows.get(row, MoveLeg.ACCOUNT));
            if (refused == Command.OK && state.balances.get(balanceOf(move, row), Balance.UNCOVERED) > 0) {
                return RejectCode.DFA_ENCUMBERED.number();
            }
            if (refused != Command.OK) {
                return refused;
            }
        }
        return Command.OK;
    }

    void burn(int move, int side) {
        long id = state.transfers.moves.get(move, Move.ID);
        for (int row = first(move); row != Table.NONE; row = next(row)) {
            long quantity = rows.get(row, MoveLeg.QUANTITY);
            int hold = state.holds.find(rows.get(row, MoveLeg.HOLD));
            balances.post(holds.balanceOf(hold), EntryKind.MOVE_OUT, 0, -quantity, 0, id);
            balances.post(side, EntryKind.MOVE_OUT, quantity, 0, 0, id);
            holds.reduce(hold, quantity);
            rows.set(row, MoveLeg.HOLD, 0);
        }
    }

    /** Gives back what was blocked, to whom it belongs: nothing is asked of him. */
    void release(int move) {
        long id = state.transfers.moves.get(move, Move.ID);
        for (int row = first(move); row != Table.NONE; row = next(row)) {
            long quantity = rows.get(row, MoveLeg.QUANTITY);
            int hold = state.holds.find(rows.get(row, MoveLeg.HOLD));
            balances.post(holds.balanceOf(hold), EntryKind.RELEASE, quantity, -quantity, 0, id);
            holds.reduce(hold, quantity);
        }
    }

    void mint(int move, int side) {
        long id = state.transfers.moves.get(move, Move.ID);
        for (int row = first(move); row != Table.NONE; row = next(row)) {
            balances.move(side, balanceOf(move, row), EntryKind.MOVE_IN, rows.get(row, MoveLeg.QUANTITY), id);
        }
    }

    /** Whether all of them may have what comes, and have room for it. */
    int checkArrival(int issue) {
        long issueId = state.issues.get(issue, Issue.ID);
        int refused = checkCapacities(issue);
        int missing = 0;
        int newcomers = 0;
        intoWallets.clear();
        investors.clear();
        for (int i = 0; i < count; i++) {
            long wallet = accounts.walletOf(accountIds[i]);
            intoWallets.add(wallet, 0, quantities[i]);
            if (permissions.addsInvestor(accountIds[i], issueId) && !investors.contains(wallet, 0)) {
                investors.add(wallet, 0, 0);
                newcomers++;
            }
        }
        for (int i = 0; i < count && refused == Command.OK; i++) {
            long newUnits = total + state.issues.get(issue, Issue.ARRIVING);
            long arrives = intoWallets.sum(accounts.walletOf(accountIds[i]), 0);
            refused = permissions.checkArrival(accountIds[i], issueId, arrives, newUnits);
            missing += issues.missing(accountIds[i], issueId);
        }
        if (refused == Command.OK) {
            refused = permissions.checkInvestors(issueId, newcomers);
        }
        return refused == Command.OK && missing > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : refused;
    }

    /** Opens rows for what will come, and counts it in the stakes of its holders. */
    void expect(int move) {
        for (int i = 0; i < count; i++) {
            int balance = issues.open(accountIds[i], state.transfers.moves.get(move, Move.ISSUE));
            allowances.move(balance, quantities[i]);
            events.moveLegChanged(add(move, i));
        }
    }

    void expectNoMore(int move) {
        for (int row = first(move); row != Table.NONE; row = next(row)) {
            allowances.move(balanceOf(move, row), -rows.get(row, MoveLeg.QUANTITY));
        }
    }

    void remove(int move) {
        int row = first(move);
        while (row != Table.NONE) {
            int next = next(row);
            rows.release(row);
            row = next;
        }
    }
}
