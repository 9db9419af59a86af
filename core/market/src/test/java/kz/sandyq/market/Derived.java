package kz.sandyq.market;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a state keeps beside its rows: which of them stand in each heap, and which each index finds. */
final class Derived {
    private final Map<String, Set<Integer>> rows = new TreeMap<>();

    private Derived() {}

    static Map<String, Set<Integer>> of(@Nullable State state) {
        Derived derived = new Derived();
        if (state != null) {
            try {
                derived.read(state);
                derived.read(state.transfers);
                derived.read(state.fees);
                derived.read(state.watching);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            derived.rows.put("waitingStops", Set.of(state.waitingStops));
        }
        return derived.rows;
    }

    private void read(Object part) throws ReflectiveOperationException {
        for (Field field : part.getClass().getDeclaredFields()) {
            if (field.getType() == SlotHeap.class) {
                rows.put(field.getName(), rows((SlotHeap) field.get(part)));
            } else if (field.getType() == SlotIndex.class) {
                rows.put(field.getName(), rows((SlotIndex) field.get(part)));
            }
        }
    }

    private static Set<Integer> rows(SlotHeap heap) throws ReflectiveOperationException {
        Set<Integer> found = new TreeSet<>();
        Table table = (Table) in(heap, "table");
        for (int slot = 0; slot < table.capacity(); slot++) {
            if (heap.contains(slot)) {
                found.add(slot);
            }
        }
        return found;
    }

    private static Set<Integer> rows(SlotIndex index) throws ReflectiveOperationException {
        Set<Integer> found = new TreeSet<>();
        Table table = (Table) in(index, "table");
        int first = (int) in(index, "firstColumn");
        int second = (int) in(index, "secondColumn");
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot) && index.find(table.get(slot, first), table.get(slot, second)) == slot) {
                found.add(slot);
            }
        }
        return found;
    }

    private static Object in(Object part, String name) throws ReflectiveOperationException {
        Field field = part.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(part);
    }
}
