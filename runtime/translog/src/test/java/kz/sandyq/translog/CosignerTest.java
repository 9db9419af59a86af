package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.SignedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member cosigns what it has executed, all of it and nothing else. */
class CosignerTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000));

    @TempDir
    Path place;

    private final MemoryLog log = new MemoryLog(21).grow(400).settle();

    @Test
    void everyHeadThatItHasComeToIsTheOneOfTheNotary() throws Refused {
        try (Translog translog = Translog.open(place.resolve("log"), MemoryLog.CLUSTER, log, 1_000_000);
                Cosigner cosigner = open(log)) {
            for (int quiet = 0; quiet < 2; ) {
                quiet = translog.poll(1_000) == 0 ? quiet + 1 : 0;
            }
            long size = translog.tiles().size();
            assertThat(cosigner.cosigned(1)).isEmpty();
            follow(cosigner, size);
            assertThat(size).isGreaterThan(5);
            for (long each = 1; each <= size; each++) {
                SignedNote note = cosigner.cosigned(each).orElseThrow();
                assertThat(note.text()).isEqualTo(translog.head(ORIGIN, each).text());
                assertThat(note.verified(List.of(cosigner.key()))).containsOnlyKeys(cosigner.key());
            }
            assertThat(cosigner.cosigned(size + 1)).isEmpty();
            assertThat(cosigner.cosigned(0)).isEmpty();
        }
    }

    @Test
    void afterAStartItCosignsWhatItHasExecutedAnewWithTheSameKey() throws IOException {
        String key;
        long size;
        try (Cosigner cosigner = open(log)) {
            follow(cosigner, 6);
            key = cosigner.key().format();
            size = cosigner.size();
        }
        assertThat(Files.getPosixFilePermissions(place.resolve("member/node.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Cosigner again = open(log)) {
            assertThat(again.key().format()).isEqualTo(key);
            assertThat(again.cosigned(size)).isEmpty();
            follow(again, size);
            assertThat(again.cosigned(size)).isPresent();
            assertThatThrownBy(() -> open(log)).hasMessageContaining("another process works in");
        }
    }

    @Test
    void anotherLogThanTheOneThatItHasCosignedIsNoticed() throws IOException {
        try (Cosigner cosigner = open(log)) {
            follow(cosigner, 6);
        }
        MemoryLog fork = log.forkedAt(log.entries() - 6).grow(300).settle();
        try (Cosigner cosigner = open(fork)) {
            assertThatThrownBy(() -> follow(cosigner, 1_000))
                    .isInstanceOf(TranslogException.class)
                    .hasMessageContaining("the log behind the segments is another one");
        }
        Files.delete(place.resolve("member/segments/open"));
        try (Cosigner cosigner = open(fork)) {
            assertThatThrownBy(() -> follow(cosigner, 9))
                    .isInstanceOf(TranslogException.class)
                    .hasMessageContaining("than the one that was cosigned");
            assertThat(cosigner.isWhole()).isFalse();
            assertThat(cosigner.size()).isZero();
        }
    }

    @Test
    void whatItsLogHasPurgedItExecutesFromItsOwnSegments() {
        long purgedUpTo;
        long size;
        try (Cosigner cosigner = open(log)) {
            follow(cosigner, 6);
            cosigner.segments().seal();
            purgedUpTo = cosigner.segments().sealedPosition();
            assertThat(cosigner.segments().keptPosition()).isEqualTo(purgedUpTo).isPositive();
            size = cosigner.size();
        }
        EntryLog purged = log.grow(400).settle().purgedUpTo(purgedUpTo);
        try (Cosigner cosigner = open(purged);
                Cosigner replaced =
                        Cosigner.open(place.resolve("replaced"), MemoryLog.CLUSTER, purged, ORIGIN, "node-1", CLOCK);
                Cosigner whole =
                        Cosigner.open(place.resolve("whole"), MemoryLog.CLUSTER, log, ORIGIN, "node-2", CLOCK)) {
            follow(cosigner, size + 3);
            follow(whole, size + 3);
            assertThat(cosigner.cosigned(size + 3).orElseThrow().text())
                    .isEqualTo(whole.cosigned(size + 3).orElseThrow().text());
            assertThatThrownBy(() -> follow(replaced, 1)).hasMessageContaining("the log begins at " + purgedUpTo);
            assertThat(replaced.size()).isZero();
        }
    }

    @Test
    void aMemberThatKeptNoSegmentsMakesThemFromItsLog() throws IOException {
        long blocks;
        try (Cosigner cosigner = open(log)) {
            follow(cosigner, 6);
            blocks = cosigner.segments().blocks();
        }
        Files.delete(place.resolve("member/segments/open"));
        try (Cosigner cosigner = open(log)) {
            assertThat(cosigner.segments().blocks()).isZero();
            follow(cosigner, blocks);
            assertThat(cosigner.segments().blocks()).isGreaterThanOrEqualTo(blocks);
            cosigner.segments().check();
        }
    }

    @Test
    void aLogThatCannotBeReadForAWhileIsReadOnWhereItEnded() {
        int[] polls = {0};
        EntryLog failing = position -> {
            EntryLog.Reader reader = log.from(position);
            return (handler, limit) -> {
                if (++polls[0] % 3 == 0) {
                    throw new IllegalStateException("the log has ended: the node has gone");
                }
                return reader.poll(handler, limit);
            };
        };
        try (Cosigner cosigner = open(failing);
                Cosigner steady =
                        Cosigner.open(place.resolve("other"), MemoryLog.CLUSTER, log, ORIGIN, "node-1", CLOCK)) {
            follow(steady, 6);
            int failed = 0;
            while (cosigner.size() < steady.size()) {
                try {
                    cosigner.poll(7);
                } catch (IllegalStateException gone) {
                    failed++;
                    assertThat(cosigner.isWhole()).isTrue();
                }
            }
            assertThat(failed).isGreaterThan(3);
            assertThat(cosigner.cosigned(6).orElseThrow().text())
                    .isEqualTo(steady.cosigned(6).orElseThrow().text());
        }
    }

    private Cosigner open(EntryLog source) {
        return Cosigner.open(place.resolve("member"), MemoryLog.CLUSTER, source, ORIGIN, "node-0", CLOCK);
    }

    /** Headers are kept some times a second. */
    private static void follow(Cosigner cosigner, long size) {
        long deadlineNs = System.nanoTime() + 20_000_000_000L;
        while (cosigner.size() < size && System.nanoTime() < deadlineNs) {
            cosigner.poll(1_000);
        }
        assertThat(cosigner.size()).isGreaterThanOrEqualTo(size);
    }
}
