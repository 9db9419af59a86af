package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** What encumbrances block, what they let go, and to whom it goes. */
final class Liens {
    static final int MOST_OF_BALANCE = 64;

    private final World world;
    private final Postings postings;

    Liens(World world, Postings postings) {
        this.world = world;
        this.postings = postings;
    }

    private static Balance of(Encumbrance each) {
        return Objects.requireNonNull(each.balance);
    }

    /** What it lacks that another one has: who waits behind others waits for none that was entered later. */
    static BigInteger lacks(Encumbrance each, Encumbrance of) {
        boolean later = of.id >>> 24 > each.id >>> 24 && each.behind;
        return each == of || later ? ZERO : each.lacks();
    }

    boolean isRankTaken(@Nullable Balance balance, long rank) {
        return rank > 0 && world.encumbrancesOf(balance).stream().anyMatch(each -> each.rank == rank);
    }

    long lastRank(@Nullable Balance balance) {
        return world.encumbrancesOf(balance).stream()
                .mapToLong(each -> each.rank)
                .max()
                .orElse(0);
    }

    long freeRank(Balance balance, long rank) {
        return isRankTaken(balance, rank) ? lastRank(balance) + 1 : rank;
    }

    BigInteger pledged(@Nullable Balance balance) {
        return world.encumbrancesOf(balance).stream()
                .filter(Encumbrance::isPledge)
                .map(each -> each.covered)
                .reduce(ZERO, BigInteger::add);
    }

    /** Into its place by time, behind those of its own sequence. */
    void enter(Balance balance, Encumbrance encumbrance) {
        List<Encumbrance> all = world.liens.computeIfAbsent(balance, k -> new ArrayList<>());
        int at = 0;
        while (at < all.size() && all.get(at).id >>> 24 <= encumbrance.id >>> 24) {
            at++;
        }
        all.add(at, encumbrance);
        encumbrance.balance = balance;
        encumbrance.account = balance.account;
    }

    void leave(Encumbrance encumbrance) {
        Objects.requireNonNull(world.liens.get(of(encumbrance))).remove(encumbrance);
    }

    void add(Balance balance, Encumbrance encumbrance) {
        enter(balance, encumbrance);
        if (encumbrance.takes()) {
            balance.uncovered = balance.uncovered.add(encumbrance.remaining);
            world.touched.add(balance);
            take(encumbrance);
        }
        said(encumbrance);
    }

    void said(Encumbrance encumbrance) {
        world.say(new Message("EncumbranceChanged")
                .with("encumbranceId", encumbrance.id)
                .with("kind", encumbrance.kind)
                .with("accountId", encumbrance.account)
                .with("assetId", encumbrance.asset())
                .with("openedQuantity", encumbrance.opened.longValueExact())
                .with("remainingQuantity", encumbrance.remaining.longValueExact())
                .with("coveredQuantity", encumbrance.covered.longValueExact())
                .with("pledgeeRef", encumbrance.pledgee)
                .with("rank", encumbrance.rank)
                .with("stopsCirculation", encumbrance.stopsCirculation)
                .with("stopsIncome", encumbrance.stopsIncome)
                .with("stopsRedemption", encumbrance.stopsRedemption)
                .with("expiresAtMs", encumbrance.expires)
                .with("ground", world.ground)
                .with("ofEncumbranceId", encumbrance.ofEncumbrance)
                .with("pledgeeAccountId", encumbrance.pledgeeAccount)
                .with("incomeTo", encumbrance.incomeTo)
                .with("waitsBehind", encumbrance.behind));
    }

    /** Blocks what is available for what it still lacks. */
    private boolean take(Encumbrance encumbrance) {
        Balance balance = of(encumbrance);
        BigInteger amount = encumbrance.lacks().min(balance.available);
        if (!Numbers.positive(amount)) {
            return false;
        }
        encumbrance.covered = encumbrance.covered.add(amount);
        balance.uncovered = balance.uncovered.subtract(amount);
        postings.post(balance, EntryKind.ENCUMBRANCE, amount.negate(), ZERO, amount, encumbrance.id);
        return true;
    }

    /** What has become available goes to those that take what comes, oldest first. */
    void cover(Balance balance) {
        for (Encumbrance each : world.encumbrancesOf(balance)) {
            if (each.takes() && take(each)) {
                said(each);
            }
        }
    }

    /** Lets go first what was never covered, then what was blocked, which those behind take first. */
    void reduce(Encumbrance encumbrance, BigInteger quantity) {
        BigInteger remaining = encumbrance.remaining.subtract(quantity);
        BigInteger freed = encumbrance.covered.subtract(remaining).max(ZERO);
        shrink(encumbrance, quantity, freed);
        if (Numbers.positive(freed)) {
            BigInteger free = freed.subtract(passOn(encumbrance, freed));
            if (Numbers.positive(free)) {
                Balance balance = of(encumbrance);
                postings.post(balance, EntryKind.ENCUMBRANCE_RELEASE, free, ZERO, free.negate(), encumbrance.id);
            }
        }
        if (remaining.signum() == 0) {
            reduceMoneyOf(encumbrance);
        }
        changed(encumbrance);
    }

    /** What blocks money of its units is let go with it. */
    private void reduceMoneyOf(Encumbrance encumbrance) {
        Issue issue = world.issue(encumbrance.asset());
        Balance money = issue == null ? of(encumbrance) : world.balance(encumbrance.account, issue.moneyAsset);
        world.encumbrancesOf(money).stream()
                .filter(each -> each.ofEncumbrance == encumbrance.id)
                .findFirst()
                .ifPresent(each -> reduce(each, each.remaining));
    }

    void shrink(Encumbrance encumbrance, BigInteger quantity, BigInteger covered) {
        encumbrance.remaining = encumbrance.remaining.subtract(quantity);
        encumbrance.covered = encumbrance.covered.subtract(covered);
        if (encumbrance.takes() && !covered.equals(quantity)) {
            Balance balance = of(encumbrance);
            balance.uncovered = balance.uncovered.subtract(quantity).add(covered);
            world.touched.add(balance);
        }
    }

    void changed(Encumbrance encumbrance) {
        said(encumbrance);
        if (encumbrance.remaining.signum() == 0) {
            end(encumbrance);
        }
    }

    /** Those that wait behind others take what one of them lets go. */
    private BigInteger passOn(Encumbrance from, BigInteger freed) {
        BigInteger left = freed;
        for (Encumbrance each : world.encumbrancesOf(of(from))) {
            BigInteger amount = each.takes() ? ZERO : left.min(lacks(each, from));
            if (Numbers.positive(amount)) {
                each.covered = each.covered.add(amount);
                said(each);
                left = left.subtract(amount);
            }
        }
        return freed.subtract(left);
    }

    /** Pledges of a later rank move up. */
    private void end(Encumbrance encumbrance) {
        leave(encumbrance);
        world.encumbrances.remove(encumbrance);
        for (Encumbrance each : world.encumbrancesOf(of(encumbrance))) {
            if (encumbrance.rank > 0 && each.rank > encumbrance.rank) {
                each.rank--;
                said(each);
            }
        }
    }
}
