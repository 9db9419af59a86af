package kz.sandyq.simulator.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the fields of one message stand in its bytes. */
public final class Layout {
    /** Bytes of the header of a message, and of the head of a group. */
    static final int HEADER = 8;

    static final int GROUP_HEAD = 4;

    private static final int DATA_HEAD = 2;

    /** Where a field stands; {@code part} for a composite, {@code bytes} for an array. */
    record Field(
            String name,
            int offset,
            int size,
            boolean signed,
            boolean bytes,
            @Nullable Layout part) {}

    final String name;
    final int template;
    final List<Field> fields = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    int length;

    @Nullable
    String groupName;

    @Nullable
    Layout group;

    /** Bytes of any length behind the fields of a group's entry: their own length in two bytes, then they. */
    @Nullable
    String data;

    Layout(String name, int template) {
        this.name = name;
        this.template = template;
    }

    public String name() {
        return name;
    }

    public int template() {
        return template;
    }

    /** Bytes of the block. */
    public int length() {
        return length;
    }

    /** Names of the fields of the block, in their order. */
    public List<String> fieldNames() {
        return names;
    }

    /** Whether a field is a number, and how many bytes it has; 0 when it is none. */
    public int numberSize(String field) {
        for (Field each : fields) {
            if (each.name().equals(field)) {
                return each.bytes() || each.part() != null ? 0 : each.size();
            }
        }
        return 0;
    }

    void add(String field, int size, boolean signed, boolean bytes, @Nullable Layout part) {
        fields.add(new Field(field, length, size, signed, bytes, part));
        names.add(field);
        length += size;
    }

    Message read(ByteBuffer from, int at) {
        Message message = new Message(name);
        for (Field field : fields) {
            int place = at + field.offset();
            Layout part = field.part();
            if (part != null) {
                message.with(field.name(), part.read(from, place));
            } else if (field.bytes()) {
                byte[] content = new byte[field.size()];
                from.get(place, content);
                message.with(field.name(), new Bytes(content));
            } else {
                message.with(field.name(), number(from, place, field));
            }
        }
        return message;
    }

    private static long number(ByteBuffer from, int at, Field field) {
        return switch (field.size()) {
            case 1 -> field.signed() ? from.get(at) : from.get(at) & 0xFF;
            case 2 -> field.signed() ? from.getShort(at) : from.getShort(at) & 0xFFFF;
            case 4 -> from.getInt(at);
            default -> from.getLong(at);
        };
    }

    /** The message that begins with its header; null when its group does not fit into the bytes. */
    @Nullable
    Message readWhole(ByteBuffer from) {
        return withGroup(read(from, HEADER), from);
    }

