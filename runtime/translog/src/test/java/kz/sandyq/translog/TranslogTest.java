package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.tree.TreeHasher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a log: the same on every host, after every stop, and nothing else than what was kept before. */
class TranslogTest {
    private static final long SEAL_AT = 6_000;

    @TempDir
    Path place;

    @Test
    void everyHostKeepsTheSameHoweverItReads() throws IOException {
        MemoryLog log = new MemoryLog(1).grow(500).settle();
        keep(place.resolve("whole"), log, 1_000_000, 10_000);
        for (int limit : new int[] {1, 64}) {
            keep(place.resolve("by" + limit), log, 100, limit);
            assertThat(publicFiles("by" + limit, true)).isEqualTo(publicFiles("whole", true));
        }
        assertThat(publicFiles("whole", true)).hasSize(3);
    }

    @Test
    void aKilledHostGoesOnFromWhateverItHadWritten() throws IOException {
        MemoryLog log = new MemoryLog(2).grow(450).settle();
        keep(place.resolve("whole"), log, 1_000_000, 10_000);
        Path dying = place.resolve("dying");
        for (int step = 0; step < 40; step++) {
            try (Translog translog = Translog.open(dying, MemoryLog.CLUSTER, log, 40, SEAL_AT)) {
                for (int poll = 0; poll < 4; poll++) {
                    translog.poll(5);
                }
            }
            spoilTail(dying, step);
        }
        keep(dying, log, 40, 50);
        assertThat(publicFiles("dying", true)).isEqualTo(publicFiles("whole", true));
        try (Translog translog = Translog.open(dying, MemoryLog.CLUSTER, log, 40, SEAL_AT)) {
            translog.segments().check();
            assertThat(translog.segments().sealedFiles()).hasSizeGreaterThan(2);
        }
    }

    /** What a machine may leave that lost its power: half a block, no state, or a state that is not whole. */
    private static void spoilTail(Path directory, int step) throws IOException {
        Path open = directory.resolve("segments/open");
        Path state = directory.resolve("state");
        if (step % 3 == 0 && Files.exists(open) && Files.size(open) > SegmentFile.HEAD + 40L) {
            try (RandomAccessFile file = new RandomAccessFile(open.toFile(), "rw")) {
                file.setLength(file.length() - 17);
            }
        }
        if (step % 7 == 3 && Files.exists(state)) {
            Files.delete(state);
        }
        if (step % 7 == 5 && Files.exists(state)) {
            try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
        }
    }

    @Test
    void anotherLogIsNoticedAndNothingOfItKept() throws IOException {
        MemoryLog log = new MemoryLog(3).grow(300).settle();
        Path directory = place.resolve("kept");
        keep(directory, log, 1_000_000, 100);
        var before = publicFiles("kept", false);
        MemoryLog fork = log.forkedAt(log.entries() - 6).grow(200).settle();
        assertThatThrownBy(() -> keep(directory, fork, 1_000_000, 100))
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("the log behind the segments is another one");
        assertThat(publicFiles("kept", false)).isEqualTo(before);
        assertThatThrownBy(() -> Translog.open(directory, 8, log, 100))
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("is of cluster 7, not 8");
        assertThatThrownBy(() -> keep(place.resolve("other"), log, 8))
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("the log is of cluster 7, not 8");
    }

