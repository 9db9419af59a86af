package kz.sandyq.market;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A market under test with its own clock and keys; keeps the log and, on demand, the events. */
final class Floor {
    static final long START_MS = 1_780_000_000_000L;
    static final Limits SMALL = new Limits(64, 400, 800, 1_600, 400, 800, 16, 16, 400, 200, 40, 16, 4_000);

    /** Orders that an order may fill, where a market does not say another number. */
    static final int MOST_FILLS = 8;

    /** Far above what an entry says in a market of {@link #SMALL}: there it says so for ever. */
    private static final int MOST_EVENTS = 20_000;

    /** One entry of the log; a tick has no bytes. */
    record Entry(long timestampMs, byte[] bytes, boolean quarantined) {
        Entry(long timestampMs, byte[] bytes) {
            this(timestampMs, bytes, false);
        }
    }

    record Event(long sequence, int index, byte[] bytes) {
        int template() {
            return new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0).templateId();
        }
    }

    record Answer(
            long sequence,
            int rejectCode,
            long resultId,
            long resultAmount,
            long answeredSequence,
            boolean repeated,
            int item,
            int items) {
        String code() {
            return rejectCode == 0 ? "OK" : RejectCode.of(rejectCode).name();
        }
    }

    final List<Entry> log = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    MarketCore core = new MarketCore(this::onEvent);
    long nowMs = START_MS;
    private long nextKey = 1;
    private boolean quarantined;
    /** Looks at each command before it is applied. */
    Consumer<byte[]> before = bytes -> {};

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);

    void onEvent(long sequence, int index, DirectBuffer from, int offset, int length) {
        if (index > MOST_EVENTS) {
            throw new AssertionError("more than " + MOST_EVENTS + " events of entry " + sequence);
        }
        byte[] bytes = new byte[length];
        from.getBytes(offset, bytes);
        events.add(new Event(sequence, index, bytes));
    }

    static Floor open() {
        return open(SMALL);
    }

    static Floor open(Limits limits) {
        return open(limits, Rules.NEWEST);
    }

    static Floor open(Limits limits, int rules) {
        Floor floor = new Floor();
        floor.genesis(true, 0, MOST_FILLS, limits, rules);
        return floor;
    }

    Answer genesis(boolean demo, long offsetMs, Limits limits) {
        return genesis(demo, offsetMs, MOST_FILLS, limits, Rules.NEWEST);
    }

    Answer genesis(boolean demo, long offsetMs, int mostFills, Limits limits, int rules) {
        CommandBody body =
                SystemCommands.genesis(7, demo, offsetMs, 300, 60_000, 3_600_000, 4, mostFills, limits, rules);
        return submit(rules == Rules.FIRST ? asFirstWritten(body) : body);
    }

    /** Genesis as it was before there were rules to choose from. */
    private static CommandBody asFirstWritten(CommandBody genesis) {
        return (buffer, offset, header) -> {
            int length = genesis.encode(buffer, offset, header);
            buffer.putShort(offset, (short) GenesisDecoder.rulesVersionEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            return length - GenesisDecoder.rulesVersionEncodingLength();
        };
    }

    /** Submits with a fresh key and two persons. */
    Answer submit(CommandBody body) {
        return submit(body, 11, 12);
    }

    Answer submit(CommandBody body, long firstPerson, long secondPerson) {
        return submit(body, new Key(nextKey * 0x9E3779B97F4A7C15L, nextKey++, nowMs), firstPerson, secondPerson);
    }

    Answer submit(CommandBody body, Key key, long firstPerson, long secondPerson) {
        Header header = new Header(key, 5, firstPerson, secondPerson, new byte[32], new byte[16]);
        int length = body.encode(buffer, 0, header);
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return submit(bytes);
    }

    Answer submit(byte[] bytes) {
        before.accept(bytes);
        log.add(new Entry(nowMs, bytes, quarantined));
        apply(core, log.getLast());
        return answer(events.getLast());
    }

    /** From here on commands are in quarantine, or are not any more. */
    void quarantine(boolean begins) {
        quarantined = begins;
    }

    /** The answers among what was said from this event on. */
    List<Answer> answers(int from) {
        return events.subList(from, events.size()).stream()
                .filter(event -> event.template() == ReplyDecoder.TEMPLATE_ID)
                .map(Floor::answer)
                .toList();
    }

    private static Answer answer(Event event) {
        ReplyDecoder reply =
                new ReplyDecoder().wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
        return new Answer(
                event.sequence(),
                reply.rejectCode(),
                reply.resultId(),
                reply.resultAmount(),
                reply.answeredSequence(),
                reply.repeated().value() == 1,
                reply.item(),
                reply.items());
    }

    void tick(long afterMs) {
        nowMs += afterMs;
        log.add(new Entry(nowMs, new byte[0]));
        core.tick(nowMs);
    }

    /** A market restored from a snapshot of this one. */
    MarketCore restored(EventSink sink) {
        MarketCore.Restore restore = MarketCore.restore(sink);
        core.writeSnapshot(restore::onRecord);
        return restore.finish();
    }

    /** A market that has replayed the whole log. */
    MarketCore replayed() {
        return replayed(EventSink.NONE);
    }

    MarketCore replayed(EventSink sink) {
        MarketCore other = new MarketCore(sink);
        log.forEach(entry -> apply(other, entry));
        return other;
    }

    static void apply(MarketCore core, Entry entry) {
        if (entry.bytes().length == 0) {
            core.tick(entry.timestampMs());
        } else if (entry.quarantined()) {
            core.quarantine(entry.timestampMs(), new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
        } else {
            core.apply(entry.timestampMs(), new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
        }
    }

    static String hash(MarketCore core) {
        return "%016x%016x".formatted(core.stateHashHigh(), core.stateHashLow());
    }
}
