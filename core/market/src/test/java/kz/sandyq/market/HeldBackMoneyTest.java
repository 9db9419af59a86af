package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Money that is stopped together with its units needs a place among the encumbrances of its balance. Where there is
 * none it is not paid, stays owed, and is paid when there is one; nobody else waits for it.
 */
class HeldBackMoneyTest {
    private static final int MOST = Liens.MAX_OF_BALANCE;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void aliceHasSixtyBondsAndBobForty() {
        open("");
    }

    private void open(String options) {
        lines(
                "market encumbrances=400 " + options,
                "credit alice 100000 -> OK",
                "credit bob 100000 -> OK",
                "bond = issue BOND N-1 income=9 early=1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 60 -> OK",
                "subscribe p bob 40 -> OK",
                "close p -> OK");
        beats();
    }

    private void lines(String... more) {
        lines.addAll(Arrays.asList(more));
    }

    private void beats() {
        lines.addAll(Collections.nCopies(9, "tick 250"));
    }

    private void then(String line) {
        lines(line);
        beats();
    }

    /** Arrests of one tiyn each, called x1, x2 and so on. */
    private void arrestMoney(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> lines("x" + i + " = arrest alice KZT 1 -> OK"));
    }

    private void play() {
        Script script = new Script();
        script.play("held back", lines);
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    void incomeStaysOwedUntilThereIsRoomAndThenTakesOnePlaceForGood() {
        arrestMoney(MOST);
        lines("a = arrest alice bond 10 income=1 -> OK");
        then("c = income bond 1 1 -> OK");
        then("pay c -> OK");
        lines("balance alice KZT 39936 0 64", "balance bob KZT 60040 0 0", "balance issuer KZT 99960 0 0");
        then("pay c -> OK");
        lines("balance alice KZT 39936 0 64", "balance issuer KZT 99960 0 0", "free x1 1 -> OK");
        then("pay c -> OK");
        lines("balance alice KZT 39987 0 73", "arrest alice KZT 1 -> LIMIT_ENCUMBRANCES");
        lines("pay c -> UNKNOWN_DISTRIBUTION");
        then("d = income bond 2 1 -> OK");
        then("pay d -> OK");
        lines("balance alice KZT 40087 0 93", "free a 10 -> OK", "balance alice KZT 40117 0 63");
        lines("arrest alice KZT 1 -> OK");
        play();
    }

    @Test
    void incomeThatNothingStopsNeedsNoRoom() {
        arrestMoney(MOST);
        lines("arrest alice bond 10 -> OK", "arrest alice bond 10 rights=1 -> OK");
        then("c = income bond 1 1 -> OK");
        then("pay c -> OK");
        lines("balance alice KZT 39996 0 64", "pay c -> UNKNOWN_DISTRIBUTION");
        play();
    }

    @Test
    void aRedemptionLeavesUnitsWhoseMoneyHasNoRoomAndALaterOneTakesThem() {
        arrestMoney(MOST);
        lines("a = arrest alice bond 10 -> OK");
        then("redeem bond -> OK");
        lines("stands bond CIRCULATING", "balance alice bond 50 0 10", "balance alice KZT 39936 0 64");
        lines("balance bob bond 0 0 0", "balance bob KZT 100000 0 0", "balance issuer KZT 60000 0 0");
        lines("transfer alice bob bond 10 -> OK");
        then("redeem bond -> OK");
        lines("stands bond CIRCULATING", "balance alice bond 40 0 10", "balance bob KZT 110000 0 0");
        lines("free x1 1 -> OK");
        then("redeem bond -> OK");
        lines("stands bond REDEEMED", "lien a 10000 10000 0", "balance alice KZT 79937 0 10063");
        lines("balance issuer KZT 0 0 0", "arrest alice KZT 1 -> LIMIT_ENCUMBRANCES");
        play();
    }

    @Test
    void theEncumbranceOfRedeemedUnitsTakesInWhatItHeldBackBefore() {
        lines("l = pledge alice bond 10 income=1 rank=3 -> OK");
        then("c = income bond 1 1 -> OK");
        then("pay c -> OK");
        lines("balance alice KZT 40050 0 10");
        arrestMoney(MOST - 1);
        lines("arrest alice KZT 1 -> LIMIT_ENCUMBRANCES", "credit issuer 100 -> OK");
        then("redeem bond -> OK");
        lines("stands bond REDEEMED", "lien l 10010 10010 3", "balance alice KZT 89987 0 10073");
        lines("arrest alice KZT 1 -> LIMIT_ENCUMBRANCES", "free l 10009 -> OK", "lien l 1 1 3");
        lines("free l 1 -> OK", "balance alice KZT 99997 0 63", "arrest alice KZT 1 -> OK");
        play();
    }

    @Test
    void aPartRedemptionLeavesTheShareOfWhoHasNoRoom() {
        arrestMoney(MOST);
        lines("a = arrest alice bond 60 -> OK");
        then("redeempart bond 1 2 -> OK");
        lines("balance alice bond 0 0 60", "balance alice KZT 39936 0 64", "balance bob bond 20 0 0");
        lines("balance issuer KZT 80000 0 0", "free x1 1 -> OK");
        then("redeempart bond 1 2 -> OK");
        lines("balance alice bond 0 0 30", "balance alice KZT 39937 0 30063", "balance bob bond 10 0 0");
        play();
    }

    @Test
    void anOverdueRedemptionIsOwedOnToWhoHasNoRoom() {
        arrestMoney(MOST);
        lines("a = arrest alice bond 10 -> OK", "h = reserve issuer 100000 -> OK", "o = overdue bond grace=5 -> OK");
        beats();
        lines("release h -> OK");
        then("pay o -> OK");
        lines("balance alice bond 50 0 10", "balance alice KZT 39936 0 64", "balance bob KZT 100000 0 0");
        lines("free x1 1 -> OK");
        then("pay o -> OK");
        lines("stands bond REDEEMED", "lien a 10000 10000 0", "balance alice KZT 89937 0 10063");
        play();
    }

    @Test
    void byTheFirstRulesMoneyBearsMore() {
        lines.clear();
        open("rules=1");
        arrestMoney(MOST);
        lines("a = arrest alice bond 10 income=1 -> OK");
        then("c = income bond 1 1 -> OK");
        then("pay c -> OK");
        lines("balance alice KZT 39986 0 74", "credit issuer 100 -> OK");
        then("redeem bond -> OK");
        lines("stands bond REDEEMED", "lien a 10000 10000 0", "balance alice KZT 89986 0 10074");
        play();
    }
}
