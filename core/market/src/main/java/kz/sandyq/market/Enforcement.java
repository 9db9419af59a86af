package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EnforcePledgeDecoder;
import kz.sandyq.protocol.sbe.EntryKind;

/**
 * A pledge is enforced in one step: its units go to a buyer or to the pledgee at a given value, the pledgee has his
 * debt, the surplus goes back to the pledgor, and those that stood behind keep their claim on it. An earlier pledge is
 * enforced over a later arrest; a freeze of the account stops it.
 */
@LegalBasis("LAW-1.6-3-d")
final class Enforcement {
    private final State state;
    private final Events events;
    private final LienEvents lienEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Liens liens;
    private final Restrictions restrictions;
    private final Permissions permissions;
    private final EnforcePledgeDecoder enforce = new EnforcePledgeDecoder();

    Enforcement(
            State state,
            Events events,
            LienEvents lienEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Liens liens,
            Restrictions restrictions,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.lienEvents = lienEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.liens = liens;
        this.restrictions = restrictions;
        this.permissions = permissions;
    }

    int enforce(Command command) {
        EnforcePledgeDecoder in = enforce.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int slot = state.encumbrances.find(in.encumbranceId());
        if (slot != Table.NONE) {
            tasks.stepOfIssue(issues.find(state.encumbrances.get(slot, Encumbrance.ASSET)));
            slot = state.encumbrances.find(in.encumbranceId());
        }
        int refused = checkPledge(in, slot);
        if (refused == Command.OK) {
            refused = checkParties(in, slot);
        }
        if (refused == Command.OK) {
            refused = checkAmounts(in, slot);
        }
        if (refused == Command.OK) {
            refused = checkMoney(in, slot);
        }
        if (refused == Command.OK) {
            refused = checkRoom(in, slot);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        book(in, slot);
        command.resultId = in.encumbranceId();
        command.resultAmount = surplus(in);
        return Command.OK;
    }

    private int checkPledge(EnforcePledgeDecoder in, int slot) {
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ENCUMBRANCE.number();
        }
        if (!liens.isPledge(slot)) {
            return RejectCode.NOT_A_PLEDGE.number();
        }
        if (issues.isBusy(assetOf(slot))) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (issues.isFixed(assetOf(slot))) {
            return RejectCode.UNITS_FIXED.number();
        }
        long pledgee = state.encumbrances.get(slot, Encumbrance.PLEDGEE_ACCOUNT);
        return pledgee != 0 && pledgee != in.pledgeeAccountId() ? RejectCode.PLEDGEE_MISMATCH.number() : Command.OK;
    }

