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
