package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.TransferRightsDecoder;

/**
 * Succession, division and gift: what leaves one wallet, checked whole before its first posting. Succession and
 * division take encumbered units along with their encumbrance; a gift takes free units only.
 */
@LegalBasis("LAW-1.6-3-d")
final class RightsTransfers {
    static final int MAX_LEGS = 64;
    private static final int SUCCESSION = RightsBasis.SUCCESSION.value();
    private static final int GIFT = RightsBasis.GIFT.value();

    private final State state;
    private final Events events;
    private final LienEvents lienEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Liens liens;
    private final Restrictions restrictions;
    private final Permissions permissions;
    private final TransferRightsDecoder transfer = new TransferRightsDecoder();
    private final long[] from = new long[MAX_LEGS];
    private final long[] to = new long[MAX_LEGS];
    private final long[] assets = new long[MAX_LEGS];
    private final long[] quantities = new long[MAX_LEGS];
    private final long[] encumbrances = new long[MAX_LEGS];
    private final PairSums entering = new PairSums();
    private int legs;

    RightsTransfers(
            State state,
            Events events,
            LienEvents lienEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Liens liens,
            Restrictions restrictions,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.lienEvents = lienEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.liens = liens;
        this.restrictions = restrictions;
        this.permissions = permissions;
    }

