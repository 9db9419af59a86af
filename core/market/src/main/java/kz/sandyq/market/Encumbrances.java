package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.PlaceEncumbranceDecoder;
import kz.sandyq.protocol.sbe.ReleaseEncumbranceDecoder;

/** Pledges and arrests. A pledge takes what is free; an arrest may exceed it and takes what comes later. */
@LegalBasis("LAW-1.6-3-d")
final class Encumbrances {
    /** Encumbrances of one balance; a bound on the work of what arrives there. */
    static final int MAX_OF_BALANCE = 64;

    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final PlaceEncumbranceDecoder place = new PlaceEncumbranceDecoder();
    private final ReleaseEncumbranceDecoder release = new ReleaseEncumbranceDecoder();

    Encumbrances(
            State state,
            Events events,
            MarketEvents marketEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
    }

    int place(Command command) {
        PlaceEncumbranceDecoder in = place.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkFields(in);
        if (refused == Command.OK) {
            refused = checkSubject(in);
        }
        if (refused == Command.OK) {
            refused = checkQuantity(in);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = add(in);
        return Command.OK;
    }

    private int checkFields(PlaceEncumbranceDecoder in) {
        boolean pledge = in.kindRaw() == EncumbranceKind.PLEDGE.value();
        boolean inRange = (pledge || in.kindRaw() == EncumbranceKind.ARREST.value())
                && in.stopsCirculationRaw() <= 1
                && in.stopsIncomeRaw() <= 1
                && in.stopsRedemptionRaw() <= 1
                && in.rank() >= (pledge ? 1 : 0)
                && (!pledge || in.pledgeeRef() > 0)
                && (in.expiresAtMs() == 0 || in.expiresAtMs() > state.logicalNowMs());
        return inRange ? Command.OK : RejectCode.FIELD_OUT_OF_RANGE.number();
    }

    private int checkSubject(PlaceEncumbranceDecoder in) {
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!accounts.assetExists(in.assetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.quantity() > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        if (!Capacities.holdsAssets(accounts.capacityOf(in.accountId()))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        tasks.stepOfIssue(issues.find(in.assetId()));
        int refused = issues.checkCirculation(in.assetId());
        return refused == RejectCode.ISSUE_SUSPENDED.number() ? Command.OK : refused;
    }

    private int checkQuantity(PlaceEncumbranceDecoder in) {
        int balance = balances.find(in.accountId(), in.assetId());
        int count = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            count++;
            if (in.rank() > 0 && state.encumbrances.get(at, Encumbrance.RANK) == in.rank()) {
                return RejectCode.RANK_TAKEN.number();
            }
        }
        if (in.kindRaw() == EncumbranceKind.PLEDGE.value()) {
            int refused = balances.checkUnits(in.accountId(), in.assetId(), in.quantity());
            if (refused != Command.OK) {
                return accounts.isMoney(in.assetId()) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
            }
        }
        if (count >= MAX_OF_BALANCE || state.encumbrances.isFull()) {
            return RejectCode.LIMIT_ENCUMBRANCES.number();
        }
        return issues.hasRoom(in.accountId(), in.assetId()) ? Command.OK : RejectCode.LIMIT_BALANCES.number();
    }

    private long add(PlaceEncumbranceDecoder in) {
        Table encumbrances = state.encumbrances;
        int balance = issues.open(in.accountId(), in.assetId());
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
        enter(balance, slot);
        if (in.expiresAtMs() > 0) {
            state.encumbranceDeadlines.insert(slot);
        }
        if (in.stopsCirculationRaw() == 1) {
            state.balances.add(balance, Balance.UNCOVERED, in.quantity());
            take(balance, slot);
        }
        marketEvents.encumbranceChanged(slot);
        return encumbrances.get(slot, Encumbrance.ID);
    }

    /** Enters it into the list of a balance, which is in the order of ids. */
    void enter(int balance, int slot) {
        Table encumbrances = state.encumbrances;
        encumbrances.link(slot, Encumbrance.BALANCE, balance);
        int before = Table.NONE;
        int at = first(balance);
        while (at != Table.NONE && encumbrances.get(at, Encumbrance.ID) < encumbrances.get(slot, Encumbrance.ID)) {
            before = at;
            at = next(at);
        }
        encumbrances.link(slot, Encumbrance.NEXT, at + 1L);
        if (before == Table.NONE) {
            state.balances.link(balance, Balance.FIRST_ENCUMBRANCE, slot + 1L);
        } else {
            encumbrances.link(before, Encumbrance.NEXT, slot + 1L);
        }
    }

    void leave(int balance, int slot) {
        int before = Table.NONE;
        for (int at = first(balance); at != slot; at = next(at)) {
            before = at;
        }
        int after = next(slot);
        if (before == Table.NONE) {
            state.balances.link(balance, Balance.FIRST_ENCUMBRANCE, after + 1L);
        } else {
            state.encumbrances.link(before, Encumbrance.NEXT, after + 1L);
        }
    }

    int first(int balance) {
        return balance == Table.NONE ? Table.NONE : state.balances.getInt(balance, Balance.FIRST_ENCUMBRANCE) - 1;
    }

    int next(int slot) {
        return state.encumbrances.getInt(slot, Encumbrance.NEXT) - 1;
    }

    /** Blocks what is available for what it still lacks. */
    private boolean take(int balance, int slot) {
        Table encumbrances = state.encumbrances;
        long lacks = encumbrances.get(slot, Encumbrance.REMAINING) - encumbrances.get(slot, Encumbrance.COVERED);
        long amount = Math.min(lacks, state.balances.get(balance, Balance.AVAILABLE));
        if (amount <= 0) {
            return false;
        }
        encumbrances.add(slot, Encumbrance.COVERED, amount);
        state.balances.add(balance, Balance.UNCOVERED, -amount);
        balances.explainBlocked(balance, amount);
        long id = encumbrances.get(slot, Encumbrance.ID);
        balances.post(balance, EntryKind.ENCUMBRANCE, -amount, 0, amount, id);
        return true;
    }

    /** What has become available goes to the arrests that wait for it, oldest first. */
    void cover(int balance) {
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            if (state.encumbrances.get(at, Encumbrance.STOPS_CIRCULATION) != 0 && take(balance, at)) {
                marketEvents.encumbranceChanged(at);
            }
        }
    }

    int release(Command command) {
        ReleaseEncumbranceDecoder in =
                release.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.encumbrances.find(in.encumbranceId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ENCUMBRANCE.number();
        }
        boolean arrest = state.encumbrances.get(slot, Encumbrance.ENCUMBRANCE_KIND) == EncumbranceKind.ARREST.value();
        if (arrest && !command.hasTwoPersons()) {
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

    /** Lets a part go: first what was never covered, then what was blocked. */
    private void reduce(int slot, long quantity) {
        Table encumbrances = state.encumbrances;
        int balance = encumbrances.getInt(slot, Encumbrance.BALANCE);
        long remaining = encumbrances.get(slot, Encumbrance.REMAINING) - quantity;
        long covered = encumbrances.get(slot, Encumbrance.COVERED);
        long freed = Math.max(0, covered - remaining);
        encumbrances.set(slot, Encumbrance.REMAINING, remaining);
        encumbrances.set(slot, Encumbrance.COVERED, covered - freed);
        if (encumbrances.get(slot, Encumbrance.STOPS_CIRCULATION) != 0) {
            state.balances.add(balance, Balance.UNCOVERED, freed - quantity);
        }
        if (freed > 0) {
            long id = encumbrances.get(slot, Encumbrance.ID);
            balances.explainBlocked(balance, -freed);
            balances.post(balance, EntryKind.ENCUMBRANCE_RELEASE, freed, 0, -freed, id);
        }
        marketEvents.encumbranceChanged(slot);
        if (remaining == 0) {
            long id = encumbrances.get(slot, Encumbrance.ID);
            int issue = issues.find(encumbrances.get(slot, Encumbrance.ASSET));
            long account = encumbrances.get(slot, Encumbrance.ACCOUNT);
            end(balance, slot);
            int money = issue == Table.NONE
                    ? balance
                    : balances.find(account, state.issues.get(issue, Rows.Issue.MONEY_ASSET));
            int ofMoney = moneyOf(id, money);
            if (ofMoney != Table.NONE) {
                reduce(ofMoney, encumbrances.get(ofMoney, Encumbrance.REMAINING));
            }
        }
    }

    /** The encumbrance that blocks money of units under this one, else {@link Table#NONE}. */
    int moneyOf(long encumbranceId, int money) {
        int at = first(money);
        while (at != Table.NONE && state.encumbrances.get(at, Encumbrance.OF_ENCUMBRANCE) != encumbranceId) {
            at = next(at);
        }
        return at;
    }

    void end(int balance, int slot) {
        leave(balance, slot);
        state.encumbranceDeadlines.remove(slot);
        state.encumbrances.release(slot);
    }

    /** Ends what has expired; at most {@code count}. */
    void expire(int count) {
        long now = state.logicalNowMs();
        for (int i = 0; i < count && !state.encumbranceDeadlines.isEmpty(); i++) {
            int slot = state.encumbranceDeadlines.top();
            if (state.encumbrances.get(slot, Encumbrance.EXPIRES) > now) {
                return;
            }
            reduce(slot, state.encumbrances.get(slot, Encumbrance.REMAINING));
        }
    }

    /**
     * Redemption: the money of encumbered units stands blocked under the same encumbrance. Returns how much money does.
     * The units' own posting takes the blocked units away.
     */
    long convert(int units, int money, long assetId, long priceMinor, long factor) {
        Table encumbrances = state.encumbrances;
        long free = state.balances.get(units, Balance.AVAILABLE);
        long blocked = 0;
        for (int at = first(units); at != Table.NONE; at = first(units)) {
            long covered = encumbrances.get(at, Encumbrance.COVERED);
            long quantity = covered;
            if (encumbrances.get(at, Encumbrance.STOPS_CIRCULATION) == 0) {
                boolean stops = encumbrances.get(at, Encumbrance.STOPS_REDEMPTION) != 0;
                quantity = stops ? Math.min(free, encumbrances.get(at, Encumbrance.REMAINING)) : 0;
                free -= quantity;
            }
            long amount = Amounts.money(quantity, priceMinor, factor);
            balances.explainBlocked(units, -covered);
            leave(units, at);
            encumbrances.set(at, Encumbrance.ASSET, assetId);
            encumbrances.set(at, Encumbrance.OPENED, amount);
            encumbrances.set(at, Encumbrance.REMAINING, amount);
            encumbrances.set(at, Encumbrance.COVERED, amount);
            encumbrances.set(at, Encumbrance.STOPS_CIRCULATION, 1);
            enter(money, at);
            balances.explainBlocked(money, amount);
            marketEvents.encumbranceChanged(at);
            if (amount == 0) {
                end(money, at);
            }
            blocked += amount;
        }
        if (state.balances.get(units, Balance.UNCOVERED) != 0) {
            state.balances.set(units, Balance.UNCOVERED, 0);
        }
        return blocked;
    }
}
