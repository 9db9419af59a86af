package kz.sandyq.simulator.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;
import org.jspecify.annotations.Nullable;

/** The slow market: says, entry by entry, which events the market must give. */
final class Model {
    private static final Schema SCHEMA = Schema.market();
    private static final int HEADER = 8;
    private static final int COMMAND_HEADER = 2 + 6 * Long.BYTES + 32 + 16;
    private static final long TOLERANCE_MS = 1_000;

    final World world = new World();
    private final Contract contract = new Contract(world);
    private final SystemLines system = contract.system();
    private boolean started;
    private long sequence;
    private long now;

    boolean isStarted() {
        return started;
    }

    /** Cluster time as the market knows it. */
    long nowMs() {
        return started ? world.scalar("NOW") : now;
    }

    Contract contract() {
        return contract;
    }

    List<Message> tick(long timestampMs) {
        world.said = new ArrayList<>();
        if (!started) {
            sequence++;
            now = Math.max(now, timestampMs);
            return world.said;
        }
        enter(timestampMs);
        contract.tick();
        contract.afterwards();
        return world.said;
    }

    List<Message> apply(long timestampMs, byte[] bytes) {
        world.said = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long template = bytes.length < HEADER ? 0 : buffer.getShort(2) & 0xFFFF;
        Layout layout = spoken(readable(buffer));
        Message block = layout == null ? new Message("nothing") : SCHEMA.block(layout, buffer);
        Message header = layout == null ? new Message("CommandHeader") : block.part("header");
        if (!started) {
            beforeTheStart(timestampMs, template, layout, header, buffer);
            return world.said;
        }
        enter(timestampMs);
        if (layout == null) {
            refuse(header, template, RejectCode.UNREADABLE_COMMAND);
        } else if (version(buffer) != 1 || header.number("version") != 1) {
            refuse(header, template, RejectCode.UNSUPPORTED_VERSION);
        } else if (header.number("keyCreatedAtMs")
                > Math.max(world.scalar("NOW"), world.scalar("SUSPECT_TIME")) + TOLERANCE_MS) {
            refuse(header, template, RejectCode.KEY_FROM_FUTURE);
        } else {
            answer(layout, block, buffer);
        }
        return world.said;
    }

    private static int version(ByteBuffer buffer) {
        return buffer.getShort(6) & 0xFFFF;
    }

    /** The layout of a command that there is by the rules of the log, else null. */
    private @Nullable Layout spoken(@Nullable Layout layout) {
        return layout != null && since(layout) <= (started ? world.scalar("RULES") : 1) ? layout : null;
    }

    /** By which rules a command came. */
    static long since(Layout layout) {
        return layout.name().equals("RecordFacts") ? 3 : 1;
    }

    /** The layout of a command that is whole, else null. */
    private static @Nullable Layout readable(ByteBuffer buffer) {
        if (buffer.limit() < HEADER || buffer.getShort(4) != 39) {
            return null;
        }
        Layout layout = SCHEMA.command(buffer.getShort(2) & 0xFFFF);
        int block = buffer.getShort(0) & 0xFFFF;
        boolean whole = layout != null && block >= least(layout) && HEADER + block <= buffer.limit();
        return whole ? layout : null;
    }

    /** The first command of a log may be older than the choice of rules. */
    static int least(Layout layout) {
        return layout.length() - (layout.name().equals("Genesis") ? Integer.BYTES : 0);
    }

    private void beforeTheStart(
            long timestampMs, long template, @Nullable Layout layout, Message header, ByteBuffer buffer) {
        sequence++;
        now = Math.max(now, timestampMs);
        long code = RejectCode.UNREADABLE_COMMAND.number();
        if (layout != null) {
            try {
                Refused.when(version(buffer) != 1 || header.number("version") != 1, RejectCode.UNSUPPORTED_VERSION);
                Refused.when(!layout.name().equals("Genesis"), RejectCode.NOT_STARTED);
                Message genesis = SCHEMA.block(layout, buffer);
                boolean chooses = (buffer.getShort(0) & 0xFFFF) >= layout.length();
                system.begin(chooses ? genesis : genesis.with("rulesVersion", 1), sequence, now);
                started = true;
                code = 0;
                remember(layout, header, buffer, 0);
            } catch (Refused refused) {
                code = refused.code.number();
            }
        }
        reply(header, now, template, code, sequence, false);
    }

