package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A balance bears so many encumbrances and not one more, whichever way they come to it. */
class EncumbranceLimitTest {
    private static final int MOST = Liens.MAX_OF_BALANCE;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void aliceHasSixtyBonds() {
        lines(
                "market",
                "credit alice 100000 -> OK",
                "credit bob 100000 -> OK",
                "bond = issue BOND N-1 days=9 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 60 -> OK",
                "close p -> OK",
                "tick 250");
    }

    private void lines(String... more) {
        lines.addAll(Arrays.asList(more));
    }

    /** Arrests of one unit each, called x1, x2 and so on. */
    private void arrests(String account, String asset, int count) {
        IntStream.rangeClosed(1, count)
                .forEach(i -> lines.add("x" + i + " = arrest " + account + " " + asset + " 1 -> OK"));
    }

    private void play() {
        Script script = new Script();
        script.play("limit", lines);
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    void ofOneBalance() {
        arrests("alice", "KZT", MOST);
        lines("arrest alice KZT 1 -> LIMIT_ENCUMBRANCES", "free x1 1 -> OK", "arrest alice KZT 1 -> OK");
        play();
    }

    @Test
    void ofWhatIsRecoveredAndWhereItComes() {
        lines(
                "other = account 3 CLIENT -> OK",
                "transfer alice other KZT 1000 -> OK",
                "first = arrest other KZT 5 -> OK");
        arrests("alice", "KZT", MOST);
        lines(
                "recover other alice KZT -> LIMIT_ENCUMBRANCES",
                "free x1 1 -> OK",
                "recover other alice KZT -> OK",
                "lien first 5 5 0",
                "transfer alice other KZT 1000 -> OK",
                "recover other alice KZT -> OK");
        play();
    }

    @Test
    void ofWhatIsInheritedWithThoseThatWaitBehindIt() {
        lines(
                "first = pledge alice bond 20 -> OK",
                "second = pledge alice bond 10 rank=2 subsequent=1 -> OK",
                "third = pledge alice bond 15 rank=3 -> OK");
        arrests("bob", "bond", MOST - 1);
        lines(
                "rights 3 DIVISION alice,bob,KZT,1 alice,bob,bond,20,first -> LIMIT_ENCUMBRANCES",
                "rights 3 DIVISION alice,bob,KZT,1 -> OK",
                "rights 3 DIVISION alice,bob,bond,20,first -> LIMIT_ENCUMBRANCES",
                "rights 3 DIVISION alice,bob,bond,5,third alice,bob,bond,5,third -> LIMIT_ENCUMBRANCES",
                "rights 3 DIVISION alice,bob,bond,5 alice,bob,bond,5,third -> OK",
                "free x1 1 -> OK",
                "rights 3 DIVISION alice,bob,bond,20,first -> LIMIT_ENCUMBRANCES",
                "free x2 1 -> OK",
                "rights 3 DIVISION alice,bob,bond,20,first -> OK",
                "lien first 0 0 0");
        play();
    }

    @Test
    void ofTheSurplusOnWhichThoseBehindAPledgeKeepTheirClaim() {
        lines(
                "first = pledge alice bond 20 -> OK",
                "second = pledge alice bond 10 rank=2 subsequent=1 -> OK",
                "third = pledge alice bond 5 rank=3 subsequent=1 -> OK");
        arrests("alice", "KZT", MOST - 1);
        lines(
                "enforce first 20 bob bob value=20000 debt=5000 -> LIMIT_ENCUMBRANCES",
                "free x1 1 -> OK",
                "enforce first 20 bob bob value=20000 debt=5000 -> OK",
                "balance alice KZT 39938 0 15062");
        play();
    }
}
