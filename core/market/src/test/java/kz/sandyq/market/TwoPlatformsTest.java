package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TwoPlatformsTest {
    private static final int RUNS = 2_000;
    private static final int STEPS = 70;

    private static void plays(String... lines) {
        Script script = new Script();
        script.play("moves", List.of(lines));
        assertThat(script.wrong()).isEmpty();
    }

    /** Two cores, and between them lost, doubled, late letters, deaths at any entry, arrests and passing deadlines. */
    @Test
    @Tag("slow")
    @LegalBasis(
            value = "RUL-50",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void theTotalOfBothPlatformsNeverChangesAndEveryMoveEnds() {
        Set<String> seen = new TreeSet<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            TwoPlatforms platforms = new TwoPlatforms(seed);
            try {
                for (int step = 0; step < STEPS; step++) {
                    platforms.step();
                }
                platforms.settle();
            } catch (InvariantViolation e) {
                throw new AssertionError("seed " + seed, e);
            }
            long movedOut = 0;
            long total = 0;
            for (PlatformSide side : platforms.sides()) {
                assertThat(side.live())
                        .as("seed %d: moves of %d", seed, side.number)
                        .isZero();
                assertThat(side.state().holds.live()).as("seed %d", seed).isZero();
                assertThat(side.state().issues.get(0, Rows.Issue.IN_TRANSIT))
                        .as("seed %d", seed)
                        .isZero();
                assertThat(side.state().issues.get(0, Rows.Issue.ARRIVING))
                        .as("seed %d", seed)
                        .isZero();
                assertThat(Floor.hash(side.floor.replayed()))
                        .as("seed %d", seed)
                        .isEqualTo(Floor.hash(side.floor.core));
                movedOut += side.state().issues.get(0, Rows.Issue.MOVED_OUT);
                total += side.outstanding();
                seen.addAll(side.seen());
            }
            assertThat(movedOut).as("seed %d", seed).isZero();
            assertThat(total).as("seed %d", seed).isEqualTo(TwoPlatforms.ISSUED);
        }
        assertThat(seen)
                .containsExactly(
                        "in ACCEPTED",
                        "in CANCELLED",
                        "in EXPIRED",
                        "in MINTED",
                        "in NOTIFIED",
                        "in REFUSED",
                        "out ACCEPTED",
                        "out BLOCKED",
                        "out BURNED",
                        "out CANCELLED",
                        "out EXPIRED",
                        "out MINTED",
                        "out NOTIFIED",
                        "out REFUSED",
                        "out RESTORED");
    }

    @Test
    @LegalBasis(
            value = "RUL-49.1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-49.2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-49.3",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-49.5",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-51",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void unitsAreCheckedBlockedAnnouncedAndBurnedOnceAfterAcceptance() {
        plays(
                "trading",
                "block 8 bond bob:10 -> NO_INTERACTION_AGREEMENT",
                "agree 8 -> OK",
                "l = pledge bob bond 995 -> OK",
                "block 8 bond bob:10 -> DFA_ENCUMBERED",
                "free l 995 -> OK",
                "m = block 8 bond bob:10 -> OK",
                "transfer bob alice bond 991 -> INSUFFICIENT_UNITS",
                "proceed m BURN -> MOVE_STATUS",
                "proceed m NOTIFY -> OK",
                "proceed m BURN -> MOVE_STATUS",
                "told 8 1 ACCEPTED 10 -> OK",
                "proceed m BURN -> OK",
                "proceed m BURN -> MOVE_STATUS",
                "balance bob bond 990 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-49.4",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-49.6",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aRefusalHasItsReasonAndExactlyTheBurnedVolumeIsMintedOnce() {
        plays(
                "market",
                "bond = issue BOND N-1 -> OK",
                "agree 8 -> OK",
                "r = ready 8 1 10 -> OK",
                "decline r reason=0 -> MOVE_REFUSAL_REASON_MISSING",
                "decline r -> OK",
                "r = ready 8 2 10 until=now+5 -> OK",
                "accept r bond alice:9 -> MOVE_VOLUME_MISMATCH",
                "accept r bond alice:10 -> OK",
                "told 8 2 BURNED 11 -> MOVE_VOLUME_MISMATCH",
                "told 8 2 BURNED 10 -> OK",
                "told 8 2 BURNED 10 -> OK",
                "balance alice bond 10 0 0",
                "r = ready 8 3 10 until=now+5 -> OK",
                "tick 5",
                "accept r bond alice:10 -> MOVE_STATUS");
    }
}