    /** The block with the group behind it; null when the group does not fit into the bytes. */
    @Nullable
    Message withGroup(Message message, ByteBuffer from) {
        Layout entries = group;
        String entriesName = groupName;
        if (entries == null || entriesName == null) {
            return message;
        }
        int at = HEADER + (from.getShort(0) & 0xFFFF);
        if (at + GROUP_HEAD > from.limit()) {
            return null;
        }
        int entryLength = from.getShort(at) & 0xFFFF;
        int count = from.getShort(at + 2) & 0xFFFF;
        at += GROUP_HEAD;
        String dataName = entries.data;
        if (dataName != null) {
            List<Message> read =
                    entryLength < entries.length ? null : entries.readEach(from, at, entryLength, count, dataName);
            return read == null ? null : message.with(entriesName, read);
        }
        if (entryLength < entries.length || at + entryLength * count > from.limit()) {
            return null;
        }
        List<Message> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(entries.read(from, at + i * entryLength));
        }
        return message.with(entriesName, list);
    }

    /** Entries that end with data; null when they do not fit into the bytes. */
    private @Nullable List<Message> readEach(ByteBuffer from, int at, int entryLength, int count, String dataName) {
        List<Message> list = new ArrayList<>();
        int place = at;
        for (int i = 0; i < count; i++) {
            int dataAt = place + entryLength + DATA_HEAD;
            int dataLength = dataAt > from.limit() ? 0 : from.getShort(dataAt - DATA_HEAD) & 0xFFFF;
            if (dataAt + dataLength > from.limit()) {
                return null;
            }
            byte[] content = new byte[dataLength];
            from.get(dataAt, content);
            list.add(read(from, place).with(dataName, new Bytes(content)));
            place = dataAt + dataLength;
        }
        return list;
    }

    private int lengthOf(Message entry) {
        return length + (data == null ? 0 : DATA_HEAD + entry.bytes(data).content().length);
    }

    /** Bytes, header first, say of each field what the message says, and the message says of no other field. */
    public boolean says(byte[] bytes, Message message) {
        ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if ((from.getShort(2) & 0xFFFF) != template || !message.name().equals(name)) {
            return false;
        }
        Layout entries = group;
        if (entries == null || groupName == null) {
            return says(from, HEADER, message, 0);
        }
        if (entries.data != null) {
            return Objects.equals(message, readWhole(from));
        }
        List<Message> expected = message.group(groupName);
        int at = HEADER + (from.getShort(0) & 0xFFFF);
        int entryLength = from.getShort(at) & 0xFFFF;
        boolean same = (from.getShort(at + 2) & 0xFFFF) == expected.size()
                && says(from, HEADER, message, message.has(groupName) ? 1 : 0);
        for (int i = 0; same && i < expected.size(); i++) {
            same = entries.says(from, at + GROUP_HEAD + i * entryLength, expected.get(i), 0);
        }
        return same;
    }

    /** {@code others}: fields that the message has besides. */
    private boolean says(ByteBuffer from, int at, Message message, int others) {
        int known = others;
        for (Field field : fields) {
            Object value = message.value(field.name());
            known += value == null ? 0 : 1;
            if (!says(from, at + field.offset(), field, value)) {
                return false;
            }
        }
        return known == message.fields().size();
    }

    private static boolean says(ByteBuffer from, int at, Field field, @Nullable Object value) {
        Layout part = field.part();
        if (part != null) {
            return (value == null || value instanceof Message)
                    && part.says(from, at, value instanceof Message message ? message : Message.NOTHING, 0);
        }
        if (!field.bytes()) {
            return number(from, at, field) == (value instanceof Long number ? number : 0)
                    && (value == null || value instanceof Long);
        }
        byte[] content = new byte[field.size()];
        from.get(at, content);
        return new Bytes(content).equals(value) || value == null && new Bytes(content).isZero();
    }

    /** The bytes of a message, header first. */
    public byte[] write(Message message) {
        List<Message> entries = groupName == null ? List.of() : message.group(groupName);
        int tail = group == null
                ? 0
                : GROUP_HEAD + entries.stream().mapToInt(group::lengthOf).sum();
        ByteBuffer to = ByteBuffer.allocate(HEADER + length + tail).order(ByteOrder.LITTLE_ENDIAN);
        to.putShort(0, (short) length);
        to.putShort(2, (short) template);
        to.putShort(4, (short) Schema.ID);
        to.putShort(6, (short) Schema.VERSION);
        write(to, HEADER, message);
        if (group != null) {
            int at = HEADER + length;
            to.putShort(at, (short) group.length);
            to.putShort(at + 2, (short) entries.size());
            at += GROUP_HEAD;
            for (Message entry : entries) {
                group.write(to, at, entry);
                if (group.data != null) {
                    byte[] content = entry.bytes(group.data).content();
                    to.putShort(at + group.length, (short) content.length);
                    to.put(at + group.length + DATA_HEAD, content);
                }
                at += group.lengthOf(entry);
            }
        }
        return to.array();
    }

    private void write(ByteBuffer to, int at, Message message) {
        for (Field field : fields) {
            int place = at + field.offset();
            Layout part = field.part();
            if (part != null) {
                part.write(to, place, message.part(field.name()));
            } else if (field.bytes()) {
                to.put(place, message.bytes(field.name()).padded(field.size()).content());
            } else {
                write(to, place, field.size(), message.number(field.name()));
            }
        }
    }

    private static void write(ByteBuffer to, int at, int size, long value) {
        switch (size) {
            case 1 -> to.put(at, (byte) value);
            case 2 -> to.putShort(at, (short) value);
            case 4 -> to.putInt(at, (int) value);
            default -> to.putLong(at, value);
        }
    }
}
