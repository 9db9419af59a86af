package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookaheadTest {
    /** What is coming, what is long past, what is cut off and what is no command at all. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void nothingThatIsShownChangesAnOutcome(long seed) {
        RandomMarket market = new RandomMarket(seed);
        for (int step = 0; step < 1_500; step++) {
            market.step();
        }
        Random random = new Random(seed);
        List<Floor.Entry> log = market.floor.log;
        MarketCore shown = new MarketCore(EventSink.NONE);
        for (int i = 0; i < log.size(); i++) {
            for (int next = i; next < Math.min(log.size(), i + 5); next++) {
                show(shown, log.get(next).bytes());
                byte[] any = log.get(random.nextInt(log.size())).bytes();
                show(shown, Arrays.copyOf(any, random.nextInt(any.length + 1)));
                byte[] bent = any.clone();
                for (int at = 8; at < bent.length; at++) {
                    bent[at] ^= random.nextInt(20) == 0 ? (byte) random.nextInt() : 0;
                }
                show(shown, bent);
            }
            shown.fetch();
            Floor.apply(shown, log.get(i));
        }
        assertThat(Floor.hash(shown)).isEqualTo(Floor.hash(market.floor.core));
    }

    private static void show(MarketCore core, byte[] bytes) {
        core.expect(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
