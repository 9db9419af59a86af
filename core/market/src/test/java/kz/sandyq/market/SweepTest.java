package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field of a state that is wrong by one is found by the sweep, which says what does not fit. */
class SweepTest {
    private static final Path TABLE = Path.of("src/test/resources/tables/sweep.txt");
    private static final Path MARKET = Path.of("src/test/resources/scenarios/20-all-at-once.txt");
    private static final List<Class<?>> ROWS = List.of(
            Rows.class,
            MoneyRows.class,
            SettlementRows.class,
            TradingRows.class,
            TransferRows.class,
            PermissionRows.class,
            FeeRows.class,
            WatchRows.class);

    private final Script script = new Script();

    @BeforeEach
    void everythingAtOnce() throws IOException {
        script.play("market", Files.readAllLines(MARKET));
        assertThat(script.wrong()).isEmpty();
    }

    /** Each field of each row, one more and one less. */
    @Test
    void aFieldThatIsWrongByOneIsFoundAsTheTableSays() throws IOException, IllegalAccessException {
        State state = Objects.requireNonNull(script.floor().core.stateOrNull());
        List<String> found = new ArrayList<>();
        for (Class<?> rows : kinds()) {
            Table table = state.tables().get(constant(rows, "KIND"));
            TreeMap<Integer, String> names = columns(rows);
            int end = rows == PermissionRows.Stake.class ? table.width : table.hashed;
            for (int column = 1; column < end; column++) {
                Set<String> said = new TreeSet<>();
                for (int slot = 0; slot < table.high(); slot++) {
                    if (table.isLive(slot)) {
                        said.addAll(said(state, table, slot, column));
                    }
                }
                said.forEach(new Line(rows.getSimpleName() + "." + names.get(column), found)::add);
            }
        }
        columns(Scalars.class)
                .forEach((slot, name) ->
                        said(state, state.scalars.table(), slot, 1).forEach(new Line("Scalars." + name, found)::add));
        assertThat(found)
                .isEqualTo(Files.readAllLines(TABLE).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @Test
    void aValueThatIsNotWhatItsRowSaysIsFound() {
        State state = Objects.requireNonNull(script.floor().core.stateOrNull());
        state.scalars.table().add(Scalars.TRADES, 1, 1);
        assertThatThrownBy(() -> Sweep.check(state))
                .isInstanceOf(InvariantViolation.class)
                .hasMessage("scalar beside its row, scalar " + Scalars.TRADES);
    }

    /** A snapshot is neither written of a wrong state nor taken back, although its hash is right. */
    @Test
    void aWrongStateIsNeitherWrittenNorTakenBack() {
        MarketCore core = script.floor().core;
        State state = Objects.requireNonNull(core.stateOrNull());
        state.balances.add(0, Rows.Balance.UNCOVERED, 1);
        assertThatThrownBy(() -> core.writeSnapshot((buffer, offset, length) -> {}))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageStartingWith("uncovered, balance");
        MarketCore.Restore restore = MarketCore.restore(EventSink.NONE);
        new SnapshotWriter(restore::onRecord).write(core.sequence(), core.nowMs(), state);
        assertThatThrownBy(restore::finish)
                .isInstanceOf(InvariantViolation.class)
                .hasMessageStartingWith("uncovered, balance");
    }

    /** A command, an item of a batch or a beat that leaves a balance wrong is the last of its market. */
    @ParameterizedTest
    @ValueSource(strings = {"credit own 1", "batch INDEPENDENT reserve 99 1", "batch ALL_OR_NOTHING reserve 99 1", ""})
    void whatLeavesABalanceWrongStopsTheMarket(String step) {
        State state = Objects.requireNonNull(script.floor().core.stateOrNull());
        state.balances.set(0, Rows.Balance.HELD, -1);
        assertThatThrownBy(() -> {
                    if (step.isEmpty()) {
                        script.floor().tick(0);
                    } else {
                        script.answer(step);
                    }
                })
                .isInstanceOf(InvariantViolation.class)
                .hasMessageStartingWith("held below zero, balance");
    }

    private static State state(String... lines) {
        Script played = new Script();
        played.play("state", List.of(lines));
        assertThat(played.wrong()).isEmpty();
        return Objects.requireNonNull(played.floor().core.stateOrNull());
    }

    private static void isFound(State state, String message) {
        assertThatThrownBy(() -> Sweep.check(state))
                .isInstanceOf(InvariantViolation.class)
                .hasMessage(message);
    }

    @Test
    void moneyThatIsFreeWhileAsMuchIsClaimedAndArrestedIsFound() {
        State state = state(
                "market",
                "c = credit alice 50 -> OK",
                "reserve alice 50 -> OK",
                "reverse c alice 50 -> OK",
                "arrest alice KZT 50 -> OK");
        int alice = state.balanceKeys.find(5L << 32 | 1);
        state.balances.add(alice, Rows.Balance.AVAILABLE, 1);
        isFound(state, "sum is not zero, asset 1");
        state.balances.add(state.balanceKeys.find(1L << 32 | 1), Rows.Balance.AVAILABLE, -1);
        isFound(state, "free while an arrest or a claim waits, balance " + alice);
    }

    @Test
    void ranksAndListsOfEncumbrancesAreFound() {
        State state = state("market", "credit alice 50 -> OK", "arrest alice KZT 1 again=1 -> OK");
        int alice = state.balanceKeys.find(5L << 32 | 1);
        state.encumbrances.set(0, Rows.Encumbrance.RANK, 7);
        state.encumbrances.set(1, Rows.Encumbrance.RANK, 7);
        isFound(state, "rank twice, balance " + alice);
        state.encumbrances.set(1, Rows.Encumbrance.RANK, 8);
        state.balances.link(alice, Rows.Balance.OBJECTS, 0);
        isFound(state, "encumbrances outside the lists 0");
    }

    @Test
    void resultsOfABatchWithoutItsKeyAreFound() {
        State state =
                state("market", "batch INDEPENDENT reserve 99 1 ; reserve 99 1 -> UNKNOWN_ACCOUNT UNKNOWN_ACCOUNT");
        int key = state.keys.high() - 1;
        state.keys.add(key, Rows.RememberedKey.REJECT_CODE, 1);
        isFound(state, "results without a key 1");
        state.keys.add(key, Rows.RememberedKey.REJECT_CODE, -2);
        isFound(state, "batch lacks the result of " + (state.sequence() + 1));
    }

    /** An order with trading prohibited, an open placement with the other activity so, and a task that is not. */
    @Test
    void whatIsOpenWithServicesProhibitedIsFound() {
        State orders = state("trading", "buy pair alice 1 at=10 -> OK");
        orders.scalars.set(Scalars.PLATFORM_STATUS + 1, Platform.PROHIBITED);
        orders.scalars.increment(Scalars.RESTRICTED);
        isFound(orders, "open with services prohibited, activity 2");
        State placements =
                state("market", "bond = issue BOND N-1 -> OK", "mint bond 100 -> OK", "offer bond max=50 -> OK");
        placements.scalars.set(Scalars.PLATFORM_STATUS, Platform.PROHIBITED);
        placements.scalars.increment(Scalars.RESTRICTED);
        isFound(placements, "open with services prohibited, activity 1");
        State task = state("market");
        task.scalars.set(Scalars.SERVICES_END + 1, 1);
        isFound(task, "end of services without a task 2");
    }

    /** Each record says its length; a row behind the last place of its table, or of no table, is none. */
    @Test
    void aRecordSaysItsLengthAndHasAPlace() {
        List<UnsafeBuffer> records = new ArrayList<>();
        script.floor().core.writeSnapshot((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            records.add(new UnsafeBuffer(bytes));
        });
        assertThat(records).allMatch(record -> record.getShort(0) == record.capacity() - SnapshotWriter.HEADER_LENGTH);
        State state = Objects.requireNonNull(script.floor().core.stateOrNull());
        MarketCore.Restore restore = MarketCore.restore(EventSink.NONE);
        UnsafeBuffer asset = records.stream()
                .filter(record -> record.getShort(2) == SnapshotWriter.ROW && record.getLong(8) == Rows.Asset.KIND)
                .findFirst()
                .orElseThrow();
        records.stream()
                .takeWhile(record -> record != asset)
                .forEach(record -> restore.onRecord(record, 0, record.capacity()));
        asset.putLong(16, state.assets.capacity());
        assertThatThrownBy(() -> restore.onRecord(asset, 0, asset.capacity()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("snapshot row does not fit table " + Rows.Asset.KIND);
        asset.putLong(8, state.tables().size());
        assertThatThrownBy(() -> restore.onRecord(asset, 0, asset.capacity()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no table " + state.tables().size());
    }

    private record Line(String field, List<String> to) {
        void add(String message) {
            to.add(field + " | " + message);
        }
    }

    private static Set<String> said(State state, Table table, int slot, int column) {
        Set<String> messages = new TreeSet<>();
        for (int delta : new int[] {1, -1}) {
            table.add(slot, column, delta);
            state.scalars.readRows();
            try {
                Sweep.check(state);
            } catch (InvariantViolation e) {
                messages.add(Objects.requireNonNull(e.getMessage()).replaceAll(" -?\\d+$", ""));
            } catch (ArithmeticException | IndexOutOfBoundsException e) {
                messages.add("breaks off");
            } finally {
                table.add(slot, column, -delta);
                state.scalars.readRows();
            }
        }
        return messages;
    }

    private static List<Class<?>> kinds() {
        return ROWS.stream()
                .flatMap(rows -> Stream.of(rows.getDeclaredClasses()))
                .filter(kind -> !kind.equals(Rows.RememberedKey.class))
                .sorted((one, other) -> Integer.compare(constant(one, "KIND"), constant(other, "KIND")))
                .<Class<?>>map(kind -> kind)
                .toList();
    }

    private static int constant(Class<?> rows, String name) {
        try {
            return rows.getDeclaredField(name).getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(rows + " has no " + name, e);
        }
    }

    private static TreeMap<Integer, String> columns(Class<?> rows) throws IllegalAccessException {
        TreeMap<Integer, String> names = new TreeMap<>();
        for (Field field : rows.getDeclaredFields()) {
            boolean column = !field.isSynthetic()
                    && !Set.of("KIND", "HASHED", "WIDTH", "COUNT").contains(field.getName());
            if (column && field.getType() == int.class) {
                names.put(field.getInt(null), field.getName());
            }
        }
        return names;
    }
}
