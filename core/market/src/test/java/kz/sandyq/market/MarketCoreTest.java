package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ClockCause;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.InstrumentChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
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
        PostingDecoder posting = new PostingDecoder();
        posting.wrapAndApplyHeader(last(PostingDecoder.TEMPLATE_ID), 0, new MessageHeaderDecoder());
        assertThat(state.legalDay()).isEqualTo(day + 1);
        assertThat(posting.effectiveEpochDay()).isEqualTo(day + 1);
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
        assertThat(MarketCore.isCommand(ReplyDecoder.TEMPLATE_ID)).isFalse();
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

    private UnsafeBuffer last(int template) {
        return floor.events.reversed().stream()
                .filter(event -> event.template() == template)
                .map(event -> new UnsafeBuffer(event.bytes()))
                .findFirst()
                .orElseThrow();
    }
}