    private int checkParties(EnforcePledgeDecoder in, int slot) {
        long pledgor = state.encumbrances.get(slot, Encumbrance.ACCOUNT);
        if (!accounts.exists(in.buyerAccountId()) || !accounts.exists(in.pledgeeAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (in.buyerAccountId() == pledgor || in.pledgeeAccountId() == pledgor) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.mayPass(EntryKind.ENFORCEMENT, pledgor, in.buyerAccountId())
                || !accounts.mayPass(EntryKind.ENFORCEMENT, pledgor, in.pledgeeAccountId())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        return restrictions.isFrozen(pledgor)
                ? RejectCode.ACCOUNT_FROZEN.number()
                : permissions.checkBuyer(in.buyerAccountId(), in.pledgeeAccountId(), assetOf(slot), in.quantity());
    }

    private int checkAmounts(EnforcePledgeDecoder in, int slot) {
        if (in.quantity() <= 0 || in.valueMinor() <= 0 || in.debtMinor() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.valueMinor() > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        return in.quantity() > state.encumbrances.get(slot, Encumbrance.COVERED)
                ? RejectCode.RELEASE_ABOVE_REMAINING.number()
                : Command.OK;
    }

    /** Pledged money goes to the pledgee as it is: no buyer, no value but its own, nothing above the debt. */
    private int checkMoney(EnforcePledgeDecoder in, int slot) {
        if (!accounts.assetExists(in.moneyAssetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (!accounts.isMoney(in.moneyAssetId())) {
            return RejectCode.WRONG_ASSET_KIND.number();
        }
        if (accounts.isMoney(assetOf(slot))) {
            boolean fits = in.moneyAssetId() == assetOf(slot)
                    && in.valueMinor() == in.quantity()
                    && in.debtMinor() >= in.quantity()
                    && in.buyerAccountId() == in.pledgeeAccountId();
            return fits ? Command.OK : RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        long needed = in.buyerAccountId() == in.pledgeeAccountId() ? surplus(in) : in.valueMinor();
        return balances.available(in.buyerAccountId(), in.moneyAssetId()) < needed
                ? RejectCode.INSUFFICIENT_FUNDS.number()
                : Command.OK;
    }

    private int checkRoom(EnforcePledgeDecoder in, int slot) {
        long pledgor = state.encumbrances.get(slot, Encumbrance.ACCOUNT);
        int missing = issues.missing(in.buyerAccountId(), assetOf(slot))
                + balances.missing(in.buyerAccountId(), in.moneyAssetId())
                + balances.missing(in.pledgeeAccountId(), in.moneyAssetId())
                + balances.missing(pledgor, in.moneyAssetId());
        if (missing > state.balances.room()) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        int surplusBalance = balances.find(pledgor, in.moneyAssetId());
        int waiting = liens.waiting(balanceOf(slot), slot);
        if (waiting > state.encumbrances.room() || liens.count(surplusBalance) + waiting > Liens.MAX_OF_BALANCE) {
            return RejectCode.LIMIT_ENCUMBRANCES.number();
        }
        boolean overflows = balances.overflows(balances.find(in.buyerAccountId(), assetOf(slot)), in.quantity())
                || balances.overflows(balances.find(in.pledgeeAccountId(), in.moneyAssetId()), in.valueMinor())
                || balances.overflows(surplusBalance, in.valueMinor());
        return overflows ? RejectCode.AMOUNT_OVERFLOW.number() : Command.OK;
    }

    private void book(EnforcePledgeDecoder in, int slot) {
        long id = in.encumbranceId();
        long asset = assetOf(slot);
        int units = balanceOf(slot);
        lienEvents.pledgeEnforced(slot, in, in.valueMinor() - surplus(in), surplus(in));
        int buyer = issues.open(in.buyerAccountId(), asset);
        liens.shrink(slot, in.quantity(), in.quantity());
        balances.explainBlocked(units, -in.quantity());
        balances.post(units, EntryKind.ENFORCEMENT, 0, 0, -in.quantity(), id);
        balances.post(buyer, EntryKind.ENFORCEMENT, in.quantity(), 0, 0, id);
        if (accounts.isMoney(asset)) {
            // Nothing comes back, so that those that stood behind have nothing left to wait for.
            liens.follow(units, units, slot, in.quantity(), in.valueMinor(), 0, 0);
        } else {
            pay(in, slot, units);
        }
        liens.changed(slot);
    }

    private void pay(EnforcePledgeDecoder in, int slot, int units) {
        long id = in.encumbranceId();
        long surplus = surplus(in);
        long pledgor = state.encumbrances.get(slot, Encumbrance.ACCOUNT);
        int pledgorMoney = balances.open(pledgor, in.moneyAssetId());
        int pledgeeMoney = balances.open(in.pledgeeAccountId(), in.moneyAssetId());
        if (in.buyerAccountId() != in.pledgeeAccountId()) {
            int buyerMoney = balances.find(in.buyerAccountId(), in.moneyAssetId());
            balances.move(buyerMoney, pledgeeMoney, EntryKind.ENFORCEMENT, in.valueMinor(), id);
        }
        long blocked = liens.follow(units, pledgorMoney, slot, in.quantity(), in.valueMinor(), surplus, surplus);
        if (surplus > 0) {
            balances.post(pledgeeMoney, EntryKind.ENFORCEMENT, -surplus, 0, 0, id);
            balances.post(pledgorMoney, EntryKind.ENFORCEMENT, surplus - blocked, 0, blocked, id);
        }
    }

    private static long surplus(EnforcePledgeDecoder in) {
        return Math.max(0, in.valueMinor() - in.debtMinor());
    }

    private long assetOf(int slot) {
        return state.encumbrances.get(slot, Encumbrance.ASSET);
    }

    private int balanceOf(int slot) {
        return state.encumbrances.getInt(slot, Encumbrance.BALANCE);
    }
}
