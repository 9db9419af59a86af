package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** The keys that are remembered, and what they were answered. */
final class Keys {
    private static final int FORGOTTEN_AT_ONCE = 4;

    record Name(long high, long low) {}

    record Remembered(
            Name name,
            long created,
            long sequence,
            long template,
            Bytes content,
            long rejectCode,
            long resultId,
            BigInteger resultAmount) {
        Row row() {
            return new Row("RememberedKey")
                    .with("SEQUENCE", sequence)
                    .with("HIGH", name.high)
                    .with("LOW", name.low)
                    .with("CREATED", created)
                    .with("REJECT_CODE", rejectCode)
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
        return byName.size() >= world.limit("KEYS");
    }

    boolean isTooOld(long created) {
        return created <= world.scalar("FORGOTTEN_UP_TO") || isFull() && created <= oldestFirst.first().created;
    }

    void remember(Remembered key) {
        if (isFull()) {
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
            if (oldestFirst.first().created < before) {
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        Remembered oldest = oldestFirst.removeFirst();
        byName.remove(oldest.name);
        world.scalar("FORGOTTEN_UP_TO", Math.max(world.scalar("FORGOTTEN_UP_TO"), oldest.created));
    }

    List<Row> rows() {
        return oldestFirst.stream().map(Remembered::row).toList();
    }
}
