package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.EntryKind;

/**
 * The encumbrances of a balance, in the order in which they were entered: what each blocks, and what passes from one to
 * the next. An arrest or a freeze that lacks something takes what comes from outside; a row that waits behind others
 * takes only what they let go.
 */
@LegalBasis("LAW-1.6-3-d")
final class Liens {
    /** Encumbrances of one balance; a bound on the work of what arrives there. */
    static final int MAX_OF_BALANCE = 64;

    private final State state;
    private final Table rows;
    private final MarketEvents events;
    private final Balances balances;
    private final Issues issues;
    private final Ranks ranks = new Ranks();

    Liens(State state, MarketEvents events, Balances balances, Issues issues) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.issues = issues;
        rows = state.encumbrances;
    }

    int first(int balance) {
        return balance == Table.NONE ? Table.NONE : state.balances.getInt(balance, Balance.OBJECTS) - 1;
    }

    int next(int slot) {
        return rows.getInt(slot, Encumbrance.NEXT) - 1;
    }

    boolean isPledge(int slot) {
        return rows.get(slot, Encumbrance.ENCUMBRANCE_KIND) == EncumbranceKind.PLEDGE.value();
    }

    long lacks(int slot) {
        return rows.get(slot, Encumbrance.STOPS_CIRCULATION) == 0
                ? 0
                : rows.get(slot, Encumbrance.REMAINING) - rows.get(slot, Encumbrance.COVERED);
    }

    /** What a row lacks that another one has: a row that waits behind others waits for none that was entered later. */
    long lacks(int slot, int of) {
        boolean later = sequence(of) > sequence(slot) && rows.get(slot, Encumbrance.BEHIND) != 0;
        return slot == of || later ? 0 : lacks(slot);
    }

    private long sequence(int slot) {
        return rows.get(slot, Encumbrance.ID) >>> Table.SLOT_BITS;
    }

    private boolean takesWhatComes(int slot) {
        return rows.get(slot, Encumbrance.STOPS_CIRCULATION) != 0 && rows.get(slot, Encumbrance.BEHIND) == 0;
    }

    int count(int balance) {
        int count = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            count++;
        }
        return count;
    }

    /** How many rows wait for what one of them has. */
    int waiting(int balance, int of) {
        int count = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            count += lacks(at, of) > 0 ? 1 : 0;
        }
        return count;
    }

    boolean isRankTaken(int balance, long rank) {
        for (int at = first(balance); at != Table.NONE && rank > 0; at = next(at)) {
            if (rows.get(at, Encumbrance.RANK) == rank) {
                return true;
            }
        }
        return false;
    }

    long lastRank(int balance) {
        long last = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            last = Math.max(last, rows.get(at, Encumbrance.RANK));
        }
        return last;
    }

    /** The rank itself where it is free, else the one behind the last. */
    long freeRank(int balance, long rank) {
        return isRankTaken(balance, rank) ? lastRank(balance) + 1 : rank;
    }

    /** What pledges of a balance block. */
    long pledged(int balance) {
        long sum = 0;
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            sum += isPledge(at) ? rows.get(at, Encumbrance.COVERED) : 0;
        }
        return sum;
    }

    /** Enters a new row, whose terms are written, and blocks for it what is free. */
    void add(int balance, int slot) {
        enter(balance, slot);
        if (rows.get(slot, Encumbrance.EXPIRES) > 0) {
            state.encumbranceDeadlines.insert(slot);
        }
        if (takesWhatComes(slot)) {
            state.balances.add(balance, Balance.UNCOVERED, rows.get(slot, Encumbrance.REMAINING));
            take(balance, slot);
        }
        events.encumbranceChanged(slot);
    }

    void enter(int balance, int slot) {
        enter(balance, slot, Table.NONE);
    }

    /** Enters a row in the order of time, somewhere behind one of which this is known. */
    void enter(int balance, int slot, int behind) {
        rows.link(slot, Encumbrance.BALANCE, balance);
        long sequence = sequence(slot);
        int before = behind;
        int at = behind == Table.NONE ? first(balance) : next(behind);
        while (at != Table.NONE && sequence(at) <= sequence) {
            before = at;
            at = next(at);
        }
        rows.link(slot, Encumbrance.NEXT, at + 1L);
        linkAfter(balance, before, slot);
    }

    private void linkAfter(int balance, int before, int slot) {
        if (before == Table.NONE) {
            long claim = state.balances.get(balance, Balance.OBJECTS) >>> 32;
            state.balances.link(balance, Balance.OBJECTS, claim << 32 | slot + 1L);
        } else {
            rows.link(before, Encumbrance.NEXT, slot + 1L);
        }
    }

    void leave(int balance, int slot) {
        int before = Table.NONE;
        for (int at = first(balance); at != slot; at = next(at)) {
            before = at;
        }
        linkAfter(balance, before, next(slot));
    }

    /** Blocks what is available for what it still lacks. */
    private boolean take(int balance, int slot) {
        long amount = Math.min(lacks(slot), state.balances.get(balance, Balance.AVAILABLE));
        if (amount <= 0) {
            return false;
        }
        rows.add(slot, Encumbrance.COVERED, amount);
        state.balances.add(balance, Balance.UNCOVERED, -amount);
        balances.explainBlocked(balance, amount);
        balances.post(balance, EntryKind.ENCUMBRANCE, -amount, 0, amount, rows.get(slot, Encumbrance.ID));
        return true;
    }

    /** What has become available goes to those that take what comes, oldest first. */
    void cover(int balance) {
        for (int at = first(balance); at != Table.NONE && mayCover(balance); at = next(at)) {
            if (takesWhatComes(at) && take(balance, at)) {
                events.encumbranceChanged(at);
            }
        }
    }

    private boolean mayCover(int balance) {
        return state.balances.get(balance, Balance.UNCOVERED) > 0 && state.balances.get(balance, Balance.AVAILABLE) > 0;
    }

    /** Lets a part go: first what was never covered, then what was blocked, which those behind take first. */
    void reduce(int slot, long quantity) {
        int balance = rows.getInt(slot, Encumbrance.BALANCE);
        long remaining = rows.get(slot, Encumbrance.REMAINING) - quantity;
        long covered = rows.get(slot, Encumbrance.COVERED);
        long freed = Math.max(0, covered - remaining);
        shrink(slot, quantity, freed);
        if (freed > 0) {
            balances.explainBlocked(balance, -freed);
            long free = freed - passOn(balance, slot, freed);
            if (free > 0) {
                long id = rows.get(slot, Encumbrance.ID);
                balances.post(balance, EntryKind.ENCUMBRANCE_RELEASE, free, 0, -free, id);
            }
        }
        if (remaining == 0) {
            reduceMoneyOf(slot);
        }
        changed(slot);
    }

    /** What it blocks of the money of units that were redeemed before is let go with it. */
    private void reduceMoneyOf(int slot) {
        int issue = issues.find(rows.get(slot, Encumbrance.ASSET));
        int money = issue == Table.NONE
                ? rows.getInt(slot, Encumbrance.BALANCE)
                : balances.find(rows.get(slot, Encumbrance.ACCOUNT), state.issues.get(issue, Rows.Issue.MONEY_ASSET));
        int ofMoney = moneyOf(rows.get(slot, Encumbrance.ID), money);
        if (ofMoney != Table.NONE) {
            reduce(ofMoney, rows.get(ofMoney, Encumbrance.REMAINING));
        }
    }

    /** The encumbrance that blocks money of units under this one, else {@link Table#NONE}. */
    int moneyOf(long encumbranceId, int money) {
        int at = first(money);
        while (at != Table.NONE && rows.get(at, Encumbrance.OF_ENCUMBRANCE) != encumbranceId) {
            at = next(at);
        }
        return at;
    }

    /** Takes a quantity off a row, of which a part was covered. What it blocked is the caller's to explain. */
    void shrink(int slot, long quantity, long covered) {
        rows.add(slot, Encumbrance.REMAINING, -quantity);
        if (covered > 0) {
            rows.add(slot, Encumbrance.COVERED, -covered);
        }
        if (takesWhatComes(slot) && covered != quantity) {
            state.balances.add(rows.getInt(slot, Encumbrance.BALANCE), Balance.UNCOVERED, covered - quantity);
        }
    }

    /** Says how a row stands now; one that has nothing left ends. */
    void changed(int slot) {
        events.encumbranceChanged(slot);
        if (rows.get(slot, Encumbrance.REMAINING) == 0) {
            end(rows.getInt(slot, Encumbrance.BALANCE), slot);
        }
    }

    private long passOn(int balance, int from, long freed) {
        long left = freed;
        for (int at = first(balance); at != Table.NONE && left > 0; at = next(at)) {
            long amount = takesWhatComes(at) ? 0 : Math.min(left, lacks(at, from));
            if (amount > 0) {
                rows.add(at, Encumbrance.COVERED, amount);
                balances.explainBlocked(balance, amount);
                events.encumbranceChanged(at);
                left -= amount;
            }
        }
        return freed - left;
    }

    /** Ends a row; pledges of a later rank move up. */
    private void end(int balance, int slot) {
        long rank = rows.get(slot, Encumbrance.RANK);
        leave(balance, slot);
        state.encumbranceDeadlines.remove(slot);
        rows.release(slot);
        for (int at = first(balance); rank > 0 && at != Table.NONE; at = next(at)) {
            if (rows.get(at, Encumbrance.RANK) > rank) {
                rows.add(at, Encumbrance.RANK, -1);
                events.encumbranceChanged(at);
            }
        }
    }

    /** The same encumbrance on another balance. What it covers there is posted by the caller. */
    void copy(int source, int balance, long quantity, long covered) {
        copy(source, balance, quantity, covered, ranksOf(balance), Table.NONE);
    }

    /** Somewhere behind one of which this is known, with a rank that is free. */
    private int copy(int source, int balance, long quantity, long covered, Ranks free, int behind) {
        long key = state.balances.get(balance, Balance.KEY);
        int slot = rows.allocate(rows.nextId(state.sequence()));
        rows.set(slot, Encumbrance.ENCUMBRANCE_KIND, rows.get(source, Encumbrance.ENCUMBRANCE_KIND));
        rows.set(slot, Encumbrance.ACCOUNT, key >>> 32);
        rows.set(slot, Encumbrance.ASSET, key & 0xFFFF_FFFFL);
        rows.set(slot, Encumbrance.OPENED, quantity);
        rows.set(slot, Encumbrance.REMAINING, quantity);
        rows.set(slot, Encumbrance.COVERED, covered);
        rows.set(slot, Encumbrance.RANK, free.take(rows.get(source, Encumbrance.RANK)));
        rows.set(slot, Encumbrance.BEHIND, covered < quantity ? 1 : 0);
        for (int column : TERMS) {
            rows.set(slot, column, rows.get(source, column));
        }
        enter(balance, slot, behind);
        if (rows.get(slot, Encumbrance.EXPIRES) > 0) {
            state.encumbranceDeadlines.insert(slot);
        }
        balances.explainBlocked(balance, covered);
        events.encumbranceChanged(slot);
        return slot;
    }

    private static final int[] TERMS = {
        Encumbrance.PLEDGEE,
        Encumbrance.STOPS_CIRCULATION,
        Encumbrance.STOPS_INCOME,
        Encumbrance.STOPS_REDEMPTION,
        Encumbrance.EXPIRES,
        Encumbrance.PLEDGEE_ACCOUNT,
        Encumbrance.INCOME_TO
    };

    /**
     * Units under an encumbrance have left a balance: those that waited for them keep their claim where the units, or
     * the money in their place, are now. Each claims {@code value} for {@code quantity}, at most {@code most}; they
     * share {@code cover} in their order. Returns how much they block.
     */
    long follow(int balance, int target, int left, long quantity, long value, long most, long cover) {
        long blocked = 0;
        Ranks free = ranksOf(target);
        int last = Table.NONE;
        int at = first(balance);
        while (at != Table.NONE) {
            int next = next(at);
            long waits = Math.min(lacks(at, left), quantity);
            if (waits > 0) {
                long claim = Math.min(most, Amounts.quotient(waits, value, quantity));
                long covered = Math.min(cover - blocked, claim);
                if (claim > 0) {
                    last = copy(at, target, claim, covered, free, last);
                    blocked += covered;
                }
                if (claim > 0 || !takesWhatComes(at)) {
                    shrink(at, waits, 0);
                    changed(at);
                }
            }
            at = next;
        }
        return blocked;
    }

    /** The ranks that a balance has now. */
    Ranks ranksOf(int balance) {
        ranks.clear();
        for (int at = first(balance); at != Table.NONE; at = next(at)) {
            ranks.take(rows.get(at, Encumbrance.RANK));
        }
        return ranks;
    }
}
