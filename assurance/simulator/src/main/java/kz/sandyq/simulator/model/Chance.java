package kz.sandyq.simulator.model;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Draws from a seed, mostly what fits the market as it stands. */
final class Chance {
    final Random random;
    final World world;
    /** Amounts of this market: up to this many minor units. */
    final long purse;

    Chance(long seed, World world, long purse) {
        random = new Random(seed);
        this.world = world;
        this.purse = purse;
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    long below(long bound) {
        return bound <= 1 ? 0 : Math.floorMod(random.nextLong(), bound);
    }

    long from(long low, long high) {
        return low + below(high - low + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of a list, or the other when it is empty. */
    <T> T any(List<T> list, T otherwise) {
        return list.isEmpty() ? otherwise : list.get(random.nextInt(list.size()));
    }

    /** A market of the largest amounts. */
    boolean isGrand() {
        return purse > Numbers.LARGEST.longValueExact() / 2;
    }

    long amount() {
        return from(1, oneIn(4) ? purse : Math.max(1, purse / 50));
    }

    long small() {
        return from(1, 40);
    }

    private long account(Predicate<Things.Account> fits) {
        List<Long> fitting =
                world.accounts.stream().filter(fits).map(Things.Account::id).toList();
        return any(fitting, 1L);
    }

    long account(Capacity capacity) {
        return account(account -> account.capacity() == capacity.value());
    }

    long anyAccount() {
        return account(account -> true);
    }

    /** An account that may hold units, of the main activity mostly. */
    long client() {
        boolean second = oneIn(12);
        return account(account -> (account.capacity() == Capacity.CLIENT.value()
                        || account.capacity() <= Capacity.OPERATOR_OWN.value() && oneIn(4))
                && account.activity() == (second ? 2 : 1));
    }

    /** A client of one activity. */
    long clientOf(long activity) {
        return account(account -> account.capacity() == Capacity.CLIENT.value() && account.activity() == activity);
    }

    /** Who has most of the first money free. */
    long richest() {
        return world.balances.stream()
                .filter(balance -> balance.asset == 1 && Shared.holdsAssets(world.account(balance.account)))
                .filter(balance -> Numbers.positive(balance.available))
                .max(Comparator.comparing(balance -> balance.available))
                .map(balance -> balance.account)
                .orElse(1L);
    }

    long bank() {
        boolean second = oneIn(12);
        return account(
                account -> account.capacity() == Capacity.BANK_SIDE.value() && account.activity() == (second ? 2 : 1));
    }

    long money() {
        return oneIn(8) ? anyMoney() : 1;
    }

    long anyMoney() {
        return any(moneys(), 1L);
    }

    private List<Long> moneys() {
        return world.assets.stream()
                .filter(asset -> asset.kind() == 1)
                .map(Things.Asset::id)
                .toList();
    }

    long issue(Predicate<Issue> fits) {
        List<Long> fitting = world.issues.values().stream()
                .filter(fits)
                .map(issue -> issue.id)
                .toList();
        return fitting.isEmpty() ? anyIssue() : any(fitting, 99L);
    }

    long anyIssue() {
        List<Long> all = List.copyOf(world.issues.keySet());
        return any(all.subList(Math.max(0, all.size() - (oneIn(4) ? 20 : 3)), all.size()), 99L);
    }

    long asset() {
        return oneIn(3) ? money() : anyIssue();
    }

    <T extends Slots.Thing> T thing(Slots<T> slots, T otherwise) {
        return any(slots.all(), otherwise);
    }

    Bytes code(String prefix) {
        return Bytes.of(prefix + world.assets.size() + (char) ('A' + random.nextInt(26)));
    }

    Message ground() {
        return ground(24);
    }

    /** One in so many is no ground. */
    Message ground(int spoiled) {
        long day = world.legalDay();
        if (oneIn(spoiled)) {
            return of(
                    new Message("Ground"),
                    new Message("Ground").with("documentKind", 3).with("effectiveEpochDay", day + 1),
                    new Message("Ground").with("effectiveEpochDay", day - 1));
        }
        Message paper = new Message("Ground")
                .with("documentKind", 3)
                .with("documentEpochDay", 20_000)
                .with("documentRef", 9)
                .with("documentHash", new Bytes(new byte[32]));
        return oneIn(6) ? paper.with("effectiveEpochDay", day - below(3)) : paper;
    }
}
