package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.market.SettlementRows.Leg;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;

/** The legs of an instruction: what each reserves, and all of them settled or released in one step. */
final class InstructionLegs implements Rehearsal.Part {
    private final State state;
    private final SettlementEvents events;
    private final Accounts accounts;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Restrictions restrictions;
    private final Permissions permissions;
    // Of the legs in hand: by asset and wallet what comes into it, by asset how many come to it first, by balance.
    private final PairSums intoWallets = new PairSums();
    private final PairSums assets = new PairSums();
    private final PairSums intoBalances = new PairSums();
    private final PairSums given = new PairSums();
    /** One of each group of {@link #intoWallets}: who is an investor, if any is. */
    private final long[] receivers = new long[Instructions.MAX_LEGS];
    /** Sequence of the command that last took a step of a task. */
    private long steppedAt;

    InstructionLegs(
            State state,
            SettlementEvents events,
            Accounts accounts,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Restrictions restrictions,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.restrictions = restrictions;
        this.permissions = permissions;
    }

    /** What was rehearsed is not done. */
    @Override
    public void endRehearsal() {
        steppedAt = 0;
    }

    /** Enters a leg in the order in which the instruction names them; opens the rows of who receives. */
    void add(int slot, long fromAccountId, long toAccountId, long assetId, long quantity) {
        Table rows = state.legs;
        int row = rows.allocate(rows.nextId(state.sequence()));
        rows.set(row, Leg.INSTRUCTION, state.instructions.get(slot, Instruction.ID));
        rows.set(row, Leg.FROM, fromAccountId);
        rows.set(row, Leg.TO, toAccountId);
        rows.set(row, Leg.ASSET, assetId);
        rows.set(row, Leg.QUANTITY, quantity);
        int last = state.instructions.getInt(slot, Instruction.LAST) - 1;
        if (last == Table.NONE) {
            state.instructions.link(slot, Instruction.FIRST, row + 1L);
        } else {
            rows.link(last, Leg.NEXT, row + 1L);
        }
        state.instructions.link(slot, Instruction.LAST, row + 1L);
        issues.open(toAccountId, assetId);
        events.instructionLegChanged(row);
    }

    private int first(int slot) {
        return state.instructions.getInt(slot, Instruction.FIRST) - 1;
    }

    private int next(int row) {
        return state.legs.getInt(row, Leg.NEXT) - 1;
    }

    private boolean gives(int row, long accountId) {
        return state.legs.get(row, Leg.FROM) == accountId;
    }

    /** Legs in which an account gives. */
    int count(int slot, long accountId) {
        int count = 0;
        for (int row = first(slot); row != Table.NONE; row = next(row)) {
            count += gives(row, accountId) ? 1 : 0;
        }
        return count;
    }

    boolean isParty(int slot, long accountId) {
        boolean found = false;
        for (int row = first(slot); row != Table.NONE && !found; row = next(row)) {
            found = gives(row, accountId) || state.legs.get(row, Leg.TO) == accountId;
        }
        return found;
    }

    /** Whether everything that an account gives can be reserved now. */
    int checkReserve(int slot, long accountId) {
        int count = count(slot, accountId);
        if (count == 0) {
            return RejectCode.NOT_A_PARTY.number();
        }
        sumGiven(slot, accountId);
        int refused = restrictions.checkDisposal(accountId);
        for (int row = first(slot); row != Table.NONE && refused == Command.OK; row = next(row)) {
            if (gives(row, accountId)) {
                refused = checkLeg(row);
            }
        }
        if (refused == Command.OK && count > state.holds.room()) {
            return RejectCode.LIMIT_HOLDS.number();
        }
        return refused;
    }

    private void sumGiven(int slot, long accountId) {
        given.clear();
        for (int row = first(slot); row != Table.NONE; row = next(row)) {
            if (gives(row, accountId)) {
                given.add(state.legs.get(row, Leg.ASSET), 0, state.legs.get(row, Leg.QUANTITY));
            }
        }
    }