    private void enter(long timestampMs) {
        world.scalar("SEQUENCE", world.sequence() + 1);
        world.resultId = 0;
        world.resultAmount = Numbers.ZERO;
        world.touched.clear();
        world.noPlaces();
        system.timeIs(timestampMs);
        world.noGround();
        world.keys.forgetExpired();
    }

    private void answer(Layout layout, Message block, ByteBuffer buffer) {
        Message header = block.part("header");
        Keys.Remembered known = world.keys.find(header);
        if (known != null) {
            boolean same =
                    known.template() == layout.template() && known.content().equals(content(buffer));
            if (!same) {
                refuse(header, layout.template(), RejectCode.KEY_CONTENT_MISMATCH);
                return;
            }
            if (!known.items().isEmpty()) {
                Message batch = SCHEMA.command(layout, buffer);
                BatchLines.again(
                        batch == null ? new Message(layout.name()) : batch,
                        known.items(),
                        (item, result) -> reply(header, item, result, true));
                return;
            }
            world.resultId = known.resultId();
            world.resultAmount = known.resultAmount();
            reply(header, world.scalar("NOW"), layout.template(), known.rejectCode(), known.sequence(), true);
            return;
        }
        if (world.keys.isTooOld(header.number("keyCreatedAtMs"))) {
            refuse(header, layout.template(), RejectCode.TOO_OLD);
            return;
        }
        long code = 0;
        try {
            world.header = header;
            Message command = SCHEMA.command(layout, block, buffer);
            contract.execute(command == null ? block : command, command != null);
            if (command != null && layout.name().equals("Batch")) {
                performItems(layout, header, buffer, command);
                return;
            }
        } catch (Refused refused) {
            code = refused.code.number();
            world.resultId = 0;
            world.resultAmount = Numbers.ZERO;
        }
        remember(layout, header, buffer, code);
        contract.afterwards();
        reply(header, world.scalar("NOW"), layout.template(), code, world.sequence(), false);
    }

    /** Each item has a Reply; the key is remembered with the sequence of the first. */
    private void performItems(Layout layout, Message header, ByteBuffer buffer, Message batch) {
        long first = world.sequence();
        List<Keys.Result> results =
                contract.batches().perform(batch, (item, result) -> reply(header, item, result, false));
        world.keys.remember(new Keys.Remembered(
                Keys.name(header),
                header.number("keyCreatedAtMs"),
                first,
                layout.template(),
                content(buffer),
                0,
                0,
                Numbers.ZERO,
                results));
    }

    private void reply(Message header, Message item, Keys.Result result, boolean repeated) {
        world.resultId = result.resultId();
        world.resultAmount = result.resultAmount();
        reply(
                header,
                world.scalar("NOW"),
                item.number("commandTemplate"),
                result.rejectCode(),
                result.sequence(),
                repeated);
        world.said.getLast().with("item", item.number("item")).with("items", item.number("items"));
    }

    private static Bytes content(ByteBuffer buffer) {
        return new Bytes(Arrays.copyOfRange(buffer.array(), HEADER + COMMAND_HEADER, buffer.limit()));
    }

    private void remember(Layout layout, Message header, ByteBuffer buffer, long code) {
        world.keys.remember(new Keys.Remembered(
                Keys.name(header),
                header.number("keyCreatedAtMs"),
                world.sequence(),
                layout.template(),
                content(buffer),
                code,
                world.resultId,
                world.resultAmount,
                List.of()));
    }

    private void refuse(Message header, long template, RejectCode code) {
        reply(header, world.scalar("NOW"), template, code.number(), world.sequence(), false);
    }

    private void reply(
            Message header, long timestampMs, long template, long code, long answeredSequence, boolean repeated) {
        world.say(new Message("Reply")
                .with("keyHigh", header.number("keyHigh"))
                .with("keyLow", header.number("keyLow"))
                .with("timestampMs", timestampMs)
                .with("rejectCode", code)
                .with("commandTemplate", template)
                .with("resultId", world.resultId)
                .with("resultAmount", world.resultAmount.longValueExact())
                .with("answeredSequence", answeredSequence)
                .with("repeated", repeated));
    }
}
