package kz.sandyq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.evidence.Evidence;
import kz.sandyq.load.OperatorKills.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole operator dies by SIGKILL under the load of API clients and a bank, at drawn times and at chosen points.
 * After each start nothing acknowledged is lost, nothing is applied twice, money and assets are conserved, the read
 * model equals a rebuild and the state hashes agree.
 */
class OperatorKillTest {
    private static final long SEED = Long.getLong("sandyq.seed", 20_261_121);
    private static final int LONG_KILLS = 20;
    private static final int LONG_ACKNOWLEDGED = 20_000;
    private static final List<Point> LONG_TURN =
            List.of(Point.RANDOM, Point.SNAPSHOT, Point.APPROVAL, Point.RANDOM, Point.RECOVERY);

    @TempDir
    Path directory;

    @Test
    @Timeout(1_800)
    void killsAtDrawnTimesAndChosenPointsLoseNothing() {
        try (OperatorKills kills = new OperatorKills(directory, SEED)) {
            LiveMarket market = kills.open();
            OperatorComparison comparison = kills.comparison(market);
            kills.round(market, comparison, Point.APPROVAL, 6_000, false);
            kills.round(market, comparison, Point.RECOVERY, 6_000, true);
            kills.facts(comparison).forEach(System.out::println);
            assertThat(kills.answered()).isPositive();
        }
    }

    @Tag("campaign")
    @Test
    @Timeout(3 * 3_600)
    void twentyKillsUnderLoadLoseNothing() throws IOException {
        long startNs = System.nanoTime();
        Evidence evidence = new Evidence("kills", "Kills of the whole operator", "./test long", SEED);
        try (OperatorKills kills = new OperatorKills(directory, SEED)) {
            LiveMarket market = kills.open();
            OperatorComparison comparison = kills.comparison(market);
            int rounds = 0;
            while (rounds < LONG_KILLS || kills.answered() < LONG_ACKNOWLEDGED) {
                Point point = LONG_TURN.get(rounds % LONG_TURN.size());
                rounds++;
                kills.round(market, comparison, point, 60_000, rounds >= LONG_KILLS);
                List<String> facts = new ArrayList<>(kills.facts(comparison));
                facts.add("compared after each of " + rounds + " starts under load; duration: "
                        + (System.nanoTime() - startNs) / 60_000_000_000L + " min");
                evidence.write(facts);
            }
            assertThat(kills.fromSnapshot()).as("starts from a snapshot").isPositive();
        }
    }

    @Test
    void aJournalTellsWhatIsOnTheDisk() throws IOException {
        Path file = directory.resolve("a.journal");
        try (Journal journal = new Journal(file)) {
            journal.write("a\tb");
            assertThat(Files.readString(file)).isEqualTo("a\tb\n");
            assertThat(journal.lines()).containsExactly(new String[] {"a", "b"});
        }
    }
}
