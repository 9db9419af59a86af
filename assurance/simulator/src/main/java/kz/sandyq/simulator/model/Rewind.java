package kz.sandyq.simulator.model;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that the slow market holds, as it is now, to be put back: found by walking from object to object. */
final class Rewind {
    private static final String OWN = Rewind.class.getPackageName();
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private record Entry(Object key, @Nullable Object value) {}

    /** Objects that change: collections with their contents, others with their fields in order. */
    private final Map<Object, List<@Nullable Object>> kept = new IdentityHashMap<>();

    private Rewind() {}

    static Rewind of(Object root) {
        Rewind rewind = new Rewind();
        Map<Object, Object> seen = new IdentityHashMap<>();
        Deque<Object> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            Object next = open.removeLast();
            if (seen.put(next, next) == null) {
                rewind.keep(next, open);
            }
        }
        return rewind;
    }

    private void keep(Object thing, Deque<Object> open) {
        if (thing instanceof Map<?, ?> map) {
            List<@Nullable Object> entries = new ArrayList<>();
            map.forEach((key, value) -> {
                entries.add(new Entry(key, value));
                visit(key, open);
                visit(value, open);
            });
            keep(thing, entries);
        } else if (thing instanceof Collection<?> collection) {
            keep(thing, new ArrayList<>(collection));
            collection.forEach(each -> visit(each, open));
        } else if (thing.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(thing); i++) {
                visit(Array.get(thing, i), open);
            }
        } else {
            List<@Nullable Object> values = new ArrayList<>();
            for (Field field : fields(thing.getClass())) {
                Object value = value(field, thing);
                values.add(value);
                visit(value, open);
            }
            kept.put(thing, values);
        }
    }

    /** What cannot be changed is not put back. */
    private void keep(Object collection, List<@Nullable Object> contents) {
        if (!collection.getClass().getName().contains("Immutable")
                && !collection.getClass().getName().contains("Unmodifiable")) {
            kept.put(collection, contents);
        }
    }

    private static void visit(@Nullable Object thing, Deque<Object> open) {
        if (thing == null) {
            return;
        }
        Class<?> type = thing.getClass();
        boolean own = type.getPackageName().equals(OWN) && !type.isHidden() && !type.isEnum();
        if (own || thing instanceof Map || thing instanceof Collection || thing instanceof Object[]) {
            open.add(thing);
        }
    }

    /** Of a class of ours and those above it. */
    private static List<Field> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, of -> {
            List<Field> fields = new ArrayList<>();
            for (Class<?> at = of; at != null && at.getPackageName().equals(OWN); at = at.getSuperclass()) {
                for (Field field : at.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields;
        });
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    void back() {
        for (Map.Entry<Object, List<@Nullable Object>> each : kept.entrySet()) {
            Object thing = each.getKey();
            List<@Nullable Object> values = each.getValue();
            if (thing instanceof Map<?, ?> map) {
                putBack(map, values);
            } else if (thing instanceof Collection<?> collection) {
                putBack(collection, values);
            } else {
                List<Field> fields = fields(thing.getClass());
                for (int i = 0; i < fields.size(); i++) {
                    putBack(thing, fields.get(i), values.get(i));
                }
            }
        }
    }

    private static void putBack(Object thing, Field field, @Nullable Object value) {
        if (Modifier.isFinal(field.getModifiers())) {
            return;
        }
        try {
            field.set(thing, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void putBack(Map<?, ?> map, List<@Nullable Object> entries) {
        map.clear();
        for (Object each : entries) {
            if (each instanceof Entry entry) {
                ((Map<Object, @Nullable Object>) map).put(entry.key(), entry.value());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void putBack(Collection<?> collection, List<@Nullable Object> contents) {
        collection.clear();
        ((Collection<@Nullable Object>) collection).addAll(contents);
    }
}