    /** What is left of segments, tiles and state after a loss; what the log still has is made anew, all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"segments", "public", "state", "segments public", "segments/open", "segments/open state"})
    void whatWasLostIsMadeAnewFromTheLog(String lost) throws IOException {
        MemoryLog log = new MemoryLog(3).grow(400).settle();
        keep(place.resolve("kept"), log, 50, 100);
        var before = publicFiles("kept", true);
        for (String each : lost.split(" ", -1)) {
            delete(place.resolve("kept").resolve(each));
        }
        keep(place.resolve("kept"), log, 50, 100);
        assertThat(publicFiles("kept", true)).isEqualTo(before);
        try (Segments segments = Segments.open(place.resolve("kept/segments"), MemoryLog.CLUSTER, SEAL_AT)) {
            segments.check();
        }
    }

    @Test
    void segmentsOfAnotherHistoryAreNotTakenForTheLog() throws IOException {
        MemoryLog log = new MemoryLog(14).grow(900).settle();
        MemoryLog other = new MemoryLog(15).grow(400).settle();
        keep(place.resolve("kept"), log, 1_000_000, 100);
        keep(place.resolve("other"), other, 1_000_000, 100);
        for (String part : new String[] {"segments", "public"}) {
            delete(place.resolve("kept").resolve(part));
            Files.move(
                    place.resolve("other").resolve(part), place.resolve("kept").resolve(part));
        }
        try (Translog translog = Translog.open(place.resolve("kept"), MemoryLog.CLUSTER, log, 100, SEAL_AT)) {
            assertThatThrownBy(() -> follow(translog, 100))
                    .isInstanceOf(TranslogException.class)
                    .hasMessageContaining("the log behind the segments is another one");
            assertThat(translog.executed()).isLessThan(translog.tiles().size());
        }
        // A reader that compares no hashes notices as well.
        var reader = new ArchivedLog(place.resolve("kept"), MemoryLog.CLUSTER, log).from(0);
        assertThatThrownBy(() -> {
                    for (int poll = 0; poll < 1_000; poll++) {
                        reader.poll((position, timestampMs, tick, buffer, offset, length) -> {}, 100);
                    }
                })
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("the log behind the segments is another one");
    }

    @Test
    void oneProcessHasTheDirectory() {
        MemoryLog log = new MemoryLog(4);
        try (Translog first = Translog.open(place, MemoryLog.CLUSTER, log, 100)) {
            assertThat(first.tiles().size()).isZero();
            assertThatThrownBy(() -> Translog.open(place, MemoryLog.CLUSTER, log, 100))
                    .isInstanceOf(TranslogException.class)
                    .hasMessageContaining("another process works in");
        }
    }

    @Test
    @LegalBasis("RUL-30")
    void whatTheRecordingHasPurgedIsReadFromSegments() {
        MemoryLog log = new MemoryLog(5).grow(500).settle();
        keep(place, log, 1_000_000, 100);
        try (Segments segments = Segments.open(place.resolve("segments"), MemoryLog.CLUSTER, SEAL_AT)) {
            long last = segments.read(segments.blocks() - 2).logPosition();
            for (long from : new long[] {0, 1, 133, last - 1, last}) {
                MarketCore core = from == 0 ? new MarketCore(EventSink.NONE) : null;
                List<Long> positions = new ArrayList<>();
                var reader = new SegmentedLog(segments, TileStore.open(place.resolve("public")), log.purgedUpTo(last))
                        .from(from);
                for (int quiet = 0; quiet < 2; ) {
                    quiet += reader.poll(
                                            (position, timestampMs, tick, buffer, offset, length) -> {
                                                positions.add(position);
                                                if (core != null && tick) {
                                                    core.tick(timestampMs);
                                                } else if (core != null) {
                                                    core.apply(timestampMs, buffer, offset, length);
                                                }
                                            },
                                            50)
                                    == 0
                            ? 1
                            : 0;
                }
                assertThat(positions).first().isEqualTo(from + 1);
                assertThat(positions).hasSize((int) (log.entries() - from)).isSorted();
                if (core != null) {
                    assertThat(core.stateHashHigh()).isEqualTo(log.executed().stateHashHigh());
                    assertThat(core.stateHashLow()).isEqualTo(log.executed().stateHashLow());
                }
            }
        }
    }

    /** Each byte of a sealed file, in steps, and each file as a whole. */
    @ParameterizedTest
    @ValueSource(ints = {0, 17, 55, 61, 200, 900, 3_000, 5_000, -1, -33, -45, -100})
    void anAlteredSegmentIsNamed(int at) throws IOException {
        keep(place, new MemoryLog(6).grow(700).settle(), 1_000_000, 100);
        Path segment = sealed().get(1);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(segment, bytes);
        assertThatThrownBy(this::check)
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining(String.valueOf(segment.getFileName()));
    }

    @Test
    void aLostSegmentIsNamedAndSoIsOneThatWasMadeAnew() throws IOException {
        keep(place, new MemoryLog(7).grow(700).settle(), 1_000_000, 100);
        List<Path> files = sealed();
        Path aside = place.resolve("aside");
        Files.move(files.get(1), aside);
        assertThatThrownBy(this::check).isInstanceOf(TranslogException.class).hasMessageContaining("is missing in");
        // With its checksum made anew, of another log: only the chain of headers and the tree can tell.
        Path other = place.resolve("elsewhere");
        keep(other, new MemoryLog(77).grow(700).settle(), 1_000_000, 100);
        Path foreign =
                other.resolve("segments").resolve(String.valueOf(files.get(0).getFileName()));
        Files.move(aside, files.get(1));
        Files.copy(foreign, files.get(0), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::check).isInstanceOf(TranslogException.class);
    }

