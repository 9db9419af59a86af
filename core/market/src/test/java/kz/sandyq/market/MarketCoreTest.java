package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BankEntryBookedDecoder;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ClockCause;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.InstrumentChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.ReservePayoutDecoder;
import kz.sandyq.protocol.sbe.TradeExecutedDecoder;
import kz.sandyq.protocol.sbe.WalletKind;
import kz.sandyq.protocol.sbe.WalletOpenedDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MarketCoreTest {
    private final Floor floor = new Floor();

    private void openWithMoney() {
        floor.genesis(false, 0, Floor.SMALL);
        floor.submit(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        floor.submit(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(1))));
        floor.submit(AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA));
        floor.submit(AccountCommands.openAccount(1, Capacity.CLIENT, Activity.DFA));
    }

    private Floor.Answer credit(long amountMinor) {
        return floor.submit(MoneyCommands.bookBankCredit(1, 2, 1, amountMinor, new byte[32], Ground.NONE));
    }

    @Test
    void countsEntriesBeforeGenesisAndRefusesCommands() {
        floor.tick(250);
        assertThat(credit(1).code()).isEqualTo("NOT_STARTED");
        assertThat(floor.core.sequence()).isEqualTo(2);
        assertThat(floor.restored(EventSink.NONE).sequence()).isEqualTo(2);
        assertThat(floor.genesis(false, 0, Floor.SMALL).code()).isEqualTo("OK");
        assertThat(floor.core.sequence()).isEqualTo(3);
    }

    @Test
    void replayAndSnapshotHaveTheLiveHash() {
        openWithMoney();
        assertThat(credit(500_00).resultId()).isEqualTo(6);
        floor.tick(250);
        assertThat(Floor.hash(floor.replayed())).isEqualTo(Floor.hash(floor.core));
        assertThat(Floor.hash(floor.restored(EventSink.NONE))).isEqualTo(Floor.hash(floor.core));
    }

    @Test
    void repeatGetsTheSameAnswer() {
        openWithMoney();
        Key key = new Key(1, 2, floor.nowMs);
        var body = MoneyCommands.bookBankCredit(1, 2, 1, 100, new byte[32], Ground.NONE);
        Floor.Answer first = floor.submit(body, key, 0, 0);
        Floor.Answer second = floor.submit(body, key, 0, 0);
        assertThat(second.repeated()).isTrue();
        assertThat(second.answeredSequence()).isEqualTo(first.sequence());
        assertThat(second.resultId()).isEqualTo(first.resultId());
        var other = MoneyCommands.bookBankCredit(1, 2, 1, 101, new byte[32], Ground.NONE);
        assertThat(floor.submit(other, key, 0, 0).code()).isEqualTo("KEY_CONTENT_MISMATCH");
    }

    @Test
    void forgottenKeyIsTooOldAndFutureKeyIsNotRemembered() {
        openWithMoney();
        var body = MoneyCommands.bookBankCredit(1, 2, 1, 100, new byte[32], Ground.NONE);
        Key key = new Key(1, 2, floor.nowMs);
        floor.submit(body, key, 0, 0);
        for (int i = 0; i < 70; i++) {
            floor.tick(55_000);
        }
        assertThat(floor.submit(body, key, 0, 0).code()).isEqualTo("TOO_OLD");
        Key future = new Key(3, 4, floor.nowMs + 1_001);
        assertThat(floor.submit(body, future, 0, 0).code()).isEqualTo("KEY_FROM_FUTURE");
        floor.tick(1);
        assertThat(floor.submit(body, future, 0, 0).code()).isEqualTo("OK");
    }

    @Test
    void aJumpOfTheClockStopsExpiryUntilTwoPersonsConfirm() {
        openWithMoney();
        long good = floor.nowMs;
        floor.tick(60_001);
        assertThat(floor.core.clockSuspect()).isTrue();
        assertThat(floor.core.nowMs()).isEqualTo(good);
        assertThat(credit(5).code()).isEqualTo("OK");
        var confirm = SystemCommands.confirmClock(good, floor.nowMs, ClockCause.PLANNED_DOWNTIME);
        assertThat(floor.submit(confirm, 1, 1).code()).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(floor.submit(confirm, 1, 2).code()).isEqualTo("OK");
        assertThat(floor.core.nowMs()).isEqualTo(floor.nowMs);
        assertThat(floor.core.clockSuspect()).isFalse();
    }

    @Test
    void unreadableBytesTakeASequenceAndAnAnswer() {
        openWithMoney();
        long before = floor.core.sequence();
        assertThat(floor.submit(new byte[] {1, 2, 3}).code()).isEqualTo("UNREADABLE_COMMAND");
        assertThat(floor.core.sequence()).isEqualTo(before + 1);
    }

    @Test
    void whatIsOpenedIsToldAsTheCommandSaysIt() {
        openWithMoney();
        floor.submit(AccountCommands.openWallet(WalletKind.SELF_HELD, HoldingKind.SOLE, 77, List.of(Holder.sole(1))));
        WalletOpenedDecoder wallet = new WalletOpenedDecoder();
        wallet.wrapAndApplyHeader(last(WalletOpenedDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
        assertThat(wallet.keyRef()).isEqualTo(77);
        assertThat(wallet.walletKind()).isEqualTo(WalletKind.SELF_HELD);
        floor.submit(AccountCommands.createAsset(AssetKind.UNBACKED, 0, "COIN"));
        floor.submit(TradingCommands.openInstrument(2, 1, 1, 1, "A-SYMBOL-OF-24-LETTERS-X"));
        InstrumentChangedDecoder pair = new InstrumentChangedDecoder();
        pair.wrapAndApplyHeader(last(InstrumentChangedDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
        assertThat(pair.symbol()).isEqualTo("A-SYMBOL-OF-24-LETTERS-X");
    }

    @Test
    void theFirstEntryOfADayIsOfThatDay() {
        openWithMoney();
        credit(100);
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int day = state.legalDay();
        long midnightMs = (day + 1) * 86_400_000L - 300 * 60_000L;
        while (floor.nowMs + 50_000 < midnightMs) {
            floor.tick(50_000);
        }
        floor.nowMs = midnightMs;
        floor.submit(MoneyCommands.reservePayout(2, 1, 1));
        assertThat(state.legalDay()).isEqualTo(day + 1);
        assertThat(posting().effectiveEpochDay()).isEqualTo(day + 1);
    }

    @Test
    void aKeyIsKnownForTheWholeWindowAndNotLonger() {
        openWithMoney();
        var body = MoneyCommands.bookBankCredit(1, 2, 1, 100, new byte[32], Ground.NONE);
        Key key = new Key(1, 2, floor.nowMs);
        floor.submit(body, key, 0, 0);
        for (int minute = 0; minute < 60; minute++) {
            floor.tick(60_000);
        }
        assertThat(floor.submit(body, key, 0, 0).repeated()).isTrue();
        floor.tick(1);
        assertThat(floor.submit(body, key, 0, 0).code()).isEqualTo("TOO_OLD");
    }

    @Test
    void aFullWindowForgetsOnAndOn() {
        List<String> lines = new ArrayList<>(List.of("market keys=16"));
        for (int round = 0; round < 100; round++) {
            lines.add("tick 1");
            lines.add("batch INDEPENDENT reserve 99 1 ; reserve 99 1 -> UNKNOWN_ACCOUNT UNKNOWN_ACCOUNT");
            lines.add("credit alice 1 -> OK");
        }
        Script script = new Script();
        script.play("window", lines);
        assertThat(script.wrong()).isEmpty();
    }

    /** Legal day offset, clock jump, key window and task step as small or as large as they may be, then one further. */
    @Test
    void aLogBeginsWithWhatIsJustPossible() {
        assertThat(begun(841, 1, 1, 1)).isEqualTo("FIELD_OUT_OF_RANGE");
        assertThat(begun(-841, 1, 1, 1)).isEqualTo("FIELD_OUT_OF_RANGE");
        assertThat(begun(840, 0, 1, 1)).isEqualTo("FIELD_OUT_OF_RANGE");
        assertThat(begun(840, 1, 0, 1)).isEqualTo("FIELD_OUT_OF_RANGE");
        assertThat(begun(840, 1, 1, 0)).isEqualTo("FIELD_OUT_OF_RANGE");
        assertThat(begun(840, 1, 1, 1)).isEqualTo("OK");
    }

    private String begun(int legalDayOffsetMinutes, long jumpMs, long windowMs, int taskStep) {
        return floor.submit(SystemCommands.genesis(
                        1, true, 0, legalDayOffsetMinutes, jumpMs, windowMs, taskStep, 1, Floor.SMALL))
                .code();
    }

    @Test
    void saysWhatItsLogBeganWith() {
        MarketCore core = floor.core;
        assertThat(core.started() || core.demo() || core.clockSuspect()).isFalse();
        assertThat(core.clusterNumber() + core.clockOffsetMs()).isZero();
        floor.genesis(true, 5, Floor.SMALL);
        assertThat(core.started() && core.demo()).isTrue();
        assertThat(core.clusterNumber()).isEqualTo(7);
        assertThat(core.clockOffsetMs()).isEqualTo(5);
        Floor other = new Floor();
        other.genesis(false, 0, Floor.SMALL);
        assertThat(other.core.demo()).isFalse();
        assertThat(MarketCore.isCommand(GenesisDecoder.TEMPLATE_ID)).isTrue();
        assertThat(IntStream.range(ReplyDecoder.TEMPLATE_ID, 1 << 16)).noneMatch(MarketCore::isCommand);
    }

    @Test
    void whatIsExpectedIsNoCommandYet() {
        floor.core.expect(new UnsafeBuffer(new byte[200]), 0, 200);
        floor.core.fetch();
        openWithMoney();
        byte[] bytes = floor.log.getLast().bytes();
        long before = floor.core.sequence();
        floor.core.expect(new UnsafeBuffer(bytes), 0, bytes.length);
        floor.core.fetch();
        assertThat(floor.core.sequence()).isEqualTo(before);
    }

    /** The bank's reference, and the day on which it was so; what comes behind it is of today again. */
    @Test
    void aBankEntryIsToldWithItsReferenceAndItsDay() {
        openWithMoney();
        int day = Objects.requireNonNull(floor.core.stateOrNull()).legalDay();
        byte[] reference = "the-reference-of-the-bank-in-32b".getBytes(StandardCharsets.US_ASCII);
        Ground yesterday = RandomMarket.PAPER.effective(LocalDate.ofEpochDay(day - 1));
        floor.submit(MoneyCommands.bookBankCredit(1, 2, 1, 100, reference, yesterday));
        BankEntryBookedDecoder booked = new BankEntryBookedDecoder();
        booked.wrapAndApplyHeader(last(BankEntryBookedDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
        byte[] told = new byte[32];
        booked.buffer().getBytes(booked.offset() + BankEntryBookedDecoder.bankReferenceEncodingOffset(), told);
        assertThat(told).isEqualTo(reference);
        assertThat(posting().effectiveEpochDay()).isEqualTo(day - 1);
        floor.submit(MoneyCommands.reservePayout(2, 1, 1));
        assertThat(posting().effectiveEpochDay()).isEqualTo(day);
    }

    private PostingDecoder posting() {
        return new PostingDecoder().wrapAndApplyHeader(last(PostingDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
    }

    @Test
    void aHeaderAloneSaysOfWhichCommandItIs() {
        openWithMoney();
        floor.submit(new byte[] {0, 0, ReservePayoutDecoder.TEMPLATE_ID, 0, 39, 0, 1, 0});
        ReplyDecoder reply =
                new ReplyDecoder().wrapAndApplyHeader(last(ReplyDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
        assertThat(reply.commandTemplate()).isEqualTo(ReservePayoutDecoder.TEMPLATE_ID);
    }

    /** The items of a batch that was tried have the sequences of its entry and of those behind it. */
    @Test
    void whatWasTriedHasTakenNoSequence() {
        openWithMoney();
        long before = floor.core.sequence();
        int said = floor.events.size();
        floor.submit(BatchCommands.batch(
                BatchMode.ALL_OR_NOTHING,
                List.of(
                        MoneyCommands.bookBankCredit(1, 2, 1, 5, new byte[32], Ground.NONE),
                        MoneyCommands.reservePayout(2, 1, 1))));
        assertThat(floor.answers(said))
                .extracting(Floor.Answer::sequence, Floor.Answer::answeredSequence)
                .containsExactly(tuple(before + 1, before + 1), tuple(before + 2, before + 2));
    }

    /** So many rows that what is noted of a trial needs more room: all of it is taken back. */
    @Test
    void aLargeTrialIsTakenBackWholly() {
        Script script = new Script();
        script.play("trial", List.of("market wallets=800"));
        CommandBody wallet = AccountCommands.openWallet(
                WalletKind.KEPT_HERE, HoldingKind.JOINT, 0, Collections.nCopies(64, new Holder(1, 1, 64)));
        List<CommandBody> items = new ArrayList<>(Collections.nCopies(14, wallet));
        items.add(MoneyCommands.reservePayout(99, 1, 1));
        State state = Objects.requireNonNull(script.floor().core.stateOrNull());
        int said = script.floor().events.size();
        script.floor().submit(BatchCommands.batch(BatchMode.ALL_OR_NOTHING, items));
        assertThat(script.floor().answers(said).getLast().code()).isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(state.wallets.live() + state.holders.live()).isEqualTo(4 + 4);
        assertThat(state.hash.same(state.recomputedHash())).isTrue();
    }

    @Test
    void anIdThatNamedNothingIsUnknown() {
        Script script = new Script();
        script.play("ids", List.of("trading", "a = buy pair alice 1 at=10 -> OK", "b = buy pair alice 1 at=10 -> OK"));
        long sequence = script.floor().core.sequence();
        assertThat(script.answer("cancel a alice")).isEqualTo("OK");
        assertThat(script.answer("cancel a alice")).isEqualTo("ORDER_CLOSED");
        assertThat(script.answer("cancel 1 alice")).isEqualTo("UNKNOWN_ORDER");
        assertThat(script.answer("cancel " + (1L << Table.SLOT_BITS | 2) + " alice"))
                .isEqualTo("UNKNOWN_ORDER");
        assertThat(script.answer("cancel " + (sequence + 5 << Table.SLOT_BITS) + " alice"))
                .isEqualTo("UNKNOWN_ORDER");
        assertThat(script.answer("cancel " + (sequence + 5 << Table.SLOT_BITS) + " alice"))
                .isEqualTo("ORDER_CLOSED");
    }

    @Test
    void aTradeIsToldWithItsFees() {
        Script script = new Script();
        script.play(
                "fees",
                List.of(
                        "trading",
                        "fees = account 1 FEES -> OK",
                        "t = tariff KZT fees 0:1000:2000:1500 -> OK",
                        "charges pair t -> OK",
                        "sell pair bob 5 at=1000 -> OK",
                        "buy pair alice 5 at=1000 -> OK"));
        assertThat(script.wrong()).isEmpty();
        UnsafeBuffer bytes = last(script.floor(), TradeExecutedDecoder.TEMPLATE_ID);
        TradeExecutedDecoder trade =
                new TradeExecutedDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder());
        assertThat(trade.buyerFeeMinor()).isEqualTo(10);
        assertThat(trade.sellerFeeMinor()).isEqualTo(5);
    }

    /** One giver and sixty-three receivers: as many balances as a command has room for before it makes more. */
    @Test
    void aCommandMayTouchSixtyFourBalances() {
        List<String> lines = new ArrayList<>(List.of("market", "credit alice 100 -> OK"));
        StringBuilder legs = new StringBuilder("i = propose");
        for (int i = 1; i <= 63; i++) {
            lines.add("a" + i + " = account 3 CLIENT -> OK");
            legs.append(" alice>a").append(i).append(":KZT:1");
        }
        lines.add(legs + " -> OK");
        lines.add("affirm i alice -> OK");
        lines.add("balance alice KZT 37 0 0");
        Script script = new Script();
        script.play("legs", lines);
        assertThat(script.wrong()).isEmpty();
    }

    private UnsafeBuffer last(int template) {
        return last(floor, template);
    }

    private static UnsafeBuffer last(Floor floor, int template) {
        return floor.events.reversed().stream()
                .filter(event -> event.template() == template)
                .map(event -> new UnsafeBuffer(event.bytes()))
                .findFirst()
                .orElseThrow();
    }
}
