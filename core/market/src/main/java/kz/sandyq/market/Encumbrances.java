package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.PlaceEncumbranceDecoder;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.protocol.sbe.ReleaseEncumbranceDecoder;

/**
 * Pledges, arrests, freezes and lock-ups, entered and released. A pledge or a lock-up takes what is free, a subsequent
 * pledge rests on what earlier ones cover; an arrest or a freeze may exceed the balance and takes what comes later. A
 * freeze of asset 0 is of the whole account.
 */
@LegalBasis("LAW-1.6-3-d")
final class Encumbrances {
    private static final int PLEDGE = EncumbranceKind.PLEDGE.value();
    private static final int FREEZE = EncumbranceKind.FREEZE.value();
    private static final int LOCK_UP = EncumbranceKind.LOCK_UP.value();

    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Liens liens;
    private final Restrictions restrictions;
    private final PlaceEncumbranceDecoder place = new PlaceEncumbranceDecoder();
    private final ReleaseEncumbranceDecoder release = new ReleaseEncumbranceDecoder();

    Encumbrances(
            State state,
            Events events,
            MarketEvents marketEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Liens liens,
            Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.liens = liens;
        this.restrictions = restrictions;
    }

    int place(Command command) {
        PlaceEncumbranceDecoder in = place.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkFields(in);
        if (refused == Command.OK) {
            refused = checkSubject(in);
        }
        if (refused == Command.OK) {
            refused = ofWholeAccount(in) ? checkFreeze() : checkAsset(in);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = ofWholeAccount(in) ? freeze(in) : add(in);
        return Command.OK;
    }

    private static boolean isPledge(PlaceEncumbranceDecoder in) {
        return in.kindRaw() == PLEDGE;
    }

    private static boolean isSubsequent(PlaceEncumbranceDecoder in) {
        return in.subsequentRaw() == 1;
    }

    private static boolean ofWholeAccount(PlaceEncumbranceDecoder in) {
        return in.kindRaw() == FREEZE && in.assetId() == 0;
    }

    private int checkFields(PlaceEncumbranceDecoder in) {
        boolean inRange = in.kindRaw() >= PLEDGE
                && in.kindRaw() <= LOCK_UP
                && in.stopsCirculationRaw() <= 1
                && in.stopsIncomeRaw() <= 1
                && in.stopsRedemptionRaw() <= 1
                && in.rank() >= 0
                && (in.expiresAtMs() == 0 || in.expiresAtMs() > state.logicalNowMs())
                && (isPledge(in) ? pledgeFits(in) : hasNoPledgeTerms(in))
                && (in.kindRaw() != LOCK_UP || in.expiresAtMs() > 0 && in.stopsCirculationRaw() == 1)
                && (!ofWholeAccount(in) || in.quantity() == 1 && in.stopsCirculationRaw() == 1 && in.rank() == 0);
        return inRange ? Command.OK : RejectCode.FIELD_OUT_OF_RANGE.number();
    }

    private static boolean pledgeFits(PlaceEncumbranceDecoder in) {
        return in.rank() >= 1
                && in.pledgeeRef() > 0
                && in.pledgeeAccountId() >= 0
                && in.incomeToRaw() <= 1
                && (in.incomeToRaw() != PledgeIncome.PLEDGEE.value() || in.pledgeeAccountId() > 0)
                && in.subsequentRaw() <= in.stopsCirculationRaw();
    }

    private static boolean hasNoPledgeTerms(PlaceEncumbranceDecoder in) {
        return in.pledgeeAccountId() == 0 && in.incomeToRaw() == 0 && in.subsequentRaw() == 0;
    }

    private int checkSubject(PlaceEncumbranceDecoder in) {
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!Capacities.holdsAssets(accounts.capacityOf(in.accountId()))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (in.pledgeeAccountId() == 0) {
            return isPledge(in) ? restrictions.checkDisposal(in.accountId()) : Command.OK;
        }
        if (!accounts.exists(in.pledgeeAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (in.pledgeeAccountId() == in.accountId()) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        return accounts.mayPass(EntryKind.ENFORCEMENT, in.accountId(), in.pledgeeAccountId())
                ? restrictions.checkDisposal(in.accountId())
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    private int checkFreeze() {
        return state.encumbrances.isFull() ? RejectCode.LIMIT_ENCUMBRANCES.number() : restrictions.checkRecall();
    }

    private int checkAsset(PlaceEncumbranceDecoder in) {
        if (!accounts.assetExists(in.assetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.quantity() > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        tasks.stepOfIssue(issues.find(in.assetId()));
        int refused = issues.checkCirculation(in.assetId());
        boolean stands = refused == RejectCode.ISSUE_SUSPENDED.number() || refused == RejectCode.UNITS_FIXED.number();
        if (refused != Command.OK && !stands) {
            return refused;
        }
        refused = checkQuantity(in, balances.find(in.accountId(), in.assetId()));
        return refused == Command.OK ? checkRoom(in) : refused;
    }

    private int checkQuantity(PlaceEncumbranceDecoder in, int balance) {
        if (liens.isRankTaken(balance, in.rank())) {
            return RejectCode.RANK_TAKEN.number();
        }
        if (isSubsequent(in)) {
            return checkSubsequent(in, balance);
        }
        if (!isPledge(in) && in.kindRaw() != LOCK_UP) {
            return balance != Table.NONE && state.balances.get(balance, Balance.UNCOVERED) > Amounts.MAX - in.quantity()
                    ? RejectCode.AMOUNT_OVERFLOW.number()
                    : Command.OK;
        }
        int refused = balances.checkUnits(in.accountId(), in.assetId(), in.quantity());
        return refused != Command.OK && accounts.isMoney(in.assetId())
                ? RejectCode.INSUFFICIENT_FUNDS.number()
                : refused;
    }

    /** Rests on earlier pledges, behind all of them; what an arrest waits for cannot be pledged again. */
    private int checkSubsequent(PlaceEncumbranceDecoder in, int balance) {
        if (in.rank() <= liens.lastRank(balance)) {
            return RejectCode.RANK_TAKEN.number();
        }
        if (balance != Table.NONE && state.balances.get(balance, Balance.UNCOVERED) > 0) {
            return RejectCode.DFA_ENCUMBERED.number();
        }
        return in.quantity() > liens.pledged(balance) ? RejectCode.SUBSEQUENT_ABOVE_EARLIER.number() : Command.OK;
    }

    private int checkRoom(PlaceEncumbranceDecoder in) {
        int balance = balances.find(in.accountId(), in.assetId());
        if (liens.count(balance) >= Liens.MAX_OF_BALANCE || state.encumbrances.isFull()) {
            return RejectCode.LIMIT_ENCUMBRANCES.number();
        }
        if (!issues.hasRoom(in.accountId(), in.assetId())) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        return recalls(in, balance) ? restrictions.checkRecall() : Command.OK;
    }

    /** Open orders hold what an arrest or a freeze will lack. */
    private boolean recalls(PlaceEncumbranceDecoder in, int balance) {
        return in.stopsCirculationRaw() == 1
                && !isPledge(in)
                && balance != Table.NONE
                && state.balances.get(balance, Balance.HELD) > 0
                && state.balances.get(balance, Balance.AVAILABLE) < in.quantity();
    }

    private long add(PlaceEncumbranceDecoder in) {
        boolean recalls = recalls(in, balances.find(in.accountId(), in.assetId()));
        int balance = issues.open(in.accountId(), in.assetId());
        int slot = write(in);
        liens.add(balance, slot);
        if (recalls) {
            restrictions.recall(Restrictions.OF_BALANCE, state.balances.get(balance, Balance.KEY));
        }
        return state.encumbrances.get(slot, Encumbrance.ID);
    }

    private long freeze(PlaceEncumbranceDecoder in) {
        int slot = write(in);
        state.encumbrances.link(slot, Encumbrance.BALANCE, Table.NONE);
        if (in.expiresAtMs() > 0) {
            state.encumbranceDeadlines.insert(slot);
        }
        restrictions.freeze(in.accountId(), 1);
        marketEvents.encumbranceChanged(slot);
        restrictions.recall(Restrictions.OF_ACCOUNT, in.accountId());
        return state.encumbrances.get(slot, Encumbrance.ID);
    }

    private int write(PlaceEncumbranceDecoder in) {
        Table encumbrances = state.encumbrances;
        int slot = encumbrances.allocate(encumbrances.nextId(state.sequence()));
        encumbrances.set(slot, Encumbrance.ENCUMBRANCE_KIND, in.kindRaw());
        encumbrances.set(slot, Encumbrance.ACCOUNT, in.accountId());
        encumbrances.set(slot, Encumbrance.ASSET, in.assetId());
        encumbrances.set(slot, Encumbrance.OPENED, in.quantity());
        encumbrances.set(slot, Encumbrance.REMAINING, in.quantity());
        encumbrances.set(slot, Encumbrance.PLEDGEE, in.pledgeeRef());
        encumbrances.set(slot, Encumbrance.RANK, in.rank());
        encumbrances.set(slot, Encumbrance.STOPS_CIRCULATION, in.stopsCirculationRaw());
        encumbrances.set(slot, Encumbrance.STOPS_INCOME, in.stopsIncomeRaw());
        encumbrances.set(slot, Encumbrance.STOPS_REDEMPTION, in.stopsRedemptionRaw());
        encumbrances.set(slot, Encumbrance.EXPIRES, in.expiresAtMs());
        encumbrances.set(slot, Encumbrance.PLEDGEE_ACCOUNT, in.pledgeeAccountId());
        encumbrances.set(slot, Encumbrance.INCOME_TO, in.incomeToRaw());
        encumbrances.set(slot, Encumbrance.BEHIND, in.subsequentRaw());
        return slot;
    }

    int release(Command command) {
        ReleaseEncumbranceDecoder in =
                release.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.encumbrances.find(in.encumbranceId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ENCUMBRANCE.number();
        }
        if (!liens.isPledge(slot) && !command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int issue = issues.find(state.encumbrances.get(slot, Encumbrance.ASSET));
        tasks.stepOfIssue(issue);
        if (state.encumbrances.find(in.encumbranceId()) == Table.NONE) {
            return RejectCode.UNKNOWN_ENCUMBRANCE.number();
        }
        if (issue != Table.NONE && state.issues.get(issue, Rows.Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.quantity() > state.encumbrances.get(slot, Encumbrance.REMAINING)) {
            return RejectCode.RELEASE_ABOVE_REMAINING.number();
        }
        int refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        reduce(slot, in.quantity());
        return Command.OK;
    }

    private void reduce(int slot, long quantity) {
        if (state.encumbrances.get(slot, Encumbrance.ASSET) != 0) {
            liens.reduce(slot, quantity);
            return;
        }
        state.encumbrances.set(slot, Encumbrance.REMAINING, 0);
        marketEvents.encumbranceChanged(slot);
        restrictions.freeze(state.encumbrances.get(slot, Encumbrance.ACCOUNT), -1);
        state.encumbranceDeadlines.remove(slot);
        state.encumbrances.release(slot);
    }

    /** Ends what has expired; at most {@code count}, and says how many. */
    int expire(int count) {
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !state.encumbranceDeadlines.isEmpty(); ended++) {
            int slot = state.encumbranceDeadlines.top();
            if (state.encumbrances.get(slot, Encumbrance.EXPIRES) > now) {
                break;
            }
            reduce(slot, state.encumbrances.get(slot, Encumbrance.REMAINING));
        }
        return ended;
    }
}
