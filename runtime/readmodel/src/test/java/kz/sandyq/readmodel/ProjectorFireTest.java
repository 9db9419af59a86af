package kz.sandyq.readmodel;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kz.sandyq.evidence.Evidence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The projector dies by SIGKILL, its database dies by SIGKILL and comes again, and its database has no room left: rows
 * are caught up without a word from anybody, and equal those of a rebuild.
 */
class ProjectorFireTest {
    private static final long SEED = Long.getLong("sandyq.seed", 20_261_122);
    private static final int FEW_MOVES = 2_000;
    private static final int MANY_MOVES = 25_000;
    private static final int KILLS = 50;
    private static final int DATABASE_KILLS = 10;
    private static final int FILLED = 3;

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void killedProjectorAndKilledDatabaseLeaveTheRowsOfARebuild() throws Exception {
        try (ProjectorFire fire = new ProjectorFire(directory, SEED, FEW_MOVES)) {
            fire.killProjector();
            fire.killDatabase();
            fire.equalsARebuild();
        }
    }

    @Test
    @Tag("campaign")
    @Timeout(300)
    void aFullDatabaseIsCaughtUpWhenThereIsRoomAgain() throws Exception {
        fill(FEW_MOVES);
    }

    @Test
    @Tag("campaign")
    @Timeout(3_600)
    void fiftyKillsOfTheProjectorAndTenOfItsDatabase() throws Exception {
        long startNs = System.nanoTime();
        Evidence evidence = new Evidence("projector", "The projector under fire", "./test long", SEED);
        long entries;
        int laps;
        try (ProjectorFire fire = new ProjectorFire(directory.resolve("kills"), SEED, MANY_MOVES)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                fire.killProjector();
                if (kill % (KILLS / DATABASE_KILLS) == 0) {
                    fire.killDatabase();
                }
            }
            fire.equalsARebuild();
            entries = fire.entries();
            laps = fire.laps();
        }
        int filled = 0;
        while (filled < FILLED && fill(FEW_MOVES)) {
            filled++;
        }
        evidence.write(List.of(
                "log: " + entries + " entries of one issue with 300 accounts, written " + laps
                        + " times from its beginning, and once more to the end",
                "projector: the operator's own loop in a process of its own, 500 entries a transaction",
                KILLS + " times SIGKILL to the projector at a drawn place of the log, no row ahead of the bookmark",
                DATABASE_KILLS
                        + " times SIGKILL to PostgreSQL with fsync and a start of it: the same projector went on",
                filled + " times no room on the disk of PostgreSQL (tmpfs) until the projector was refused, then room"
                        + " again: the same projector went on",
                "at the end of each: rows equal to a rebuild by COPY",
                "duration: " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs) + " s"));
    }

    private boolean fill(int moves) throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mounted(Files.createTempDirectory("small-disk"))) {
            assumeThat(disk.usable()).as("may mount a disk of memory").isTrue();
            try (ProjectorFire fire = new ProjectorFire(disk.place().resolve("database"), SEED, moves)) {
                disk.fill();
                fire.followWithoutRoom();
                disk.free();
                if (!fire.database().runs()) {
                    fire.database().startAgain();
                }
                fire.equalsARebuild();
            }
        }
        return true;
    }
}
