package kz.sandyq.simulator.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;
import org.jspecify.annotations.Nullable;

/** One entry of a log: a command's bytes, or none for a tick. */
record Entry(long timestampMs, byte[] bytes) {
    private static final byte[] NOTHING = {0};

    boolean isTick() {
        return bytes.length == 0;
    }

    /** An entry that takes its sequence and changes nothing, so that the ids of the others stay. */
    Entry emptied() {
        Message batch = batch();
        if (batch == null) {
            return new Entry(timestampMs, NOTHING);
        }
        List<Message> nothing =
                batch.group("items").stream().map(item -> new Message("items")).toList();
        Message emptied = batch.copy().with("mode", 1).with("items", nothing);
        return new Entry(timestampMs, Schema.market().layout(batch.name()).write(emptied));
    }

    boolean isEmptied() {
        Message batch = batch();
        return bytes.length == 1
                || batch != null && batch.group("items").stream().allMatch(item -> item.number("commandTemplate") == 0);
    }

    /** Each item of a batch takes a sequence: it is emptied item by item. Null for anything else. */
    private @Nullable Message batch() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Layout layout = Schema.market().layout("Batch");
        return bytes.length < 8 + layout.length() || buffer.getShort(2) != layout.template()
                ? null
                : Schema.market().command(layout, buffer);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(timestampMs, bytes.length);
    }

    @Override
    public String toString() {
        if (isTick()) {
            return "at " + timestampMs + " tick";
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Layout layout = bytes.length < 8 ? null : Schema.market().command(buffer.getShort(2) & 0xFFFF);
        if (layout == null || bytes.length < 8 + layout.length()) {
            return "at " + timestampMs + " " + bytes.length + " bytes that are no command";
        }
        Message message = Schema.market().command(layout, buffer);
        return "at " + timestampMs + " " + (message == null ? layout.name() + " with a broken group" : shown(message));
    }

    /** Without the header, but for what is unusual in it. */
    private static String shown(Message message) {
        Message header = message.part("header");
        String persons = header.number("firstPersonRef") + " and " + header.number("secondPersonRef");
        return message.without("header") + " key=" + header.number("keyLow") + " made="
                + header.number("keyCreatedAtMs") + (persons.equals("11 and 12") ? "" : " persons " + persons);
    }
}
