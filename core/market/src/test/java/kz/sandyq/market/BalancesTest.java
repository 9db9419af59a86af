package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command books wrongly stops the market at once. Each test books past the commands, as none of them does. */
class BalancesTest {
    private static final EntryKind KIND = EntryKind.TRANSFER;

    private State state;
    private Balances balances;
    private int alice;
    private int bob;
    private int own;
    private int units;

    @BeforeEach
    void aliceHasAThousand() {
        Script script = new Script();
        script.play(
                "market",
                List.of(
                        "market",
                        "credit alice 1000 -> OK",
                        "credit bob 1000 -> OK",
                        "credit own 1000 -> OK",
                        "coin = asset COIN kind=UNBACKED -> OK",
                        "w = wallet SOLE 1/1 -> OK",
                        "there = account w OTHER_PLATFORM -> OK",
                        "transfer there alice coin 10 -> OK"));
        state = Objects.requireNonNull(script.floor().core.stateOrNull());
        balances = anew();
        alice = balances.find(5, 1);
        bob = balances.find(6, 1);
        own = balances.find(2, 1);
        units = balances.find(5, 2);
        state.balances.touched().clear();
    }

    private Balances anew() {
        Events events = new Events(EventSink.NONE);
        return new Balances(state, events, new Allowances(state, new PermissionEvents(state, events)));
    }

    private void isStopped(String message) {
        assertThatThrownBy(() -> balances.checkConserved())
                .isInstanceOf(InvariantViolation.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void whatIsWholeIsNotStopped() {
        balances.move(alice, bob, KIND, 1000, 1);
        balances.explainHeld(bob, 7);
        balances.explainBlocked(bob, 3);
        balances.post(bob, KIND, -10, 7, 3, 1);
        balances.checkConserved();
        assertThat(balances.available(6, 1)).isEqualTo(1990);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5})
    void oneSideAloneIsStopped(long delta) {
        balances.post(alice, KIND, delta, 0, 0, 1);
        isStopped("postings do not sum to zero");
    }

    @Test
    void moreReceivedThanGivenIsStopped() {
        balances.post(alice, KIND, -5, 0, 0, 1);
        balances.post(bob, KIND, 6, 0, 0, 1);
        isStopped("postings do not sum to zero");
    }

    @Test
    void anEntryOfTwoAssetsIsStopped() {
        balances.post(alice, KIND, -5, 0, 0, 1);
        assertThatThrownBy(() -> balances.post(units, KIND, 5, 0, 0, 1))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageStartingWith("an entry of two assets");
    }

    @Test
    void aGiverWhoMayNotGiveToAReceiverIsStoppedWhoeverIsPostedFirst() {
        balances.post(alice, KIND, -5, 0, 0, 1);
        assertThatThrownBy(() -> balances.post(own, KIND, 5, 0, 0, 1)).hasMessageStartingWith("capacities mixed");
        Balances other = anew();
        other.post(own, KIND, 5, 0, 0, 1);
        assertThatThrownBy(() -> other.post(alice, KIND, -5, 0, 0, 1)).hasMessageStartingWith("capacities mixed");
        Balances third = anew();
        third.post(own, KIND, -5, 0, 0, 1);
        assertThatThrownBy(() -> third.post(alice, KIND, 5, 0, 0, 1)).hasMessageStartingWith("capacities mixed");
    }

    @Test
    void whatIsHeldWithoutAnObjectIsStopped() {
        balances.post(alice, KIND, -5, 5, 0, 1);
        isStopped("held or blocked without an object");
    }

    @Test
    void whatIsBlockedWithoutAnObjectIsStopped() {
        balances.post(alice, KIND, -5, 0, 5, 1);
        isStopped("held or blocked without an object");
    }

    @Test
    void whatIsHeldForAnotherBalanceIsStopped() {
        balances.post(alice, KIND, -5, 5, 0, 1);
        balances.explainHeld(bob, 5);
        isStopped("held or blocked without an object");
    }

    @Test
    void whatIsHeldAndSaidToBeBlockedIsStopped() {
        balances.post(alice, KIND, -5, 5, 0, 1);
        balances.explainBlocked(alice, 5);
        isStopped("held or blocked without an object");
    }

    @Test
    void whatIsHeldOfTwoBalancesForTheOtherIsStopped() {
        balances.post(alice, KIND, -5, 5, 0, 1);
        balances.post(bob, KIND, -9, 9, 0, 1);
        balances.explainHeld(alice, 9);
        balances.explainHeld(bob, 5);
        isStopped("held or blocked without an object");
    }

    @Test
    void lessThanNothingIsStopped() {
        balances.move(alice, bob, KIND, 1001, 1);
        isStopped("available below zero");
    }

    @Test
    void lessThanNothingHeldIsStopped() {
        balances.explainHeld(alice, -1);
        balances.post(alice, KIND, 1, -1, 0, 1);
        isStopped("held below zero");
    }

    @Test
    void lessThanNothingBlockedIsStopped() {
        balances.explainBlocked(alice, -1);
        balances.post(alice, KIND, 1, 0, -1, 1);
        isStopped("blocked below zero");
    }
}
