package kz.sandyq.simulator.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import kz.sandyq.simulator.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The market beside a slow and obvious one: every answer, every event, and the whole state now and then. */
class ModelTest {
    private static final int COMMANDS = 1_000_000;
    private static final int LONG_COMMANDS = 20_000_000;
    /** What is rare may need more worlds to be seen, but not so many. */
    private static final int PATIENCE = 3;
    /** Worlds that are played before what they have shown is looked at; each processor takes its share. */
    private static final int WORLDS_AT_ONCE = 16;

    @Test
    void everyCommandHasALineInTheModelOrStandsInItsOpenList() {
        Contract.NOT_MODELLED.forEach((command, why) -> System.out.println("not modelled: " + command + ", " + why));
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
        long seed = freshSeed();
        Evidence evidence = new Evidence("model", "The market beside a slow and obvious one", "./test long", seed);
        Coverage coverage = assertAgreement(seed, LONG_COMMANDS);
        List<String> facts = new ArrayList<>();
        facts.add(coverage.commands() + " commands: every answer and event agreed at each, with every touched balance");
        facts.add("the whole state agreed every " + Campaign.STATE_EVERY + " entries and at the end of each world");
        facts.add("worlds of " + Campaign.WORLD + " entries, the seed of the next one greater by one; "
                + "`./simulate SEED` plays one again");
        facts.addAll(coverage.lines());
        evidence.write(facts);
    }

    private static long freshSeed() {
        Long given = Long.getLong("sandyq.seed");
        return given == null ? new SecureRandom().nextLong() >> 8 : given;
    }

    private static Coverage assertAgreement(long seed, long commands) {
        System.out.println("worlds from seed " + seed);
        Campaign campaign = new Campaign();
        Contract contract = new Contract(new World());
        for (long world = seed; isWanting(campaign.coverage(), contract, commands); world += WORLDS_AT_ONCE) {
            LongStream.range(world, world + WORLDS_AT_ONCE)
                    .parallel()
                    .mapToObj(Played::new)
                    .toList()
                    .forEach(played -> {
                        assertThat(played.difference()).isEmpty();
                        campaign.coverage().add(played.campaign.coverage());
                    });
        }
        campaign.coverage().lines().forEach(System.out::println);
        assertThat(campaign.coverage().undeclared(contract))
                .as("refused and not declared")
                .isEmpty();
        assertThat(campaign.coverage().missing(contract))
                .as("declared and never seen")
                .isEmpty();
        return campaign.coverage();
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
