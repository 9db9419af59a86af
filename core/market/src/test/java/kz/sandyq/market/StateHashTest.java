package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateHashTest {
    /** Every logical field of every row, in a market where each table has been used. */
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
        assertThat(used).hasSize(33).doesNotContain(Rows.Level.KIND);
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
            used.add(table.hashed > 0 ? table.kind : -1);
            for (int column = 0; column < table.hashed; column++) {
                StateHash before = state.recomputedHash();
                table.link(slot, column, table.get(slot, column) + 1);
                StateHash after = state.recomputedHash();
                table.link(slot, column, table.get(slot, column) - 1);
                assertThat(after.same(before))
                        .as("table %d column %d", table.kind, column)
                        .isFalse();
            }
        }
        used.remove(-1);
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

    @Test
    void aSnapshotWithAnotherFieldIsRefused() {
        RandomMarket market = new RandomMarket(6);
        for (int step = 0; step < 200; step++) {
            market.step();
        }
        MarketCore.Restore restore = MarketCore.restore(EventSink.NONE);
        market.floor.core.writeSnapshot((buffer, offset, length) -> {
            byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            if (record[2] == (byte) SnapshotWriter.ROW && record[8] == Rows.Account.KIND) {
                record[24 + 8 * Rows.Account.ACTIVITY] ^= 3;
            }
            restore.onRecord(new org.agrona.concurrent.UnsafeBuffer(record), 0, length);
        });
        assertThatThrownBy(restore::finish).isInstanceOf(InvariantViolation.class);
    }
}
