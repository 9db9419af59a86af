package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateHashTest {
    /**
     * Every field of every row, in a market where each table has been used: the running hash has the logical ones, the
     * hash at a snapshot links and derived values too.
     */
    @Test
    void everyFieldChangedByOneChangesTheHash() {
        Set<Integer> used = new TreeSet<>();
        for (long seed = 1; seed <= 6; seed++) {
            RandomMarket market = new RandomMarket(seed);
            for (int round = 0; round < 30; round++) {
                for (int step = 0; step < 60; step++) {
                    market.step();
                }
                market.openClaim();
                market.openUncross();
                State state = Objects.requireNonNull(market.floor.core.stateOrNull());
                for (Table table : state.tables()) {
                    flip(state, table, used);
                }
            }
        }
        assertThat(used).hasSize(35).contains(Rows.Level.KIND, PermissionRows.Stake.KIND);
    }

    @Test
    void everyFieldOfAMoveBetweenPlatformsToo() {
        Set<Integer> used = new TreeSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            TwoPlatforms platforms = new TwoPlatforms(seed);
            for (int step = 0; step < 40; step++) {
                platforms.step();
            }
            State state = platforms.sides().getFirst().state();
            state.transfers.moveTables().forEach(table -> flip(state, table, used));
        }
        assertThat(used).hasSize(3);
    }

    private static void flip(State state, Table table, Set<Integer> used) {
        int first = table.kind == Scalars.KIND ? 0 : Math.max(0, table.high() - 3);
        for (int slot = first; slot < table.high(); slot++) {
            if (!table.isLive(slot)) {
                continue;
            }
            used.add(table.kind);
            StateHash running = state.recomputedHash();
            StateHash whole = state.wholeHash();
            for (int column = 0; column < table.width; column++) {
                table.link(slot, column, table.get(slot, column) + 1);
                boolean sameRunning = state.recomputedHash().same(running);
                boolean sameWhole = state.wholeHash().same(whole);
                table.link(slot, column, table.get(slot, column) - 1);
                assertThat(sameRunning)
                        .as("running hash, table %d column %d", table.kind, column)
                        .isEqualTo(column >= table.hashed);
                assertThat(sameWhole)
                        .as("whole hash, table %d column %d", table.kind, column)
                        .isFalse();
            }
        }
    }

    @Test
    void everyColumnIsEqualLiveReplayedAndRestored() {
        for (long seed = 1; seed <= 6; seed++) {
            RandomMarket market = new RandomMarket(seed);
            for (int step = 0; step < 1_500; step++) {
                market.step();
            }
            market.openClaim();
            market.openUncross();
            String live = whole(market.floor.core);
            assertThat(whole(market.floor.replayed())).isEqualTo(live);
            assertThat(whole(market.floor.restored(EventSink.NONE))).isEqualTo(live);
        }
    }

    private static String whole(MarketCore core) {
        return Objects.requireNonNull(core.stateOrNull()).wholeHash().toString();
    }

    @Test
    void aSweepFindsAChangedBalance() {
        RandomMarket market = new RandomMarket(5);
        for (int step = 0; step < 200; step++) {
            market.step();
        }
        State state = Objects.requireNonNull(market.floor.core.stateOrNull());
        state.balances.link(0, Rows.Balance.AVAILABLE, state.balances.get(0, Rows.Balance.AVAILABLE) + 1);
        assertThatThrownBy(() -> market.floor.core.writeSnapshot((buffer, offset, length) -> {}))
                .isInstanceOf(InvariantViolation.class);
    }

    @ParameterizedTest(name = "{0}, table {1} column {2}")
    @CsvSource({
        "restored state has another hash, 4, 3",
        "restored rows have another hash, 4, 17",
        "restored rows have another hash, 5, 7",
        "restored rows have another hash, 14, 1",
        "restored rows have another hash, 15, 7",
        "restored rows have another hash, 27, 1"
    })
    void aSnapshotWithAnotherFieldIsRefused(String message, int kind, int column) {
        RandomMarket market = new RandomMarket(6);
        for (int step = 0; step < 200; step++) {
            market.step();
        }
        MarketCore.Restore restore = MarketCore.restore(EventSink.NONE);
        market.floor.core.writeSnapshot((buffer, offset, length) -> {
            byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            if (record[2] == (byte) SnapshotWriter.ROW && record[8] == kind) {
                record[24 + 8 * column] ^= 3;
            }
            restore.onRecord(new org.agrona.concurrent.UnsafeBuffer(record), 0, length);
        });
        assertThatThrownBy(restore::finish)
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining(message);
    }
}
