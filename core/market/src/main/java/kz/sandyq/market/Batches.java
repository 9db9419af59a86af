package kz.sandyq.market;

import kz.sandyq.market.Rows.RememberedKey;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BatchDecoder;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;

/**
 * Commands under one key (core.md 5.4): item i is (key, i), takes a sequence and has a Reply of its own. An item is
 * judged as if it had come alone. All or nothing: the items are rehearsed first, and refused together when one is.
 */
final class Batches {
    static final int MAX_ITEMS = 64;
    private static final int COMMAND_HEADER = CommandHeaderDecoder.ENCODED_LENGTH;
    private static final int LENGTH_BYTES = Short.BYTES;

    private final State state;
    private final Events events;
    private final Market market;
    private final Lookahead lookahead;
    private final Rehearsal rehearsal;
    private final BatchDecoder batch = new BatchDecoder();
    private final Command item = new Command();
    private final int[] bodies = new int[MAX_ITEMS];
    private final int[] lengths = new int[MAX_ITEMS];
    private final int[] templates = new int[MAX_ITEMS];
    private final int[] blockLengths = new int[MAX_ITEMS];
    private final long[] outcomes = new long[MAX_ITEMS];
    private final long[] amounts = new long[MAX_ITEMS];
    private int count;

    Batches(State state, Events events, Market market, Lookahead lookahead, Rehearsal rehearsal) {
        this.state = state;
        this.events = events;
        this.market = market;
        this.lookahead = lookahead;
        this.rehearsal = rehearsal;
    }

    /** Applies a batch whose key is new; {@code content} is what a repeat is compared with. */
    void apply(Command command, long content) {
        CommandHeaderDecoder header = command.header;
        long first = state.sequence();
        int refused = read(command);
        if (refused != Command.OK) {
            state.keyWindow.remember(
                    header.keyHigh(), header.keyLow(), header.keyCreatedAtMs(), content, refused, 0, 0);
            state.settle();
            reply(command, refused, 0, 0, first, false);
            return;
        }
        if (batch.modeRaw() == BatchMode.ALL_OR_NOTHING.value()) {
            rehearse();
        } else {
            applyItems(false);
        }
        state.keyWindow.rememberBatch(header, content, first, count, outcomes, amounts);
    }

    /** Tells again what the items of a remembered batch were answered; each Reply is of this one entry. */
    void repeat(Command command, int key) {
        Table keys = state.keys;
        long first = keys.get(key, RememberedKey.SEQUENCE);
        int items = -keys.getInt(key, RememberedKey.REJECT_CODE);
        state.settle();
        read(command);
        for (int i = 0; i < items; i++) {
            item.template = templates[i];
            events.item(i + 1, items);
            long outcome = state.keyWindow.outcome(first + i);
            reply(
                    item,
                    outcome < 0 ? (int) -outcome : Command.OK,
                    Math.max(0, outcome),
                    state.keyWindow.amount(first + i),
                    first + i,
                    true);
        }
        events.item(0, 0);
    }

    /** Finds the items. What of an item cannot be read is its own matter, so long as the next one can be found. */
    private int read(Command command) {
        batch.wrap(command.buffer, command.offset, command.blockLength, command.version);
        item.share(command);
        count = 0;
        int at = command.offset + command.blockLength;
        if (at + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        int entry = unsigned(command, at);
        int items = unsigned(command, at + Short.BYTES);
        at += GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (entry < BatchDecoder.ItemsDecoder.sbeBlockLength()) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        for (int i = 0; i < items; i++) {
            int body = at + entry + LENGTH_BYTES;
            if (body > command.limit || body + unsigned(command, at + entry) > command.limit) {
                return RejectCode.UNREADABLE_COMMAND.number();
            }
            if (i < MAX_ITEMS) {
                templates[i] = unsigned(command, at);
                blockLengths[i] = unsigned(command, at + Short.BYTES);
                bodies[i] = body;
                lengths[i] = unsigned(command, at + entry);
            }
            at = body + unsigned(command, at + entry);
        }
        if (batch.modeRaw() != BatchMode.INDEPENDENT.value() && batch.modeRaw() != BatchMode.ALL_OR_NOTHING.value()) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (items == 0 || items > MAX_ITEMS || items >= state.keys.capacity()) {
            return RejectCode.BATCH_SIZE.number();
        }
        count = items;
        return Command.OK;
    }

    private static int unsigned(Command command, int at) {
        return Fields.getUnsignedShort(command.bytes, at);
    }

    /** Of an item nothing but its own fields is read by its place, so that the header may stand elsewhere. */
    private void take(int i) {
        item.template = templates[i];
        item.blockLength = blockLengths[i];
        item.offset = bodies[i] - COMMAND_HEADER;
        item.limit = bodies[i] + lengths[i];
        item.resultId = 0;
        item.resultAmount = 0;
        if (i % MarketCore.MOST_EXPECTED == 0) {
            for (int next = i; next < Math.min(count, i + MarketCore.MOST_EXPECTED); next++) {
                lookahead.expectItem(
                        item, templates[next], bodies[next] - COMMAND_HEADER, blockLengths[next], lengths[next]);
            }
            lookahead.fetch();
        }
    }

    private int execute() {
        int needed = Templates.blockLength(item.template);
        if (needed == 0
                || item.blockLength < needed
                || item.offset + item.blockLength > item.limit
                || !Templates.isSpoken(item.template, state.scalars.get(Scalars.RULES))) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        if (!Templates.mayBeItem(item.template)) {
            return RejectCode.BATCH_ITEM_NOT_ALLOWED.number();
        }
        int refused = market.execute(item);
        if (refused != Command.OK) {
            item.resultId = 0;
            item.resultAmount = 0;
        }
        market.afterCommand();
        market.balances().checkConserved();
        return refused;
    }

    private void applyItems(boolean rehearsed) {
        for (int i = 0; i < count; i++) {
            next(i);
            take(i);
            int refused = execute();
            Check.that(!rehearsed || refused == Command.OK, "refused after it was rehearsed, item", i);
            answer(i, refused);
        }
        events.item(0, 0);
    }

    private void answer(int i, int refused) {
        state.settle();
        outcomes[i] = refused == Command.OK ? item.resultId : -refused;
        amounts[i] = item.resultAmount;
        events.item(i + 1, count);
        reply(item, refused, item.resultId, item.resultAmount, state.sequence(), false);
    }

    /** Each item but the first takes a sequence; the first has that of the entry. */
    private void next(int i) {
        if (i > 0) {
            events.begin(state.scalars.increment(Scalars.SEQUENCE), state.legalDay());
        }
    }

    private void rehearse() {
        int refused = Command.OK;
        int tried = 0;
        rehearsal.begin();
        for (; tried < count && refused == Command.OK; tried++) {
            next(tried);
            take(tried);
            refused = execute();
            state.settle();
        }
        rehearsal.end();
        if (refused == Command.OK) {
            applyItems(true);
            return;
        }
        int failed = tried - 1;
        for (int i = 0; i < count; i++) {
            next(i);
            item.template = templates[i];
            item.resultId = 0;
            item.resultAmount = 0;
            answer(i, i == failed ? refused : RejectCode.BATCH_NOT_APPLIED.number());
        }
        events.item(0, 0);
    }

    private void reply(Command of, int refused, long resultId, long amount, long answeredSequence, boolean repeated) {
        CommandHeaderDecoder header = of.header;
        events.reply(
                header.keyHigh(),
                header.keyLow(),
                state.scalars.get(Scalars.NOW),
                refused,
                of.template,
                resultId,
                amount,
                answeredSequence,
                repeated);
    }
}
