package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kz.sandyq.evidence.Evidence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An operator under a steady load is backed up again and again, and each backup is restored elsewhere meanwhile. */
class BackupCampaignTest {
    private static final long SEED = Long.getLong("sandyq.seed", 20_261_122);
    private static final long SECONDS = Long.getLong("sandyq.campaign.seconds", 300);

    @TempDir
    Path place;

    @Test
    @Timeout(180)
    void whatWasAcknowledgedBeforeABackupIsInIt() throws Exception {
        List<String> facts = play(0, false);
        facts.forEach(System.out::println);
        assertThat(facts).anyMatch(each -> each.startsWith("round 1: "));
    }

    @Tag("campaign")
    @Test
    @Timeout(2 * 3_600)
    void everyBackupUnderLoadIsRestoredAndGoesOn() throws Exception {
        Evidence evidence = new Evidence("backup", "Backups under load, each restored", "./test long", SEED);
        long beganNs = System.nanoTime();
        List<String> facts = play(SECONDS, true);
        facts.forEach(System.out::println);
        facts.add("duration: " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs)
                + " s; -Dsandyq.campaign.seconds says after how many no round begins any more");
        evidence.write(facts);
    }

    /** At least one round; none begins after so many seconds. */
    private List<String> play(long seconds, boolean goesOn) throws Exception {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Deployments deployments = new Deployments(place);
        try (ConfigurableApplicationContext operator = deployments.start("data");
                BackupLoad load = new BackupLoad(operator, 1_000_000).start()) {
            BackupRounds rounds = new BackupRounds(place, deployments, operator, load, new Random(SEED));
            do {
                rounds.play(goesOn);
            } while (System.nanoTime() < endNs);
            return new ArrayList<>(rounds.facts());
        }
    }
}
