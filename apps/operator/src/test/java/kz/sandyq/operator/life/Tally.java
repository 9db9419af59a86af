package kz.sandyq.operator.life;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who must own what, counted apart from the product: only from what the test did and what it was answered. */
final class Tally {
    private static final List<BigInteger> NOTHING = List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** Parts of a balance. */
    enum Part {
        AVAILABLE,
        HELD,
        BLOCKED
    }

    private record Change(String account, Part part, BigInteger quantity, long sequence) {}

    /**
     * A moment at which the holders are asked for.
     *
     * @param time null when only the sequence tells it from another command of the same millisecond
     */
    record Moment(String name, long sequence, @Nullable Instant time) {}

    private final List<Change> changes = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();

    void add(String account, Part part, long quantity, long sequence) {
        changes.add(new Change(account, part, BigInteger.valueOf(quantity), sequence));
    }

    void move(String account, Part from, Part to, long quantity, long sequence) {
        add(account, from, -quantity, sequence);
        add(account, to, quantity, sequence);
    }

    void note(String name, long sequence, @Nullable Instant time) {
        moments.add(new Moment(name, sequence, time));
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** Sequence of the last change of what anybody owns. */
    long lastChange() {
        return changes.getLast().sequence();
    }

    /** Parts by account after a sequence; accounts with nothing are left out. */
    Map<String, List<BigInteger>> after(long sequence) {
        Map<String, List<BigInteger>> holders = new TreeMap<>();
        for (Change change : changes) {
            if (change.sequence() <= sequence) {
                List<BigInteger> parts = new ArrayList<>(holders.getOrDefault(change.account(), NOTHING));
                int part = change.part().ordinal();
                parts.set(part, parts.get(part).add(change.quantity()));
                holders.put(change.account(), parts);
            }
        }
        holders.values().removeIf(NOTHING::equals);
        return holders;
    }

    /** Free units of an account now. */
    long free(String account) {
        return after(Long.MAX_VALUE).getOrDefault(account, NOTHING).getFirst().longValueExact();
    }
}