    int transfer(Command command) {
        TransferRightsDecoder in = transfer.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = read(command, in);
        if (refused == Command.OK) {
            refused = checkBasis(command, in);
        }
        for (int leg = 0; leg < legs && refused == Command.OK; leg++) {
            refused = checkLeg(leg, in.walletId(), in.basisRaw());
        }
        if (refused == Command.OK) {
            refused = checkRoom();
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        lienEvents.rightsTransferred(in.walletId(), in.basisRaw(), legs);
        EntryKind kind = kind(in.basisRaw());
        for (int leg = 0; leg < legs; leg++) {
            move(leg, kind);
        }
        command.resultId = state.sequence();
        command.resultAmount = legs;
        return Command.OK;
    }

    private static EntryKind kind(int basis) {
        if (basis == SUCCESSION) {
            return EntryKind.SUCCESSION;
        }
        return basis == GIFT ? EntryKind.GIFT : EntryKind.DIVISION;
    }

    private int read(Command command, TransferRightsDecoder in) {
        legs = 0;
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        TransferRightsDecoder.LegsDecoder group = in.legs();
        long end = groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) group.actingBlockLength() * group.count();
        if (group.actingBlockLength() < TransferRightsDecoder.LegsDecoder.sbeBlockLength() || end > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        if (group.count() < 1 || group.count() > MAX_LEGS) {
            return RejectCode.LEGS_OUT_OF_RANGE.number();
        }
        while (group.hasNext()) {
            group.next();
            from[legs] = group.fromAccountId();
            to[legs] = group.toAccountId();
            assets[legs] = group.assetId();
            quantities[legs] = group.quantity();
            encumbrances[legs] = group.encumbranceId();
            legs++;
        }
        return Command.OK;
    }

    private int checkBasis(Command command, TransferRightsDecoder in) {
        if (State.dense(state.wallets, in.walletId()) == Table.NONE) {
            return RejectCode.UNKNOWN_WALLET.number();
        }
        if (in.basisRaw() < SUCCESSION || in.basisRaw() > GIFT) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.basisRaw() != GIFT && !command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        boolean notice = restrictions.hasNotice(in.walletId());
        if (in.basisRaw() == SUCCESSION) {
            return notice ? Command.OK : RejectCode.HOLDER_NOTICE_MISSING.number();
        }
        return notice ? RejectCode.HOLDER_NOTICE_IN_FORCE.number() : Command.OK;
    }

    private int checkLeg(int leg, long walletId, int basis) {
        if (!accounts.exists(from[leg]) || !accounts.exists(to[leg])) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (accounts.walletOf(from[leg]) != walletId) {
            return RejectCode.LEG_OF_OTHER_WALLET.number();
        }
        if (from[leg] == to[leg]) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (accounts.walletOf(to[leg]) == walletId) {
            return RejectCode.SAME_HOLDERS.number();
        }
        if (!accounts.assetExists(assets[leg])) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (quantities[leg] <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (!accounts.mayPass(EntryKind.SUCCESSION, from[leg], to[leg])) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (restrictions.isFrozen(from[leg])) {
            return RejectCode.ACCOUNT_FROZEN.number();
        }
        int refused = checkIssue(assets[leg], basis);
        if (refused != Command.OK) {
            return refused;
        }
        refused = basis == GIFT ? checkGift(leg) : Command.OK;
        if (refused != Command.OK) {
            return refused;
        }
        return encumbrances[leg] == 0 ? checkFree(leg) : checkEncumbered(leg, basis);
    }

    /** A gift has one receiver, who must be admitted to all of it. */
    private int checkGift(int leg) {
        if (accounts.walletOf(to[leg]) != accounts.walletOf(to[0])) {
            return RejectCode.LEG_OF_OTHER_WALLET.number();
        }
        long sum = 0;
        for (int i = 0; i <= leg; i++) {
            sum = assets[i] == assets[leg] ? plus(sum, quantities[i]) : sum;
        }
        return permissions.checkPassage(from[leg], to[leg], assets[leg], sum);
    }

    /** Inheritance and division go on while circulation is suspended; a gift does not. */
    private int checkIssue(long assetId, int basis) {
        int issue = issues.find(assetId);
        if (issue == Table.NONE) {
            return Command.OK;
        }
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        int refused = issues.checkCirculation(assetId);
        return refused == RejectCode.ISSUE_SUSPENDED.number() && basis != GIFT ? Command.OK : refused;
    }

    private int checkFree(int leg) {
        long sum = 0;
        for (int i = 0; i <= leg; i++) {
            if (from[i] == from[leg] && assets[i] == assets[leg] && encumbrances[i] == 0) {
                sum = plus(sum, quantities[i]);
            }
        }
        int refused = balances.checkUnits(from[leg], assets[leg], sum);
        if (refused != Command.OK) {
            return accounts.isMoney(assets[leg]) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
        }
        return checkRange(leg);
    }

    private int checkEncumbered(int leg, int basis) {
        if (basis == GIFT) {
            return RejectCode.DFA_ENCUMBERED.number();
        }
        Table rows = state.encumbrances;
        int slot = rows.find(encumbrances[leg]);
        if (slot == Table.NONE
                || rows.get(slot, Encumbrance.ACCOUNT) != from[leg]
                || rows.get(slot, Encumbrance.ASSET) != assets[leg]) {
            return RejectCode.UNKNOWN_ENCUMBRANCE.number();
        }
        long sum = 0;
        for (int i = 0; i <= leg; i++) {
            if (encumbrances[i] == encumbrances[leg]) {
                sum = plus(sum, quantities[i]);
            }
        }
        return sum > rows.get(slot, Encumbrance.COVERED)
                ? RejectCode.RELEASE_ABOVE_REMAINING.number()
                : checkRange(leg);
    }

    private int checkRange(int leg) {
        long sum = 0;
        for (int i = 0; i <= leg; i++) {
            if (to[i] == to[leg] && assets[i] == assets[leg]) {
                sum = plus(sum, quantities[i]);
            }
        }
        return balances.overflows(balances.find(to[leg], assets[leg]), sum)
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    /** A sum that stays above every balance when it has once been. */
    private static long plus(long sum, long quantity) {
        return quantity > Amounts.MAX - Math.min(sum, Amounts.MAX) ? Amounts.MAX + 1 : sum + quantity;
    }

    private int checkRoom() {
        int missing = 0;
        int rows = 0;
        entering.clear();
        for (int leg = 0; leg < legs; leg++) {
            int entered = entered(leg);
            missing += issues.missing(to[leg], assets[leg]);
            rows += entered;
            entering.add(to[leg], assets[leg], entered);
        }
        for (int group = 0; group < entering.count(); group++) {
            int target = balances.find(entering.one(group), entering.other(group));
            if (entering.sum(group) + liens.count(target) > Liens.MAX_OF_BALANCE) {
                return RejectCode.LIMIT_ENCUMBRANCES.number();
            }
        }
        if (rows > state.encumbrances.room()) {
            return RejectCode.LIMIT_ENCUMBRANCES.number();
        }
        return missing > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    /** Encumbrances that a leg enters: its own, and those that wait behind it. */
    private int entered(int leg) {
        int slot = encumbrances[leg] == 0 ? Table.NONE : state.encumbrances.find(encumbrances[leg]);
        return slot == Table.NONE ? 0 : 1 + liens.waiting(state.encumbrances.getInt(slot, Encumbrance.BALANCE), slot);
    }

    private void move(int leg, EntryKind kind) {
        int target = issues.open(to[leg], assets[leg]);
        int source = balances.find(from[leg], assets[leg]);
        long quantity = quantities[leg];
        if (encumbrances[leg] == 0) {
            balances.move(source, target, kind, quantity, state.sequence());
            return;
        }
        int slot = state.encumbrances.find(encumbrances[leg]);
        liens.copy(slot, target, quantity, quantity);
        liens.shrink(slot, quantity, quantity);
        balances.explainBlocked(source, -quantity);
        balances.post(source, kind, 0, 0, -quantity, state.sequence());
        balances.post(target, kind, 0, 0, quantity, state.sequence());
        liens.follow(source, target, slot, quantity, quantity, quantity, 0);
        liens.changed(slot);
    }
}
