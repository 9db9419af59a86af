package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreOrderTest {
    /** Places of tasks that ended are taken again last first, so that the later task of a tick has the lesser id. */
    @Test
    void tasksThatBeganInOneTickGoOnInTheSameOrderAfterARestore() {
        Script script = new Script();
        script.play("restore order", List.of("""
                market
                credit alice 1000000 -> OK
                a = issue A N-1 -> OK
                b = issue B N-2 -> OK
                mint a 500 -> OK
                mint b 500 -> OK
                p = offer a -> OK
                q = offer b -> OK
                subscribe p alice 1 -> OK
                subscribe p alice 1 -> OK
                subscribe q alice 1 -> OK
                subscribe q alice 1 -> OK
                close p -> OK
                close q -> OK
                tick 250
                tick 250
                tick 250
                p = offer a until=now+500 -> OK
                q = offer b until=now+500 -> OK
                subscribe p alice 1 -> OK
                subscribe p alice 1 -> OK
                subscribe p alice 1 -> OK
                subscribe q alice 1 -> OK
                subscribe q alice 1 -> OK
                subscribe q alice 1 -> OK
                tick 500
                """.split("\n")));
        assertThat(script.wrong()).isEmpty();
        Floor floor = script.floor();
        MarketCore restored = floor.restored(EventSink.NONE);
        for (int beat = 0; beat < 6; beat++) {
            floor.tick(250);
            restored.tick(floor.nowMs);
            assertThat(Floor.hash(restored)).as("beat %d", beat).isEqualTo(Floor.hash(floor.core));
        }
    }
}
