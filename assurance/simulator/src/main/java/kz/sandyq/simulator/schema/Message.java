package kz.sandyq.simulator.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message or a part of one, field by field. What is not there is zero, so that a field that nobody speaks of
 * compares equal to one that says nothing.
 */
public final class Message {
    /** For nearly all messages to fit without growing. */
    private static final int ROOM = 32;

    static final Message NOTHING = new Message("nothing");

    private final String name;
    private final Map<String, Object> values = new LinkedHashMap<>(ROOM);

    public Message(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Message with(String field, Object value) {
        values.put(field, value instanceof Number number ? number.longValue() : value);
        return this;
    }

    public Message with(String field, long value) {
        values.put(field, value);
        return this;
    }

    public Message with(String field, boolean value) {
        values.put(field, value ? 1L : 0L);
        return this;
    }

    public boolean has(String field) {
        return values.containsKey(field);
    }

    public @Nullable Object value(String field) {
        return values.get(field);
    }

    /** The fields that are there. */
    public Set<String> fields() {
        return values.keySet();
    }

    public long number(String field) {
        return values.get(field) instanceof Long value ? value : 0;
    }

    public boolean flag(String field) {
        return number(field) != 0;
    }

    /** A field of bytes as long as its type says; what is not there has no byte. */
    public Bytes bytes(String field) {
        return values.get(field) instanceof Bytes value ? value : new Bytes(new byte[0]);
    }

    public Message part(String field) {
        return values.get(field) instanceof Message value ? value : NOTHING;
    }

    /** The entries of a group. */
    public List<Message> group(String field) {
        return values.get(field) instanceof List<?> list
                ? list.stream().map(Message.class::cast).toList()
                : List.of();
    }

    /** The same fields with the same values. */
    public Message copy() {
        Message copy = new Message(name);
        copy.values.putAll(values);
        return copy;
    }

    /** The same fields but one. */
    public Message without(String field) {
        Message copy = copy();
        copy.values.remove(field);
        return copy;
    }

    private static boolean isZero(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Long number -> number == 0;
            case Bytes bytes -> bytes.isZero();
            case Message part -> part.values.values().stream().allMatch(Message::isZero);
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    /** Fields in which two messages of one name differ. */
    public Set<String> differences(Message that) {
        Set<String> fields = new HashSet<>(values.keySet());
        fields.addAll(that.values.keySet());
        fields.removeIf(field -> same(values.get(field), that.values.get(field)));
        return fields;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return isZero(left) && isZero(right);
        }
        return left.equals(right);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Message that) || !name.equals(that.name)) {
            return this == other;
        }
        return values.equals(that.values) || differences(that).isEmpty();
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        values.forEach((field, value) -> {
            if (!isZero(value)) {
                text.append(' ').append(field).append('=');
                text.append(value instanceof Message ? "(" + value + ")" : value);
            }
        });
        return text.toString();
    }
}
