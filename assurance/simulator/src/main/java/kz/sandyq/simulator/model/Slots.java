package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that come and go. An id is the sequence of the command that made it and its place; the place that was left
 * last is taken first.
 */
final class Slots<T extends Slots.Thing> {
    private static final long PLACES = 1L << 24;

    /** Something with an id. */
    abstract static class Thing {
        long id;

        abstract Row row();
    }

    private final List<@Nullable T> places = new ArrayList<>();
    private final TreeMap<Long, T> byId = new TreeMap<>();
    private final List<Integer> left = new ArrayList<>();
    private final LongSupplier limit;
    /** In the order of ids; null since something came or went. */
    private @Nullable List<T> listed;

    Slots(LongSupplier limit) {
        this.limit = limit;
    }

    /** One past the highest place that was ever taken. */
    int high() {
        return places.size();
    }

    @Nullable
    T at(int place) {
        return places.get(place);
    }

    long count() {
        return places.size() - left.size();
    }

    boolean isFull() {
        return count() >= limit.getAsLong();
    }

    long room() {
        return limit.getAsLong() - count();
    }

    T add(long sequence, T thing) {
        int place = places.size();
        if (left.isEmpty()) {
            places.add(thing);
        } else {
            place = left.removeLast();
            places.set(place, thing);
        }
        thing.id = sequence * PLACES + place;
        byId.put(thing.id, thing);
        listed = null;
        return thing;
    }

    void remove(T thing) {
        int place = (int) (thing.id % PLACES);
        byId.remove(thing.id);
        listed = null;
        places.set(place, null);
        left.add(place);
    }

    @Nullable
    T find(long id) {
        int place = (int) Math.floorMod(id, PLACES);
        T thing = id > 0 && place < places.size() ? places.get(place) : null;
        return thing != null && thing.id == id ? thing : null;
    }

    /** An id of this form may have been given to something that has ended. */
    boolean mayHaveEnded(long id, long sequence) {
        return id > 0 && id / PLACES > 0 && id / PLACES < sequence && id % PLACES < places.size();
    }

    /** In the order of ids, which is that of time. */
    List<T> all() {
        List<T> all = listed == null ? List.copyOf(byId.values()) : listed;
        listed = all;
        return all;
    }
}
