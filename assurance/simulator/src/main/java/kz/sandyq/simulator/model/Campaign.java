package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Worlds of one seed after another, both markets side by side. */
final class Campaign {
    /** The whole state is compared so often, and at the end of each world. */
    static final long STATE_EVERY = 10_000;
    /** Commands and ticks of one world. */
    static final int WORLD = 4_000;

    private final Coverage coverage = new Coverage();

    /** What a world came to: its log and where it differed, if it did. */
    record Failure(long seed, List<Entry> entries, String difference) {}

    private String lastHash = "";

    /** Hash of the state in which the last world ended. */
    String lastHash() {
        return lastHash;
    }

    Coverage coverage() {
        return coverage;
    }

    /** Plays one world; null when both agree to its end. */
    @Nullable
    Failure play(long seed, long length) {
        Pair pair = new Pair();
        RandomWorld world = new RandomWorld(seed, pair.model());
        List<Entry> entries = new ArrayList<>();
        try {
            for (long i = 1; i <= length; i++) {
                Entry entry = world.next();
                entries.add(entry);
                pair.apply(entry);
                coverage.count(entry, pair.said());
                if (i % STATE_EVERY == 0) {
                    pair.compareState();
                }
            }
            pair.compareState();
            lastHash = pair.core().hash();
            return null;
        } catch (Pair.Differs e) {
            return new Failure(seed, entries, String.valueOf(e.getMessage()) + cause(e));
        }
    }

    private static String cause(Throwable e) {
        return e.getCause() == null ? "" : "\n    " + e.getCause();
    }
}
