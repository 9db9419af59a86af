package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries out of a log while both markets still differ. An entry is emptied, not removed: it keeps its sequence,
 * so that the ids in the others still name what they named.
 */
final class Shrinker {
    private static final int MOST_TRIES = 600;

    /** Plays a log: up to the entry at which both markets differ; null when they agree. */
    interface Play {
        @Nullable
        Shrunk of(List<Entry> entries);
    }

    private final Play play;
    private int tries;

    Shrinker(Play play) {
        this.play = play;
    }

    /** What is left of a log, and the difference that it still shows. */
    record Shrunk(List<Entry> entries, String difference) {
        /** Its entries that say something, a line each. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                if (!entries.get(i).isEmptied()) {
                    lines.add((i + 1) + ". " + entries.get(i));
                }
            }
            lines.add(difference);
            return lines;
        }
    }

    Shrunk shrink(Campaign.Failure failure) {
        Shrunk best = new Shrunk(failure.entries(), failure.difference());
        for (int size = Math.max(1, best.entries.size() / 2); size >= 1 && tries < MOST_TRIES; size /= 2) {
            boolean again = true;
            while (again && tries < MOST_TRIES) {
                Shrunk smaller = pass(best, size);
                again = size == 1 && said(smaller) < said(best);
                best = smaller;
            }
        }
        return best;
    }

    private static long said(Shrunk shrunk) {
        return shrunk.entries.stream().filter(entry -> !entry.isEmptied()).count();
    }

    /** Empties each run of this many entries that is not needed, from the end. */
    private Shrunk pass(Shrunk from, int size) {
        Shrunk best = from;
        for (int end = best.entries.size(); end > 0 && tries < MOST_TRIES; end -= size) {
            List<Entry> less = new ArrayList<>(best.entries);
            boolean changed = false;
            for (int i = Math.max(0, end - size); i < end && i < less.size(); i++) {
                changed |= !less.get(i).isEmptied();
                less.set(i, less.get(i).emptied());
            }
            if (changed) {
                tries++;
                Shrunk differs = play.of(less);
                best = differs == null ? best : differs;
            }
        }
        return best;
    }

    /** The log up to the entry at which both differ; null when they agree. */
    static @Nullable Shrunk replay(List<Entry> entries) {
        Pair pair = new Pair();
        List<Entry> played = new ArrayList<>();
        try {
            for (Entry entry : entries) {
                played.add(entry);
                pair.apply(entry);
            }
            pair.compareState();
            return null;
        } catch (Pair.Differs e) {
            return new Shrunk(played, String.valueOf(e.getMessage()));
        }
    }
}