    private int checkLeg(int row) {
        Table rows = state.legs;
        if (rows.get(row, Leg.HOLD) != 0) {
            return RejectCode.ALREADY_AFFIRMED.number();
        }
        long accountId = rows.get(row, Leg.FROM);
        long assetId = rows.get(row, Leg.ASSET);
        int refused = checkAsset(assetId);
        if (refused != Command.OK) {
            return refused;
        }
        int balance = balances.find(accountId, assetId);
        if (balance != Table.NONE && state.balances.get(balance, Balance.CLAIMED) > 0) {
            return RejectCode.CLAIM_OPEN.number();
        }
        long needed = given.sum(assetId, 0);
        if (needed > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        refused = balances.checkUnits(accountId, assetId, needed);
        return refused != Command.OK && accounts.isMoney(assetId) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
    }

    /** What runs on the first busy issue takes a step: one for the whole command. */
    private int checkAsset(long assetId) {
        if (issues.isBusy(assetId) && steppedAt != state.sequence()) {
            steppedAt = state.sequence();
            tasks.stepOfIssue(issues.find(assetId));
        }
        return issues.checkCirculation(assetId);
    }

    /** Whether all legs may settle now: nobody is restricted since, no arrest waits, no balance is too great. */
    int checkSettle(int slot) {
        sumArrivals(slot);
        assets.clear();
        int refused = Command.OK;
        for (int row = first(slot); row != Table.NONE && refused == Command.OK; row = next(row)) {
            refused = checkSettleLeg(row);
        }
        return refused;
    }

    private int checkSettleLeg(int row) {
        Table rows = state.legs;
        long assetId = rows.get(row, Leg.ASSET);
        long to = rows.get(row, Leg.TO);
        long arrives = intoWallets.sum(assetId, accounts.walletOf(to));
        int refused = permissions.checkPassage(rows.get(row, Leg.FROM), to, assetId, arrives);
        if (refused == Command.OK && !assets.contains(assetId, 0)) {
            assets.add(assetId, 0, 0);
            refused = permissions.checkInvestors(assetId, newInvestors(assetId));
        }
        if (refused == Command.OK) {
            refused = checkAsset(assetId);
        }
        if (refused != Command.OK) {
            return refused;
        }
        int from = balances.find(rows.get(row, Leg.FROM), assetId);
        if (from != Table.NONE && state.balances.get(from, Balance.UNCOVERED) > 0) {
            return RejectCode.DFA_ENCUMBERED.number();
        }
        long received = intoBalances.sum(to, assetId);
        return received > Amounts.MAX || balances.overflows(balances.find(to, assetId), received)
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    /** Adds up what comes into each wallet from others, and into each balance, by all legs. */
    private void sumArrivals(int slot) {
        Table rows = state.legs;
        intoWallets.clear();
        intoBalances.clear();
        for (int row = first(slot); row != Table.NONE; row = next(row)) {
            long assetId = rows.get(row, Leg.ASSET);
            long to = rows.get(row, Leg.TO);
            long quantity = rows.get(row, Leg.QUANTITY);
            long wallet = accounts.walletOf(to);
            boolean comes = accounts.walletOf(rows.get(row, Leg.FROM)) != wallet;
            int before = intoWallets.count();
            int group = intoWallets.add(assetId, wallet, comes ? quantity : 0);
            if (group == before || Capacities.isInvestor(accounts.capacityOf(to))) {
                receivers[group] = to;
            }
            intoBalances.add(to, assetId, quantity);
        }
    }

    /** Wallets that come to hold an asset first by this instruction. */
    private int newInvestors(long assetId) {
        int count = 0;
        for (int group = 0; group < intoWallets.count(); group++) {
            boolean adds = intoWallets.one(group) == assetId && permissions.addsInvestor(receivers[group], assetId);
            count += adds ? 1 : 0;
        }
        return count;
    }

    void reserve(int slot, long accountId) {
        Table rows = state.legs;
        for (int row = first(slot); row != Table.NONE; row = next(row)) {
            if (gives(row, accountId)) {
                int balance = balances.find(accountId, rows.get(row, Leg.ASSET));
                long id = state.instructions.get(slot, Instruction.ID);
                int hold = holds.open(balance, HoldReason.INSTRUCTION, id, rows.get(row, Leg.QUANTITY));
                rows.set(row, Leg.HOLD, state.holds.get(hold, Hold.ID));
                state.instructions.add(slot, Instruction.AFFIRMED, 1);
                events.instructionLegChanged(row);
            }
        }
    }

    void settle(int slot) {
        Table rows = state.legs;
        long id = state.instructions.get(slot, Instruction.ID);
        for (int row = first(slot); row != Table.NONE; row = remove(row)) {
            long quantity = rows.get(row, Leg.QUANTITY);
            int hold = state.holds.find(rows.get(row, Leg.HOLD));
            int to = balances.find(rows.get(row, Leg.TO), rows.get(row, Leg.ASSET));
            balances.post(holds.balanceOf(hold), EntryKind.SETTLEMENT, 0, -quantity, 0, id);
            balances.post(to, EntryKind.SETTLEMENT, quantity, 0, 0, id);
            holds.reduce(hold, quantity);
        }
    }

    void release(int slot) {
        Table rows = state.legs;
        long id = state.instructions.get(slot, Instruction.ID);
        for (int row = first(slot); row != Table.NONE; row = remove(row)) {
            int hold = state.holds.find(rows.get(row, Leg.HOLD));
            if (hold != Table.NONE) {
                long quantity = rows.get(row, Leg.QUANTITY);
                balances.post(holds.balanceOf(hold), EntryKind.RELEASE, quantity, -quantity, 0, id);
                holds.reduce(hold, quantity);
            }
        }
    }

    private int remove(int row) {
        int next = next(row);
        state.legs.release(row);
        return next;
    }
}
