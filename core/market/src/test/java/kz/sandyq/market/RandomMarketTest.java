package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomMarketTest {
    private static final int STEPS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void moneyAndAssetsAreConservedAndEveryHostAgrees(long seed) {
        RandomMarket market = new RandomMarket(seed);
        MarketCore follower = null;
        int followed = 0;
        for (int step = 0; step < STEPS; step++) {
            market.step();
            if (step % 97 == 0) {
                if (follower != null) {
                    followed = follow(market, follower, followed);
                }
                follower = market.floor.restored(EventSink.NONE);
                followed = market.floor.log.size();
            }
        }
        assertThat(Floor.hash(market.floor.replayed())).as("seed %d", seed).isEqualTo(Floor.hash(market.floor.core));
    }

    private static int follow(RandomMarket market, MarketCore follower, int from) {
        for (int i = from; i < market.floor.log.size(); i++) {
            Floor.apply(follower, market.floor.log.get(i));
        }
        assertThat(Floor.hash(follower)).isEqualTo(Floor.hash(market.floor.core));
        return market.floor.log.size();
    }

    @Test
    void everyKindOfCommandIsBothAcceptedAndRefusedSomewhere() {
        Set<RandomMarket.Kind> accepted = EnumSet.noneOf(RandomMarket.Kind.class);
        for (long seed = 1; seed <= 24; seed++) {
            RandomMarket market = new RandomMarket(seed);
            for (int step = 0; step < STEPS; step++) {
                market.step();
            }
            market.outcomes.forEach((kind, codes) -> {
                if (codes.containsKey("OK")) {
                    accepted.add(kind);
                }
            });
        }
        assertThat(accepted).isEqualTo(EnumSet.allOf(RandomMarket.Kind.class));
    }
}
