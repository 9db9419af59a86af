package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps that other systems have fallen into, each by its name. */
class TrapsTest {
    private static Floor plays(String lines) {
        Script script = new Script();
        script.play("trap", List.of(lines.split("\n")));
        assertThat(script.wrong()).isEmpty();
        return script.floor();
    }

    @Test
    void sixHoldsOfAThousandOnFiveThousand() {
        plays("""
                market
                credit alice 5000 -> OK
                reserve alice 1000 -> OK
                reserve alice 1000 -> OK
                reserve alice 1000 -> OK
                reserve alice 1000 -> OK
                balance alice KZT 1000 4000 0
                h = reserve alice 1000 -> OK
                reserve alice 1000 -> INSUFFICIENT_FUNDS
                balance alice KZT 0 5000 0
                payout h 1000 -> OK
                reserve alice 1000 -> INSUFFICIENT_FUNDS
                balance alice KZT 0 4000 0
                """);
    }

    @Test
    void sixHoldsOfAThousandOnFiveThousandEachOfAnotherKind() {
        plays("""
                market
                credit alice 5000 -> OK
                bond = issue BOND N-1 -> OK
                note = issue NOTE N-2 -> OK
                mint note 10 -> OK
                pair = pair bond KZT -> OK
                p = offer note max=10 -> OK
                credit bob 1 -> OK
                i = propose alice>bob:KZT:1000 bob>alice:KZT:1 -> OK
                reserve alice 1000 -> OK
                subscribe p alice 1 -> OK
                buy pair alice 1 at=1000 -> OK
                buy pair alice 1 at=990 type=STOP_LIMIT stop=999 -> OK
                affirm i alice -> OK
                balance alice KZT 10 4990 0
                reserve alice 1000 -> INSUFFICIENT_FUNDS
                subscribe p alice 1 -> INSUFFICIENT_FUNDS
                buy pair alice 1 at=1000 -> INSUFFICIENT_FUNDS
                buy pair alice 1 at=11 type=STOP_LIMIT stop=11 -> INSUFFICIENT_FUNDS
                j = propose alice>bob:KZT:11 bob>alice:KZT:1 -> OK
                affirm j alice -> INSUFFICIENT_FUNDS
                transfer alice bob KZT 11 -> INSUFFICIENT_FUNDS
                balance alice KZT 10 4990 0
                """);
    }

    @Test
    void aFrozenAmountAboveTheBalance() {
        plays("""
                market
                credit alice 5000 -> OK
                bond = issue BOND N-1 -> OK
                pair = pair bond KZT -> OK
                o = buy pair alice 2 at=1000 -> OK
                f = freeze alice KZT 8000 -> OK
                order o CANCELED 0 ARREST
                balance alice KZT 0 0 5000
                lien f 8000 5000 0
                reserve alice 1 -> INSUFFICIENT_FUNDS
                credit alice 2000 -> OK
                balance alice KZT 0 0 7000
                lien f 8000 7000 0
                credit alice 1500 -> OK
                balance alice KZT 500 0 8000
                reserve alice 501 -> INSUFFICIENT_FUNDS
                reserve alice 500 -> OK
                free f 8001 -> RELEASE_ABOVE_REMAINING
                free f 6000 -> OK
                balance alice KZT 6000 500 2000
                free f 2000 -> OK
                free f 1 -> UNKNOWN_ENCUMBRANCE
                balance alice KZT 8000 500 0
                """);
    }

    @Test
    void aForcedTransferToOneself() {
        plays("""
                market
                credit alice 5000 -> OK
                force alice alice KZT 1000 -> SAME_ACCOUNT
                twin = account 3 CLIENT -> OK
                force alice twin KZT 1000 -> SAME_HOLDERS
                w = wallet SOLE 1/1/3 -> OK
                other = account w CLIENT -> OK
                force alice other KZT 1000 -> SAME_HOLDERS
                balance alice KZT 5000 0 0
                balance twin KZT 0 0 0
                balance other KZT 0 0 0
                force alice bob KZT 1000 -> OK
                balance alice KZT 4000 0 0
                balance bob KZT 1000 0 0
                """);
    }

    @Test
    void aRefundExecutedTwice() {
        plays("""
                market
                c = credit alice 6000 -> OK
                bond = issue BOND N-1 -> OK
                mint bond 100 -> OK
                p = offer bond min=50 -> OK
                s = subscribe p alice 2 -> OK
                withdraw s alice -> OK
                withdraw s alice -> SUBSCRIPTION_CLOSED
                balance alice KZT 6000 0 0
                s = subscribe p alice 3 -> OK
                close p -> OK
                balance alice KZT 6000 0 0
                close p -> PLACEMENT_CLOSED
                cancelplacement p -> PLACEMENT_CLOSED
                withdraw s alice -> SUBSCRIPTION_CLOSED
                balance alice KZT 6000 0 0
                q = offer bond -> OK
                t = subscribe q alice 4 -> OK
                cancelplacement q -> OK
                restart
                cancelplacement q -> PLACEMENT_CLOSED
                withdraw t alice -> SUBSCRIPTION_CLOSED
                balance alice KZT 6000 0 0
                h = reserve alice 1000 -> OK
                release h -> OK
                release h -> UNKNOWN_PAYOUT
                payout h 1000 -> UNKNOWN_PAYOUT
                balance alice KZT 6000 0 0
                reverse c alice 6000 key=once -> OK
                reverse c alice 6000 key=once -> OK
                reverse c alice 6000 -> ALREADY_REVERSED
                balance alice KZT 0 0 0
                """);
    }