    @Test
    void copiesOfSealedSegmentsAreWholeAndMadeOnce() throws IOException {
        keep(place.resolve("kept"), new MemoryLog(12).grow(400).settle(), 1_000_000, 100);
        Path copies = place.resolve("elsewhere");
        Path kept = place.resolve("kept/segments");
        SegmentArchive archive = new SegmentArchive(copies);
        try (Segments segments = Segments.open(kept, MemoryLog.CLUSTER, SEAL_AT)) {
            List<Path> files = segments.sealedFiles();
            assertThat(files).isNotEmpty();
            Files.createDirectories(copies);
            Files.writeString(copies.resolve(files.getFirst().getFileName()), "half a copy");
            Path aside = copies.resolve(files.getFirst().getFileName() + ".aside-1");
            assertThat(archive.take(segments)).containsExactly(aside);
            assertThat(aside).hasContent("half a copy");
            segments.seal();
            assertThat(archive.take(segments)).isEmpty();
            try (Segments copied = Segments.sealed(copies, MemoryLog.CLUSTER)) {
                copied.check();
                assertThat(copied.blocks()).isEqualTo(segments.blocks());
            }
        }
    }

    @Test
    void tilesThatWereLostAreMadeAnewFromTheSegments() throws IOException {
        keep(place.resolve("kept"), new MemoryLog(8).grow(400).settle(), 1_000_000, 100);
        var before = publicFiles("kept", true);
        delete(place.resolve("kept/public"));
        keep(place.resolve("kept"), new MemoryLog(8).grow(400).settle(), 1_000_000, 100);
        assertThat(publicFiles("kept", true)).isEqualTo(before);
    }

    @Test
    void aDayOfTheLogIsSealedHoweverLittleItHolds() {
        MemoryLog log = new MemoryLog(12).grow(60).settle();
        Path days = place.resolve("days");
        for (boolean another : new boolean[] {false, true}) {
            try (Translog translog = Translog.open(days, MemoryLog.CLUSTER, log, 1_000_000)) {
                follow(translog, 10);
                assertThat(translog.segments().sealedBlocks() > 0)
                        .as("sealed, after %d entries", log.entries())
                        .isEqualTo(another);
            }
            log.nextDay().grow(60).settle();
        }
    }

    @Test
    void blocksAreFoundByTheirSequences() {
        MemoryLog log = new MemoryLog(9).grow(2_500).settle();
        try (Translog translog = keep(place, log, MemoryLog.CLUSTER)) {
            long size = translog.tiles().size();
            assertThat(size).isGreaterThan(256);
            long next = 1;
            for (long block = 0; block < size; block++) {
                BlockHeader header = translog.tiles().header(block);
                assertThat(header.firstSequence()).isEqualTo(next);
                next = header.lastSequence() + 1;
                assertThat(translog.tiles().blockOf(header.firstSequence(), size))
                        .isEqualTo(block);
                assertThat(translog.tiles().blockOf(header.lastSequence(), size))
                        .isEqualTo(block);
                assertThat(translog.tiles().blockOf(header.lastSequence(), block))
                        .isEqualTo(-1);
            }
            assertThat(translog.tiles().blockOf(0, size)).isEqualTo(-1);
            assertThat(translog.tiles().blockOf(next, size)).isEqualTo(-1);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void check() {
        try (Segments segments = Segments.open(place.resolve("segments"), MemoryLog.CLUSTER, SEAL_AT)) {
            segments.check();
        }
    }

    private List<Path> sealed() throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("segments"))) {
            List<Path> sealed = files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
            assertThat(sealed).hasSizeGreaterThan(2);
            return sealed;
        }
    }

    private static void keep(Path directory, MemoryLog log, long stateEvery, int limit) {
        try (Translog translog = Translog.open(directory, MemoryLog.CLUSTER, log, stateEvery, SEAL_AT)) {
            follow(translog, limit);
        }
    }

    private static Translog keep(Path directory, MemoryLog log, long cluster) {
        Translog translog = Translog.open(directory, cluster, log, 1_000_000, SEAL_AT);
        try {
            follow(translog, 1_000);
            return translog;
        } catch (RuntimeException refused) {
            translog.close();
            throw refused;
        }
    }

    /** Until nothing comes any more: the first silence is the step from segments to the live log. */
    private static void follow(Translog translog, int limit) {
        for (int quiet = 0; quiet < 2; ) {
            quiet = translog.poll(limit) == 0 ? quiet + 1 : 0;
        }
    }

    /** Public files by name. Which partial tiles are there depends on how the tree grew: the last ones always are. */
    private TreeMap<String, String> publicFiles(String host, boolean newestOnly) throws IOException {
        Path root = place.resolve(host).resolve("public");
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparingInt(TranslogTest::width))
                    .toList()) {
                String name = root.relativize(file).toString();
                String key = newestOnly ? name.replaceAll("\\.p/.*", ".p") : name;
                found.put(key, Base64.getEncoder().encodeToString(sha256(Files.readAllBytes(file))));
            }
        }
        return found;
    }

    private static byte[] sha256(byte[] bytes) {
        return new TreeHasher().digest(bytes).bytes();
    }

    private static int width(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches("\\d+") ? Integer.parseInt(name) : 0;
    }
}
