package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** The keys that are remembered, and what they were answered. */
final class Keys {
    private static final int FORGOTTEN_AT_ONCE = 4;

    record Name(long high, long low) {}

    /** What one item of a batch was answered. */
    record Result(long sequence, long rejectCode, long resultId, BigInteger resultAmount) {
        Row row() {
            return new Row("ItemResult")
                    .with("SEQUENCE", sequence)
                    .with("OUTCOME", rejectCode == 0 ? resultId : -rejectCode)
                    .with("AMOUNT", resultAmount);
        }
    }

    record Remembered(
            Name name,
            long created,
            long sequence,
            long template,
            Bytes content,
            long rejectCode,
            long resultId,
            BigInteger resultAmount,
            List<Result> items) {
        /** How much of the window it takes. */
        int size() {
            return 1 + items.size();
        }

        Row row() {
            return new Row("RememberedKey")
                    .with("SEQUENCE", sequence)
                    .with("HIGH", name.high)
                    .with("LOW", name.low)
                    .with("CREATED", created)
                    .with("REJECT_CODE", items.isEmpty() ? rejectCode : -items.size())
                    .with("RESULT_ID", resultId)
                    .with("RESULT_AMOUNT", resultAmount);
        }
    }

    private final World world;
    private final Map<Name, Remembered> byName = new HashMap<>();
    private final TreeSet<Remembered> oldestFirst =
            new TreeSet<>(Comparator.comparingLong(Remembered::created).thenComparingLong(Remembered::sequence));

    Keys(World world) {
        this.world = world;
    }

    static Name name(Message header) {
        return new Name(header.number("keyHigh"), header.number("keyLow"));
    }

    @Nullable
    Remembered find(Message header) {
        return byName.get(name(header));
    }

    /** As many as there may be. */
    boolean isFull() {
        return size() >= world.limit("KEYS");
    }

    private int size() {
        return byName.values().stream().mapToInt(Remembered::size).sum();
    }

    boolean isTooOld(long created) {
        return created <= world.scalar("FORGOTTEN_UP_TO") || isFull() && created <= oldestFirst.first().created;
    }

    void remember(Remembered key) {
        if (key.items.isEmpty() && isFull()) {
            forgetOldest();
        }
        while (!key.items.isEmpty() && size() + key.size() > world.limit("KEYS")) {
            forgetOldest();
        }
        byName.put(key.name, key);
        oldestFirst.add(key);
    }

    void forgetExpired() {
        if (world.scalar("SUSPECT") != 0) {
            return;
        }
        long before = world.scalar("NOW") - world.scalar("KEY_WINDOW");
        for (int i = 0; i < FORGOTTEN_AT_ONCE && !oldestFirst.isEmpty(); i++) {
            if (oldestFirst.first().created < before && forgetOldest()) {
                return;
            }
        }
    }

    /** True when it was a batch. */
    private boolean forgetOldest() {
        Remembered oldest = oldestFirst.removeFirst();
        byName.remove(oldest.name);
        world.scalar("FORGOTTEN_UP_TO", Math.max(world.scalar("FORGOTTEN_UP_TO"), oldest.created));
        return !oldest.items.isEmpty();
    }

    List<Row> rows() {
        return oldestFirst.stream()
                .flatMap(key ->
                        Stream.concat(Stream.of(key.row()), key.items.stream().map(Result::row)))
                .toList();
    }
}
