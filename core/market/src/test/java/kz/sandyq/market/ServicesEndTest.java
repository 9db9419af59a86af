package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.PlatformStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services prohibited amid a random market: everything that is open ends, and a restore changes nothing. */
class ServicesEndTest {
    private static final int MOST_TICKS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 8, 13, 21, 34})
    void nothingStaysLocked(long seed) {
        RandomMarket market = new RandomMarket(seed);
        for (int step = 0; step < 120 + 10 * seed; step++) {
            market.step();
        }
        Floor floor = market.floor;
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        for (Activity activity : new Activity[] {Activity.TRADING, Activity.DFA}) {
            Floor.Answer answer = floor.submit(
                    SystemCommands.setPlatformStatus(activity, PlatformStatus.SERVICES_PROHIBITED, RandomMarket.PAPER));
            assertThat(answer.code()).isEqualTo("OK");
        }
        int ticks = 0;
        for (; isEnding(state) && ticks < MOST_TICKS; ticks++) {
            MarketCore other = floor.restored(EventSink.NONE);
            floor.tick(250);
            other.tick(floor.nowMs);
            assertThat(Floor.hash(other)).isEqualTo(Floor.hash(floor.core));
        }
        assertThat(isEnding(state)).isFalse();
        for (int i = 0; i < MOST_TICKS && state.tasks.live() > 0; i++) {
            floor.tick(250);
        }
        assertThat(state.orders.live()).isZero();
        assertThat(state.instructions.live()).isZero();
        for (int slot = 0; slot < state.placements.high(); slot++) {
            boolean open = state.placements.isLive(slot)
                    && state.placements.get(slot, Rows.Placement.STATUS) == PlacementStatus.OPEN.value();
            assertThat(open).isFalse();
        }
        for (int slot = 0; slot < state.holds.high(); slot++) {
            if (state.holds.isLive(slot)) {
                assertThat(state.holds.get(slot, Hold.REASON))
                        .as("what is held waits for the bank or for data alone")
                        .isIn((long) HoldReason.PAYOUT.value(), (long) HoldReason.TRANSFER.value());
            }
        }
    }

    private static boolean isEnding(State state) {
        return state.scalars.get(Scalars.SERVICES_END) != 0 || state.scalars.get(Scalars.SERVICES_END + 1) != 0;
    }
}
