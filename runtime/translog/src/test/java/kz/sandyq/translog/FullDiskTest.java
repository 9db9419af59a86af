package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.sandyq.evidence.SmallDisk;
import kz.sandyq.transparency.note.Checkpoint;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk under what is kept for proofs fills up: what is half written is not believed, and it goes on with room. */
class FullDiskTest {
    private static final long SEAL_AT = 6_000;
    private static final String ORIGIN = "test.invalid/sandyq/7";
    /** What a file system gives at a time: the disk is full at every place that is written to. */
    private static final int PAGE = 4_096;

    private static final int PAGES = 48;

    @TempDir
    Path place;

    private final MemoryLog log = new MemoryLog(31).grow(900).settle();
    private Checkpoint whole;

    @BeforeEach
    void onlyWhereOneMayMount() throws IOException {
        Assumptions.assumeTrue(SmallDisk.isPossible(place), "nothing can be mounted here");
        whole = keep(place.resolve("whole"));
        assertThat(whole.size()).isGreaterThan(50);
    }

    @Test
    void blocksOfAFullDiskAreThoseOfTheLogAndGoOnWithRoom() throws IOException {
        Path small = place.resolve("small");
        Path kept = small.resolve("kept");
        try (SmallDisk disk = SmallDisk.over(small, 2)) {
            fill(disk, small);
            int failed = 0;
            long most = 0;
            for (int page = 0; page < PAGES; page++) {
                Files.delete(small.resolve("page-" + page));
                try {
                    assertThat(keep(kept)).isEqualTo(whole);
                } catch (TranslogException full) {
                    failed++;
                }
                long believed = believed(kept);
                assertThat(believed).as("nothing is lost again").isGreaterThanOrEqualTo(most);
                most = believed;
            }
            assertThat(failed).as("times that the disk was full").isGreaterThan(PAGES / 2);
            assertThat(most).as("blocks that were kept meanwhile").isGreaterThan(5);
            disk.makeRoom();
            assertThat(keep(kept)).isEqualTo(whole);
            assertThat(believed(kept)).isEqualTo(whole.size());
            try (Segments segments = Segments.open(kept.resolve("segments"), MemoryLog.CLUSTER, SEAL_AT)) {
                segments.check();
                assertThat(segments.blocks()).isEqualTo(whole.size());
            }
        }
    }

    @Test
    void halfACopyOfASegmentHasNoName() throws IOException {
        Path small = place.resolve("small");
        Path copies = small.resolve("copies");
        SegmentArchive archive = new SegmentArchive(copies);
        try (SmallDisk disk = SmallDisk.over(small, 2);
                Segments segments = Segments.open(place.resolve("whole/segments"), MemoryLog.CLUSTER, SEAL_AT)) {
            fill(disk, small);
            long copied = 0;
            for (int page = 0; page < 8; page++) {
                Files.delete(small.resolve("page-" + page));
                assertThatThrownBy(() -> archive.take(segments))
                        .isInstanceOf(TranslogException.class)
                        .hasMessageContaining("cannot copy");
                Segments there = Segments.sealed(copies, MemoryLog.CLUSTER);
                there.check();
                assertThat(there.blocks()).isBetween(copied, segments.sealedBlocks() - 1);
                copied = there.blocks();
            }
            assertThat(copied).as("blocks that were copied meanwhile").isPositive();
            disk.makeRoom();
            assertThat(archive.take(segments)).as("put aside").isEmpty();
            Segments there = Segments.sealed(copies, MemoryLog.CLUSTER);
            there.check();
            assertThat(there.blocks()).isEqualTo(segments.sealedBlocks());
        }
    }

    /** But for pages that are given back one by one. */
    private static void fill(SmallDisk disk, Path small) throws IOException {
        for (int page = 0; page < PAGES; page++) {
            Files.write(small.resolve("page-" + page), new byte[PAGE]);
        }
        disk.leave(0);
    }

    private Checkpoint keep(Path directory) {
        try (Translog translog = Translog.open(directory, MemoryLog.CLUSTER, log, 40, SEAL_AT)) {
            for (int quiet = 0; quiet < 2; ) {
                quiet = translog.poll(25) == 0 ? quiet + 1 : 0;
            }
            return translog.head(ORIGIN, translog.tiles().size());
        }
    }

    /** What a reader believes: sealed blocks and leaves of the tree, each the one of the log. Says how many leaves. */
    private long believed(Path directory) {
        TileStore right = TileStore.open(place.resolve("whole/public"));
        Segments segments = Segments.sealed(directory.resolve("segments"), MemoryLog.CLUSTER);
        segments.check();
        for (long block = 0; block < segments.blocks(); block++) {
            assertThat(segments.read(block).header()).isEqualTo(right.header(block));
        }
        TileStore tiles = TileStore.open(directory.resolve("public"));
        for (long block = 0; block < tiles.size(); block++) {
            assertThat(tiles.header(block)).isEqualTo(right.header(block));
        }
        return tiles.size();
    }
}
