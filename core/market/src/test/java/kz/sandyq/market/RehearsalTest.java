package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.sbe.BatchDecoder;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.CommandHeaderEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all-or-nothing has tried and taken back is as if it had never been. */
class RehearsalTest {
    /** No account, so that it is always refused. */
    private static final CommandBody REFUSED = MoneyCommands.reservePayout(999, 1, 1);
    /** First half of the keys of trials. */
    private static final long TRIALS = 4_000_000_009L;
    /** Where a key stands in a command. */
    private static final int KEY = MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.keyHighEncodingOffset();

    /** A command of a log under another header. */
    private record Again(byte[] bytes) implements CommandBody {
        @Override
        public int encode(MutableDirectBuffer buffer, int offset, Header header) {
            buffer.putBytes(offset, bytes);
            header.write(new CommandHeaderEncoder().wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH));
            return bytes.length;
        }

        int template() {
            return new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0).templateId();
        }
    }

    /** Lets a market try each of its commands, in a batch that is refused as a whole, before it is done. */
    private static void tryAll(Floor floor) {
        AtomicLong tried = new AtomicLong();
        floor.before = bytes -> {
            Again first = new Again(bytes);
            if (first.template() != BatchDecoder.TEMPLATE_ID) {
                say(floor, BatchMode.ALL_OR_NOTHING, first, tried.incrementAndGet());
            }
        };
    }

    private static void say(Floor floor, BatchMode mode, CommandBody first, long number) {
        int said = floor.events.size();
        floor.submit(BatchCommands.batch(mode, List.of(first, REFUSED)), new Key(TRIALS, number, floor.nowMs), 11, 12);
        assertThat(floor.answers(said)).hasSize(2).noneMatch(answer -> answer.rejectCode() == 0);
    }

    /** Plays the log of such a market anew with batches that try nothing: as many sequences, one key. */
    private static void compare(Floor tried) {
        Floor again = new Floor();
        long number = 0;
        for (Floor.Entry entry : tried.log) {
            again.nowMs = entry.timestampMs();
            if (entry.bytes().length == 0) {
                again.tick(0);
            } else if (isTrial(entry.bytes())) {
                say(again, BatchMode.INDEPENDENT, REFUSED, ++number);
            } else {
                again.submit(entry.bytes());
            }
        }
        assertThat(number).isGreaterThan(500);
        assertThat(done(tried)).isEqualTo(done(again));
        assertThat(hash(tried)).isEqualTo(hash(again));
        tried.core.writeSnapshot((buffer, offset, length) -> {});
        assertThat(Floor.hash(tried.replayed())).isEqualTo(Floor.hash(tried.core));
    }

    private static boolean isTrial(byte[] bytes) {
        return new Again(bytes).template() == BatchDecoder.TEMPLATE_ID
                && new UnsafeBuffer(bytes).getLong(KEY) == TRIALS;
    }

    /** Every event but the answers to trials. */
    private static List<String> done(Floor floor) {
        List<String> done = new ArrayList<>();
        for (Floor.Event event : floor.events) {
            boolean trial = event.template() == ReplyDecoder.TEMPLATE_ID
                    && new UnsafeBuffer(event.bytes()).getLong(MessageHeaderDecoder.ENCODED_LENGTH) == TRIALS;
            if (!trial) {
                done.add(event.sequence() + "." + event.index() + " "
                        + HexFormat.of().formatHex(event.bytes()));
            }
        }
        return done;
    }

    /** Hash of everything but the keys and what they were answered. */
    private static String hash(Floor floor) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        StateHash sum = new StateHash();
        state.tables().stream()
                .filter(table ->
                        table != state.keys && !state.keyWindow.tables().contains(table))
                .forEach(table -> table.recompute(sum));
        return sum.high() + " " + sum.low();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void aRandomMarketGoesOnAsIfNothingHadBeenTried(long seed) {
        RandomMarket market = new RandomMarket(seed);
        tryAll(market.floor);
        for (int step = 0; step < 1_500; step++) {
            market.step();
        }
        compare(market.floor);
    }

    @Test
    void everyCommandCanBeTakenBack() {
        RandomMarket market = new RandomMarket(61);
        tryAll(market.floor);
        Floor floor = GoldenLogTest.played(market, true);
        Set<Integer> applied = new TreeSet<>();
        for (Floor.Entry entry : floor.log) {
            if (entry.bytes().length > 0) {
                applied.add(new Again(entry.bytes()).template());
            }
        }
        assertThat(applied)
                .containsAll(IntStream.range(0, 100)
                        .filter(template -> Templates.blockLength(template) > 0 && Templates.mayBeItem(template))
                        .boxed()
                        .toList());
        compare(floor);
    }
}
