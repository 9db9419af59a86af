package kz.sandyq.simulator.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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

    /** Names of the fields of the block. */
    public List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    /** Whether a field is a number, and how many bytes it has; 0 when it is none. */
    public int numberSize(String field) {
        return fields.stream()
                .filter(each -> each.name().equals(field) && !each.bytes() && each.part() == null)
                .mapToInt(Field::size)
                .findFirst()
                .orElse(0);
    }

    void add(String field, int size, boolean signed, boolean bytes, @Nullable Layout part) {
        fields.add(new Field(field, length, size, signed, bytes, part));
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
        Message message = read(from, HEADER);
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
