package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.BATCH_ITEM_NOT_ALLOWED;
import static kz.sandyq.protocol.RejectCode.BATCH_NOT_APPLIED;
import static kz.sandyq.protocol.RejectCode.BATCH_SIZE;
import static kz.sandyq.protocol.RejectCode.FIELD_OUT_OF_RANGE;
import static kz.sandyq.protocol.RejectCode.UNREADABLE_COMMAND;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Many commands under one key: each as if it had come alone, or, when one is refused, none of them. */
final class BatchLines implements Contract.Family {
    private static final long ALL_OR_NOTHING = 2;
    private static final int MOST_ITEMS = 64;
    /** Commands about the log itself, and the batch, have templates up to this one. */
    private static final long BATCH = 6;

    private static final int HEADER = 8;
    private static final int COMMAND_HEADER = 2 + 6 * Long.BYTES + 32 + 16;

    private final World world;
    private final Contract contract;

    BatchLines(World world, Contract contract) {
        this.world = world;
        this.contract = contract;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "Batch", this::check, FIELD_OUT_OF_RANGE, BATCH_SIZE, BATCH_ITEM_NOT_ALLOWED, BATCH_NOT_APPLIED));
    }

    private void check(Message in) {
        Refused.when(in.number("mode") != 1 && in.number("mode") != ALL_OR_NOTHING, FIELD_OUT_OF_RANGE);
        int count = in.group("items").size();
        Refused.when(count == 0 || count > MOST_ITEMS || count + 1 > world.limit("KEYS"), BATCH_SIZE);
    }

    /** What one item was answered. */
    private record Answer(@Nullable RejectCode refused, Keys.Result result) {}

    /** Judges the items of a batch that was not refused as a whole; each answer is told with its item. */
    List<Keys.Result> perform(Message in, BiConsumer<Message, Keys.Result> told) {
        List<Message> items = in.group("items");
        long first = world.sequence();
        Rewind before = in.number("mode") == ALL_OR_NOTHING ? Rewind.of(contract) : null;
        List<Message> saidBefore = List.copyOf(world.said);
        List<Keys.Result> results = new ArrayList<>();
        int refused = -1;
        for (int i = 0; i < items.size() && (before == null || refused < 0); i++) {
            next(first + i);
            Answer answer = perform(items.get(i));
            refused = answer.refused() != null && refused < 0 ? i : refused;
            results.add(answer.result());
            told.accept(item(items, i), answer.result());
        }
        if (before == null || refused < 0) {
            return results;
        }
        Keys.Result cause = results.getLast();
        before.back();
        world.said = new ArrayList<>(saidBefore);
        results.clear();
        for (int i = 0; i < items.size(); i++) {
            next(first + i);
            long code = i == refused ? cause.rejectCode() : BATCH_NOT_APPLIED.number();
            results.add(new Keys.Result(first + i, code, 0, Numbers.ZERO));
            told.accept(item(items, i), results.getLast());
        }
        return results;
    }

    /** What a Reply says of an item's place. */
    private static Message item(List<Message> items, int i) {
        return new Message("item")
                .with("commandTemplate", items.get(i).number("commandTemplate"))
                .with("item", i + 1L)
                .with("items", items.size());
    }

    /** The replies to a batch that was done before. */
    static void again(Message in, List<Keys.Result> results, BiConsumer<Message, Keys.Result> told) {
        for (int i = 0; i < results.size(); i++) {
            told.accept(item(in.group("items"), i), results.get(i));
        }
    }

    private void next(long sequence) {
        world.scalar("SEQUENCE", sequence);
        world.resultId = 0;
        world.resultAmount = Numbers.ZERO;
        world.touched.clear();
        world.noPlaces();
        world.noGround();
    }

    private Answer perform(Message item) {
        RejectCode code = null;
        try {
            execute(item);
        } catch (Refused refused) {
            code = refused.code;
            world.resultId = 0;
            world.resultAmount = Numbers.ZERO;
        }
        contract.afterwards();
        return new Answer(
                code,
                new Keys.Result(
                        world.sequence(), code == null ? 0 : code.number(), world.resultId, world.resultAmount));
    }

    /** As the command that it would be with a header of its own. */
    private void execute(Message item) {
        Bytes body = item.bytes("body");
        ByteBuffer whole = ByteBuffer.allocate(HEADER + COMMAND_HEADER + body.content().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        int block = (int) item.number("commandBlockLength");
        whole.putShort(0, (short) block);
        whole.put(HEADER + COMMAND_HEADER, body.content());
        Layout layout = Schema.market().command((int) item.number("commandTemplate"));
        if (layout == null
                || block < Model.least(layout)
                || HEADER + block > whole.limit()
                || Model.since(layout) > world.scalar("RULES")) {
            throw new Refused(UNREADABLE_COMMAND);
        }
        Refused.when(layout.template() <= BATCH, BATCH_ITEM_NOT_ALLOWED);
        Message command = Schema.market().command(layout, whole);
        contract.execute(command == null ? new Message(layout.name()) : command, command != null);
    }
}
