package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.RaiseLimitsDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RaisedLimitsTest {
    /** What was refused under the old limits is refused again when the log is replayed, though it raises them later. */
    @Test
    void aLogReplaysToTheSameRefusalsAfterItsLimitsWereRaised() {
        Script script = new Script();
        script.play("raised limits", List.of("""
                market orders=1 encumbrances=1
                credit alice 500000 -> OK
                bond = issue BOND N-1 -> OK
                pair = pair bond KZT -> OK
                buy pair alice 1 at=900 -> OK
                buy pair alice 1 at=900 -> LIMIT_ORDERS
                arrest alice KZT 5 -> OK
                arrest alice KZT 5 -> LIMIT_ENCUMBRANCES
                raise orders=2 encumbrances=2 -> OK
                buy pair alice 1 at=900 -> OK
                buy pair alice 1 at=900 -> LIMIT_ORDERS
                arrest alice KZT 5 -> OK
                """.split("\n")));
        assertThat(script.wrong()).isEmpty();
        Floor before = script.floor();
        Floor again = new Floor();
        for (Floor.Entry entry : before.log) {
            Floor.apply(again.core, entry);
        }
        assertThat(again.events).usingRecursiveComparison().isEqualTo(before.events);
        assertThat(Floor.hash(again.core)).isEqualTo(Floor.hash(before.core));
    }

    /** Each at the most that an id has room for, and one above it. */
    @Test
    void noLimitPassesWhatAnIdHasRoomFor() {
        int slots = Table.MAX_SLOTS;
        int pairs = Orders.MAX_INSTRUMENTS;
        assertThat(inRange(slots, slots / 2, pairs)).isTrue();
        assertThat(inRange(slots + 1, slots / 2, pairs)).isFalse();
        assertThat(inRange(slots, slots / 2 + 1, pairs)).isFalse();
        assertThat(inRange(slots, slots / 2, pairs + 1)).isFalse();
        assertThat(inRange(0, slots / 2, pairs)).isFalse();
    }

    private static boolean inRange(int assets, int wallets, int instruments) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Limits limits = new Limits(assets, wallets, 1, 1, 1, 1, instruments, 1, 1, 1, 1, 1, 1);
        Header header = new Header(new Key(1, 1, 1), 5, 11, 12, new byte[32], new byte[16]);
        SystemCommands.raiseLimits(limits).encode(buffer, 0, header);
        RaiseLimitsDecoder in = new RaiseLimitsDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        return new LimitValues().read(in).inRange();
    }

    /** Tables, the indexes and heaps over them and the lists beside them are as large as if they had begun so. */
    @Test
    void raisedLimitsMakeAsMuchRoomAsAMarketTakesThatIsRestoredUnderThem() {
        Floor floor = Floor.open(new Limits(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        Limits raised = new Limits(22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34);
        assertThat(floor.submit(SystemCommands.raiseLimits(raised)).code()).isEqualTo("OK");
        assertThat(floor.core.stateOrNull())
                .usingRecursiveComparison()
                .ignoringFields("balances.touched.epoch", "keyWindow.byCreation.late.heap")
                .isEqualTo(floor.restored(EventSink.NONE).stateOrNull());
    }

    /** Stakes are of balances of issues with rules: not each in a market that is large. */
    @Test
    void aLargeMarketHasAStakeForOneBalanceOfFour() {
        Floor floor = Floor.open(new Limits(2, 3, 4, 100_000, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        assertThat(Objects.requireNonNull(floor.core.stateOrNull()).stakes.capacity())
                .isEqualTo(25_000 + 4_096 + Allowances.MOST_AT_ONCE);
    }
}