    @Test
    void ordersLeftLockedAfterAHalt() {
        plays("""
                trading
                a = buy pair alice 1 at=100 -> OK
                b = buy pair alice 1 at=101 -> OK
                c = sell pair bob 1 at=200 -> OK
                d = sell pair bob 2 at=201 show=1 -> OK
                e = buy pair alice 1 at=300 type=STOP_LIMIT stop=300 -> OK
                f = sell pair bob 1 at=90 type=STOP_LIMIT stop=90 -> OK
                g = buy pair alice 1 at=99 tif=GTD until=now+9999 -> OK
                status pair TRADING_HALT reason=REGULATORY -> OK
                cancel a alice -> OK
                sell pair bob 1 at=101 -> TRADING_CLOSED
                status pair TRADING_HALT reason=REGULATORY cancel=1 -> OK
                restart
                tick 250
                tick 250
                order b CANCELED 0 HALT
                order d CANCELED 0 HALT
                order e CANCELED 0 HALT
                order f CANCELED 0 HALT
                order g CANCELED 0 HALT
                cancel b alice -> ORDER_CLOSED
                book pair
                balance alice KZT 10000000 0 0
                balance bob bond 1000 0 0
                status pair READY_TO_TRADE -> OK
                sell pair bob 1000 at=100 -> OK
                """);
    }

    /**
     * An item has no key of its own: item i is (key, i). So a line said twice in one batch is two acts, told apart by
     * their items, and stays two when the batch comes again; one key never stands for a batch and for something else.
     */
    @Test
    void theSameKeyTwiceInOneBatch() {
        plays("""
                trading
                batch key=k INDEPENDENT reserve alice 1000 ; reserve alice 1000 ; reserve alice 1000 -> OK OK OK
                balance alice KZT 9997000 3000 0
                batch key=k INDEPENDENT reserve alice 1000 ; reserve alice 1000 ; reserve alice 1000 -> OK OK OK
                balance alice KZT 9997000 3000 0
                batch key=k INDEPENDENT reserve alice 1000 ; reserve alice 1000 -> KEY_CONTENT_MISMATCH
                reserve alice 1000 key=k -> KEY_CONTENT_MISMATCH
                reserve alice 1000 key=l -> OK
                batch key=l INDEPENDENT reserve alice 1000 -> KEY_CONTENT_MISMATCH
                restart
                batch key=k INDEPENDENT reserve alice 1000 ; reserve alice 1000 ; reserve alice 1000 -> OK OK OK
                balance alice KZT 9996000 4000 0
                b = batch key=m ALL_OR_NOTHING buy pair alice 1 at=90 ; buy pair alice 1 at=90 -> OK OK
                batch key=m ALL_OR_NOTHING buy pair alice 1 at=90 ; buy pair alice 1 at=90 -> OK OK
                book pair bids 90x1 90x1
                cancel b.1 alice -> OK
                cancel b.2 alice -> OK
                batch key=m ALL_OR_NOTHING buy pair alice 1 at=90 ; buy pair alice 1 at=90 -> OK OK
                book pair
                """);
    }

    /** Places of tasks that ended are taken again last first, so that the later task of a tick has the lesser id. */
    @Test
    void anOrderDependentRestoreOfTasks() {
        Floor floor = plays("""
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
                """);
        MarketCore restored = floor.restored(EventSink.NONE);
        for (int beat = 0; beat < 6; beat++) {
            floor.tick(250);
            restored.tick(floor.nowMs);
            assertThat(Floor.hash(restored)).as("beat %d", beat).isEqualTo(Floor.hash(floor.core));
        }
    }

    /** A restore of a restore of a restore has met its rows in another order than the live market, and is the same. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {21, 22, 23})
    void anOrderDependentRestore(long seed) {
        RandomMarket market = new RandomMarket(seed);
        Floor again = new Floor();
        int applied = 0;
        for (int step = 0; step < 1_500; step++) {
            market.step();
            for (; applied < market.floor.log.size(); applied++) {
                Floor.apply(again.core, market.floor.log.get(applied));
            }
            if (step % 3 == 0) {
                again.core = again.restored(EventSink.NONE);
            }
            assertThat(Floor.hash(again.core)).as("step %d", step).isEqualTo(Floor.hash(market.floor.core));
        }
    }
}
