package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.ReservePayoutDecoder;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final CommandBody WALLET =
            AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(1)));
    /** Where the group of items stands behind the header of the message, that of the command and the mode. */
    private static final int GROUP = 8 + 98 + 1;
    /** Bytes of the block of a reservation. */
    private static final int RESERVE = ReservePayoutDecoder.BLOCK_LENGTH - CommandHeaderDecoder.ENCODED_LENGTH;

    private static final long ALICE = 5;

    private static CommandBody wallets(BatchMode mode, int count) {
        return BatchCommands.batch(mode, Collections.nCopies(count, WALLET));
    }

    private static List<Floor.Answer> say(Floor floor, CommandBody body, Key key) {
        int said = floor.events.size();
        floor.submit(body, key, 11, 12);
        return floor.answers(said);
    }

    private static Key key(Floor floor, long number) {
        return new Key(77, number, floor.nowMs);
    }

    @ParameterizedTest
    @EnumSource(names = {"INDEPENDENT", "ALL_OR_NOTHING"})
    void eachItemHasItsSequenceAndItsAnswer(BatchMode mode) {
        Floor floor = Floor.open();
        long before = floor.core.sequence();
        int said = floor.events.size();
        List<Floor.Answer> answers = say(floor, wallets(mode, 3), key(floor, 1));
        assertThat(answers).extracting(Floor.Answer::sequence).containsExactly(before + 1, before + 2, before + 3);
        assertThat(answers)
                .extracting(Floor.Answer::answeredSequence)
                .containsExactly(before + 1, before + 2, before + 3);
        assertThat(answers).extracting(Floor.Answer::resultId).containsExactly(1L, 2L, 3L);
        assertThat(floor.core.sequence()).isEqualTo(before + 3);
        List<String> places = new ArrayList<>();
        for (Floor.Event event : floor.events.subList(said, floor.events.size())) {
            String place = event.sequence() - before + "." + event.index();
            if (event.template() == ReplyDecoder.TEMPLATE_ID) {
                ReplyDecoder reply = new ReplyDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                place += " " + reply.item() + " of " + reply.items();
            }
            places.add(place);
        }
        assertThat(places).containsExactly("1.0", "1.1 1 of 3", "2.0", "2.1 2 of 3", "3.0", "3.1 3 of 3");
    }

    @Test
    void aCommandByItselfIsNoItem() {
        Floor floor = Floor.open();
        for (int time = 1; time <= 2; time++) {
            say(floor, wallets(BatchMode.INDEPENDENT, 2), key(floor, 1));
            Floor.Answer alone = floor.submit(WALLET);
            assertThat(alone.item() + alone.items()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INDEPENDENT", "ALL_OR_NOTHING"})
    void aRepeatTellsNumbersAndAmountsAgain(BatchMode mode) {
        Script script = new Script();
        script.play("repeat", List.of("market", "issue BOND N-1 -> OK"));
        Floor floor = script.floor();
        CommandBody batch = BatchCommands.batch(
                mode,
                List.of(IssueCommands.mint(2, 7, RandomMarket.PAPER), IssueCommands.mint(2, 8, RandomMarket.PAPER)));
        Key key = key(floor, 1);
        for (int time = 1; time <= 2; time++) {
            List<Floor.Answer> told = say(floor, batch, key);
            assertThat(told).extracting(Floor.Answer::item).containsExactly(1, 2);
            assertThat(told).extracting(Floor.Answer::items).containsExactly(2, 2);
            assertThat(told).extracting(Floor.Answer::resultAmount).containsExactly(7L, 8L);
        }
    }

    /** What an item makes when it is tried has the id that it will have: one behind it may name it. */
    @Test
    void whatIsTriedHasTheIdsOfWhatIsDone() {
        Script script = new Script();
        script.play("trial", List.of("market", "credit alice 100 -> OK"));
        Floor floor = script.floor();
        long second = floor.core.sequence() + 2 << Table.SLOT_BITS | 1;
        CommandBody batch = BatchCommands.batch(
                BatchMode.ALL_OR_NOTHING,
                List.of(
                        MoneyCommands.reservePayout(ALICE, 1, 10),
                        MoneyCommands.reservePayout(ALICE, 1, 20),
                        MoneyCommands.releasePayout(second, PayoutEnd.REJECTED_BY_BANK)));
        assertThat(say(floor, batch, key(floor, 1)))
                .extracting(Floor.Answer::code)
                .containsExactly("OK", "OK", "OK");
    }

    @ParameterizedTest
    @EnumSource(names = {"INDEPENDENT", "ALL_OR_NOTHING"})
    void aRepeatIsOneEntryAndIsToldEverythingAgain(BatchMode mode) {
        Floor floor = Floor.open();
        CommandBody batch = wallets(mode, 64);
        List<Floor.Answer> first = say(floor, batch, key(floor, 1));
        long sequence = floor.core.sequence();
        floor.core = floor.restored(floor::onEvent);
        List<Floor.Answer> again = say(floor, batch, key(floor, 1));
        assertThat(floor.core.sequence()).isEqualTo(sequence + 1);
        assertThat(again).hasSize(64).allMatch(Floor.Answer::repeated);
        assertThat(again).extracting(Floor.Answer::sequence).containsOnly(sequence + 1);
        assertThat(again)
                .extracting(Floor.Answer::answeredSequence)
                .containsExactlyElementsOf(
                        first.stream().map(Floor.Answer::sequence).toList());
        assertThat(again)
                .extracting(Floor.Answer::resultId)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void itHasSixtyFourItemsAtMost() {
        Floor floor = Floor.open();
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 64), key(floor, 1)))
                .hasSize(64);
        long before = floor.core.sequence();
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 65), key(floor, 2)))
                .singleElement()
                .returns("BATCH_SIZE", Floor.Answer::code);
        assertThat(floor.core.sequence()).isEqualTo(before + 1);
    }

    /** What is read ahead of many small items ends where the last one does. */
    @Test
    void sixtyFourOrdersAreCancelledInOneBatch() {
        Floor floor = Floor.open();
        CommandBody batch = BatchCommands.batch(
                BatchMode.INDEPENDENT, Collections.nCopies(64, TradingCommands.cancelOrder(99, ALICE)));
        assertThat(say(floor, batch, key(floor, 1)))
                .hasSize(64)
                .extracting(Floor.Answer::code)
                .containsOnly("UNKNOWN_ORDER");
    }

    /** Cut off anywhere behind its header, it is refused as a whole: nothing of it happens. */
    @ParameterizedTest
    @EnumSource(names = {"INDEPENDENT", "ALL_OR_NOTHING"})
    void aBatchThatIsCutOffIsRefusedAsAWhole(BatchMode mode) {
        Floor floor = Floor.open();
        say(floor, wallets(mode, 2), key(floor, 1));
        byte[] whole = floor.log.getLast().bytes();
        for (int length = GROUP; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            cut[10] = (byte) length;
            cut[18] = 1;
            int said = floor.events.size();
            floor.submit(cut);
            assertThat(floor.answers(said))
                    .as("%d of %d bytes", length, whole.length)
                    .singleElement()
                    .returns("UNREADABLE_COMMAND", Floor.Answer::code);
        }
        assertThat(Objects.requireNonNull(floor.core.stateOrNull()).wallets.high())
                .isEqualTo(2);
    }

    /** An item of no kind, one too short and one whose group is cut off: each is its own matter. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void anItemThatCannotBeReadStopsNoOther(int at) {
        Floor floor = Floor.open();
        say(floor, wallets(BatchMode.INDEPENDENT, 2), key(floor, 1));
        byte[] bytes = floor.log.getLast().bytes();
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putLong(10, 5);
        int item = GROUP + 4;
        switch (at) {
            case 0 -> buffer.putShort(item, (short) 13, ByteOrder.LITTLE_ENDIAN);
            case 2 -> buffer.putShort(item + 2, (short) 90, ByteOrder.LITTLE_ENDIAN);
            default -> buffer.putShort(item + 2, (short) 300, ByteOrder.LITTLE_ENDIAN);
        }
        int said = floor.events.size();
        floor.submit(bytes);
        assertThat(floor.answers(said)).extracting(Floor.Answer::code).containsExactly("UNREADABLE_COMMAND", "OK");
    }

    /** The last item has no bytes at all, or fewer than its block is said to have. */
    @ParameterizedTest
    @ValueSource(ints = {0, 23})
    void anItemThatIsShorterThanItsBlockIsNotRead(int length) {
        Floor floor = Floor.open();
        CommandBody reserve = MoneyCommands.reservePayout(99, 1, 1);
        say(floor, BatchCommands.batch(BatchMode.INDEPENDENT, List.of(WALLET, reserve)), key(floor, 1));
        byte[] whole = floor.log.getLast().bytes();
        byte[] bytes = Arrays.copyOf(whole, whole.length - RESERVE + length);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putLong(10, 5);
        buffer.putShort(whole.length - RESERVE - Short.BYTES, (short) length, ByteOrder.LITTLE_ENDIAN);
        int said = floor.events.size();
        floor.submit(bytes);
        assertThat(floor.answers(said)).extracting(Floor.Answer::code).containsExactly("OK", "UNREADABLE_COMMAND");
    }

    /** What is remembered of batches is forgotten with their keys, and never more than the window holds. */
    @Test
    void theWindowForgetsResultsWithTheirKey() {
        Floor floor = Floor.open();
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        Table results = state.keyWindow.tables().getFirst();
        for (int i = 0; i < 200; i++) {
            floor.tick(10);
            say(floor, wallets(BatchMode.INDEPENDENT, 1 + i % 64), key(floor, i));
            assertThat(state.keys.live() + results.live()).isLessThanOrEqualTo(Floor.SMALL.maxKeys());
        }
        assertThat(results.live()).isGreaterThan(3_000);
        floor.core.writeSnapshot((buffer, offset, length) -> {});
        for (int beat = 0; results.live() > 0; beat++) {
            floor.tick(59_000);
            assertThat(beat).isLessThan(400);
        }
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 1), new Key(77, 199, Floor.START_MS)))
                .singleElement()
                .returns("TOO_OLD", Floor.Answer::code);
    }

    @Test
    void aRaisedWindowHasRoomForALargeBatch() {
        Script script = new Script();
        script.play("raised", List.of("market keys=13", "tick 100", "raise keys=200 -> OK"));
        Floor floor = script.floor();
        Key key = key(floor, 1);
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 64), key)).hasSize(64);
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 64), key))
                .hasSize(64)
                .allMatch(Floor.Answer::repeated);
    }

    @Test
    void nothingIsABatchBeforeTheStart() {
        Floor floor = new Floor();
        assertThat(say(floor, wallets(BatchMode.INDEPENDENT, 2), key(floor, 1)))
                .singleElement()
                .returns("NOT_STARTED", Floor.Answer::code);
        assertThat(say(
                        floor,
                        BatchCommands.batch(
                                BatchMode.INDEPENDENT,
                                List.of(SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 4, 8, Floor.SMALL))),
                        key(floor, 2)))
                .singleElement()
                .returns("NOT_STARTED", Floor.Answer::code);
    }
}
