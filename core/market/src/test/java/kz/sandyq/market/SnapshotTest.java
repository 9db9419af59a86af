package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of a snapshot that are not as a market wrote them. */
class SnapshotTest {
    private static final int TEMPLATE = 2;
    private static final int KIND = 8;
    private static final int SLOT = 16;
    private static final int COLUMNS = 24;

    private final Script script = new Script();

    @BeforeEach
    void aMarketWithMoneyAndAnOrder() {
        script.play("market", List.of("""
                market
                credit alice 500 -> OK
                credit bob 500 -> OK
                bond = issue BOND N-1 -> OK
                pair = pair bond KZT -> OK
                a = buy pair alice 1 at=100 -> OK
                buy pair alice 1 at=100 -> OK
                buy pair bob 1 at=100 -> OK
                cancel a alice -> OK
                """.split("\n")));
        assertThat(script.wrong()).isEmpty();
    }

    private State state() {
        return Objects.requireNonNull(script.floor().core.stateOrNull());
    }

    private List<UnsafeBuffer> records() {
        List<UnsafeBuffer> records = new ArrayList<>();
        script.floor().core.writeSnapshot((from, offset, length) -> records.add(copy(from, offset, length)));
        return records;
    }

    private static UnsafeBuffer copy(DirectBuffer from, int offset, int length) {
        byte[] bytes = new byte[length];
        from.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static int template(DirectBuffer record) {
        return record.getShort(TEMPLATE, ByteOrder.LITTLE_ENDIAN);
    }

    private static MarketCore restored(List<UnsafeBuffer> records) {
        MarketCore.Restore restore = MarketCore.restore(EventSink.NONE);
        records.forEach(record -> restore.onRecord(record, 0, record.capacity()));
        return restore.finish();
    }

    /** The market taken back after a change to the first row of a table. */
    private MarketCore changed(Table table, Consumer<UnsafeBuffer> change) {
        List<UnsafeBuffer> records = records();
        records.stream()
                .filter(record -> template(record) == SnapshotWriter.ROW && record.getLong(KIND) == table.kind)
                .findFirst()
                .ifPresent(change);
        return restored(records);
    }

    @Test
    void everyRecordSaysHowLongItsBlockIs() {
        for (UnsafeBuffer record : records()) {
            assertThat(record.getShort(0, ByteOrder.LITTLE_ENDIAN))
                    .isEqualTo((short) (record.capacity() - SnapshotWriter.HEADER_LENGTH));
        }
    }

    @Test
    void anotherFieldOrLinkIsRefused() {
        State state = state();
        for (int column = 1; column < state.orders.width; column++) {
            int at = COLUMNS + 8 * column;
            assertThatThrownBy(() -> changed(state.orders, record -> record.putLong(at, record.getLong(at) ^ 3)))
                    .as("column %d", column)
                    .isInstanceOf(InvariantViolation.class)
                    .hasMessageContaining(column < state.orders.hashed ? "has another hash" : "rows have another hash");
        }
    }

    @Test
    void aRowWithoutATableOrAPlaceIsRefused() {
        State state = state();
        for (long kind : new long[] {-1, state.tables().size(), state.tables().size() + 1}) {
            assertThatThrownBy(() -> changed(state.orders, record -> record.putLong(KIND, kind)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no table " + kind);
        }
        for (long slot : new long[] {-1, state.orders.capacity(), state.orders.capacity() + 1}) {
            assertThatThrownBy(() -> changed(state.orders, record -> record.putLong(SLOT, slot)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("snapshot row does not fit table " + state.orders.kind);
        }
    }

    /** Written past the sweep that a market makes before it writes: each hash fits, and the sums do not. */
    @Test
    void aStateThatIsWrongIsRefusedThoughItsHashFits() {
        State state = state();
        state.balances.add(1, Rows.Balance.AVAILABLE, 1);
        List<UnsafeBuffer> records = new ArrayList<>();
        new SnapshotWriter((from, offset, length) -> records.add(copy(from, offset, length)))
                .write(state.sequence(), script.floor().core.nowMs(), state);
        assertThatThrownBy(() -> restored(records))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("sum is not zero");
    }

    @Test
    void aHashIsSaidInAllItsDigits() {
        StateHash hash = new StateHash();
        hash.set(0xAB, -1);
        assertThat(hash.toString()).isEqualTo("00000000000000abffffffffffffffff");
    }
}
