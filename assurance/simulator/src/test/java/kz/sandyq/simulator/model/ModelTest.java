package kz.sandyq.simulator.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.LongStream;
import kz.sandyq.evidence.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market beside a slow and obvious one: every answer, every event, and the whole state now and then. */
class ModelTest {
    private static final int COMMANDS = 1_000_000;
    private static final long LONG_COMMANDS = 20_000_000;
    /** How often the long campaign says how far it is, and writes it down. */
    private static final long A_WORD_EVERY = 250_000;
    /** What is rare may need more worlds to be seen, but not so many. */
    private static final int PATIENCE = 3;
    /** Worlds that are played before what they have shown is looked at; each processor takes its share. */
    private static final int WORLDS_AT_ONCE = 16;

    @Test
    void everyCommandHasALineInTheModel() {
        assertThat(new Contract(new World()).forgotten())
                .as("commands without a line in a family of kz.sandyq.simulator.model")
                .isEmpty();
    }

    @Test
    void theModelSharesNoClassWithTheMarket() {
        noClasses()
                .that()
                .resideInAPackage("kz.sandyq.simulator.model")
                .and()
                .haveSimpleNameNotStartingWith("CoreSide")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("kz.sandyq.market")
                .check(new ClassFileImporter().importPackages("kz.sandyq.simulator.model"));
    }

    @Test
    void bothMarketsAgreeInFreshWorlds() {
        assertAgreement(freshSeed(), COMMANDS);
    }

    @Test
    @Tag("campaign")
    void bothMarketsAgreeInVeryManyFreshWorlds() throws IOException {
        Ledger ledger = new Ledger(Evidence.file("model"), Evidence.commit(), freshSeed(), LONG_COMMANDS);
        Coverage coverage = ledger.coverage();
        Contract contract = new Contract(new World());
        long until = coverage.commands() + Long.getLong("sandyq.commands", LONG_COMMANDS);
        long nextWordAt = 0;
        long beganNs = System.nanoTime();
        while (coverage.commands() < until && isWanting(coverage, contract, LONG_COMMANDS)) {
            String difference = playSome(ledger.nextWorld(), coverage);
            long nowNs = System.nanoTime();
            ledger.played(WORLDS_AT_ONCE, (nowNs - beganNs) / 1_000_000_000L);
            beganNs += (nowNs - beganNs) / 1_000_000_000L * 1_000_000_000L;
            if (!difference.isEmpty() || coverage.commands() >= nextWordAt) {
                ledger.write(difference.lines().findFirst().orElse(""));
                System.out.println("commands: " + coverage.commands() + " of " + LONG_COMMANDS);
                nextWordAt = coverage.commands() + A_WORD_EVERY;
            }
            assertThat(difference).isEmpty();
        }
        ledger.write("");
        assertThat(coverage.undeclared(contract)).as("refused and not declared").isEmpty();
        if (coverage.commands() >= LONG_COMMANDS) {
            assertThat(coverage.missing(contract)).as("declared and never seen").isEmpty();
        }
    }

    private static long freshSeed() {
        Long given = Long.getLong("sandyq.seed");
        return given == null ? new SecureRandom().nextLong() >> 8 : given;
    }

    private static void assertAgreement(long seed, long commands) {
        System.out.println("worlds from seed " + seed);
        Coverage coverage = new Coverage();
        Contract contract = new Contract(new World());
        for (long world = seed; isWanting(coverage, contract, commands); world += WORLDS_AT_ONCE) {
            assertThat(playSome(world, coverage)).isEmpty();
        }
        coverage.lines().forEach(System.out::println);
        assertThat(coverage.undeclared(contract)).as("refused and not declared").isEmpty();
        assertThat(coverage.missing(contract)).as("declared and never seen").isEmpty();
    }

    /** Plays worlds from this one on; says where the markets differ first, if they do. */
    private static String playSome(long world, Coverage coverage) {
        List<Played> some = LongStream.range(world, world + WORLDS_AT_ONCE)
                .parallel()
                .mapToObj(Played::new)
                .toList();
        some.forEach(played -> coverage.add(played.campaign.coverage()));
        return some.stream()
                .map(Played::difference)
                .filter(difference -> !difference.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Test
    void aCampaignGoesOnWhereItStoppedWhileTheCommitIsTheSame(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("model.md");
        Ledger first = new Ledger(file, "abc", 7, 10_000);
        playSome(first.nextWorld(), first.coverage());
        first.played(WORLDS_AT_ONCE, 3);
        first.write("");
        long commands = first.coverage().commands();
        Ledger second = new Ledger(file, "abc", 99, commands + 1);
        assertThat(second.nextWorld()).isEqualTo(7 + WORLDS_AT_ONCE);
        assertThat(second.coverage().commands()).isEqualTo(commands);
        assertThat(second.coverage().lines()).isEqualTo(first.coverage().lines());
        assertThat(new Ledger(file, "abc", 99, commands).nextWorld())
                .as("played to its end")
                .isEqualTo(99);
        assertThat(new Ledger(file, "abd", 99, commands + 1).nextWorld())
                .as("other commit")
                .isEqualTo(99);
        first.write("./simulate 8 --commands 4000");
        assertThat(new Ledger(file, "abc", 99, commands + 1).nextWorld())
                .as("differed")
                .isEqualTo(99);
    }

    /** A world of its own. */
    private static final class Played {
        private final Campaign campaign = new Campaign();
        private final Campaign.@Nullable Failure failure;

        Played(long seed) {
            failure = campaign.play(seed, Campaign.WORLD);
        }

        /** With the line that plays it again; empty when both markets agree. */
        String difference() {
            return failure == null ? "" : String.join("\n", Simulate.report(failure, Campaign.WORLD));
        }
    }

    private static boolean isWanting(Coverage coverage, Contract contract, long commands) {
        return coverage.commands() < commands
                || coverage.commands() < PATIENCE * commands
                        && !coverage.missing(contract).isEmpty();
    }
}
