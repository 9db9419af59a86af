package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is owed is published once a day of the log, behind a signed block, and once only. */
class LiabilityRoundsTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final long CLIENT = 2;

    @TempDir
    Path place;

    private final List<Exception> failures = new ArrayList<>();
    private final MemoryLog log = new MemoryLog(5).grow(60).settle();

    private NoteSigner key() {
        return SigningKeys.take(place.resolve("key"), "test.invalid/sandyq/7", VerifierKey.ED25519);
    }

    private LiabilityRounds open(int kept) {
        return open(place, kept);
    }

    private LiabilityRounds open(Path directory, int kept) {
        return new LiabilityRounds(directory, key(), DAY_MS, kept, failures::add);
    }

    /** Takes all that the log has, then waits for what is built; gives the blocks that there are. */
    private long follow(EntryLog source, int kept) {
        return follow(place, source, kept);
    }

    private long follow(Path directory, EntryLog source, int kept) {
        try (LiabilityRounds rounds = open(directory, kept);
                Translog translog = Translog.open(directory, MemoryLog.CLUSTER, source, 1_000, rounds.watch())) {
            takeAll(translog);
            return translog.tiles().size();
        }
    }

    /** A checkpoint of that size is signed. */
    private void covered(LiabilityRounds rounds, long size) {
        covered(place, rounds, size);
    }

    private static void covered(Path directory, LiabilityRounds rounds, long size) {
        rounds.covered(size, TileStore.open(directory.resolve(Translog.PUBLIC)));
    }

    /** Segments first, then the log behind them. */
    private static void takeAll(Translog translog) {
        for (int idle = 0; idle < 3; idle++) {
            if (translog.poll(1_000) > 0) {
                idle = 0;
            }
        }
    }

    private static long owedAfter(MemoryLog log, long sequence) {
        MarketCore core = new MarketCore(EventSink.NONE);
        EntryLog.Reader reader = log.from(0);
        while (core.sequence() < sequence) {
            reader.poll(
                    (position, timestampMs, tick, buffer, offset, length) -> {
                        if (tick) {
                            core.tick(timestampMs);
                        } else {
                            core.apply(timestampMs, buffer, offset, length);
                        }
                    },
                    1);
        }
        long[] owed = {0};
        core.holdings(1, (account, quantity) -> owed[0] += quantity);
        return owed[0];
    }

    private LiabilityNote note(LiabilityRounds rounds, long sequence) throws Refused {
        SignedNote note = SignedNote.parse(rounds.note(sequence).orElseThrow());
        assertThat(note.verified(List.of(key().key()))).hasSize(1);
        return LiabilityNote.parse(note.text());
    }

    @Test
    @LegalBasis("LAW-1.4")
    void aDayOfTheLogHasOneRoundWhoseTotalIsTheCores() throws Refused, IOException {
        long blocks = follow(log, 9);
        assertThat(follow(log, 9)).isEqualTo(blocks);
        log.grow(40).settle();
        blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, 0);
            assertThat(rounds.sequences()).isEmpty();
            assertThat(rounds.published()).isEmpty();
            covered(rounds, blocks);
            assertThat(rounds.sequences()).hasSize(1);
        }
        log.nextDay().grow(40).settle();
        blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(9);
                Translog translog = Translog.open(place, MemoryLog.CLUSTER, log, 1_000)) {
            covered(rounds, blocks);
            assertThat(rounds.sequences()).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(rounds.published())
                    .containsExactlyElementsOf(rounds.sequences().reversed());
            for (long sequence : rounds.sequences()) {
                LiabilityNote note = note(rounds, sequence);
                note.isAfter(translog.tiles().header(note.block()));
                HolderFile mine = rounds.holder(sequence, 1, CLIENT).orElseThrow();
                long owed = owedAfter(log, sequence);
                note.publishes(mine.statement(), mine.path());
                mine.statement().isTotal(1, sequence, owed);
                mine.statement().holds(CLIENT, owed, mine.proof());
                assertThat(rounds.statement(sequence, 1)).hasValue(mine.statement());
                assertThat(rounds.statement(sequence, 2)).isEmpty();
                assertThat(rounds.timestampMs(sequence))
                        .hasValue(translog.tiles().header(note.block()).timestampMs());
                assertThat(rounds.holder(sequence, 1, 1)).as("the bank's side").isEmpty();
                assertThat(rounds.holder(sequence, 2, CLIENT)).isEmpty();
                assertThat(new String(rounds.note(sequence).orElseThrow(), ISO_8859_1))
                        .doesNotContain(String.valueOf(owed));
            }
            LiabilityNote newer = note(rounds, rounds.sequences().getFirst());
            HolderFile older =
                    rounds.holder(rounds.sequences().getLast(), 1, CLIENT).orElseThrow();
            assertThatThrownBy(() -> newer.publishes(older.statement(), older.path()))
                    .hasMessage("105 OTHER_TOTAL");
        }
        assertThat(Files.getPosixFilePermissions(place.resolve(LiabilityRounds.PLACE)))
                .allMatch(each -> each.name().startsWith("OWNER"));
        assertThat(failures).isEmpty();
    }

    @Test
    void aRoundThatIsWantedOutlivesAStopAndOldSecretsGo() throws IOException {
        long blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            rounds.want();
        }
        Files.createDirectories(place.resolve("liabilities/5-5.new/half"));
        log.grow(20).settle();
        blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(1)) {
            covered(rounds, blocks);
            assertThat(rounds.published()).hasSize(2);
            assertThat(rounds.sequences()).containsExactly(rounds.published().getLast());
            assertThat(rounds.holder(rounds.published().getFirst(), 1, CLIENT)).isEmpty();
            assertThat(rounds.note(rounds.published().getFirst())).isPresent();
        }
        assertThat(place.resolve("liabilities/5-5.new")).doesNotExist();
        log.grow(20).settle();
        follow(log, 1);
        try (LiabilityRounds rounds = open(1)) {
            assertThat(rounds.published()).hasSize(2);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anotherNoteOfTheSameEntryIsNeverPublished() throws IOException {
        long blocks = follow(log, 9);
        String name;
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            name = String.valueOf(rounds.published().getFirst());
        }
        Path published = place.resolve("public/liabilities").resolve(name);
        Files.writeString(published, Files.readString(published).replace("assets 1", "assets 2"));
        try (LiabilityRounds rounds = open(9)) {
            assertThatThrownBy(() -> covered(rounds, blocks))
                    .isInstanceOf(TranslogException.class)
                    .hasMessageContaining("another note");
        }
    }

    /** Where there is no room nothing is published, and the log goes on. */
    @Test
    void aRoundThatFailsIsToldAndTriedAgain() throws IOException {
        Files.createDirectories(place.resolve("liabilities"));
        try (LiabilityRounds rounds = open(9);
                Translog translog = Translog.open(place, MemoryLog.CLUSTER, log, 1_000, rounds.watch())) {
            Files.delete(place.resolve("liabilities"));
            Files.writeString(place.resolve("liabilities"), "");
            takeAll(translog);
            assertThat(translog.tiles().size()).isPositive();
        }
        assertThat(failures).isNotEmpty();
        Files.delete(place.resolve("liabilities"));
        log.nextDay().grow(20).settle();
        long blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            assertThat(rounds.sequences()).hasSize(1);
        }
    }

    /** What a holder of the only round has. */
    private static byte[] mine(LiabilityRounds rounds) {
        return rounds.holder(rounds.sequences().getFirst(), 1, CLIENT)
                .orElseThrow()
                .format();
    }

    private static void forget(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A copy has the rounds; and where they are lost, log and key give the same ones. */
    @Test
    void aRestoredLogHasTheSameNotesToTheByte() throws IOException {
        long blocks = follow(log, 9);
        byte[] note;
        byte[] mine;
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            note = rounds.note(rounds.sequences().getFirst()).orElseThrow();
            mine = mine(rounds);
        }
        Files.createDirectories(place.resolve("liabilities/9-9.new"));
        Path copy = place.resolve("copy");
        TranslogCopy.take(place, copy);
        assertThat(copy.resolve("liabilities")).isDirectoryNotContaining("glob:**.new");
        for (boolean lost : new boolean[] {false, true}) {
            if (lost) {
                forget(copy.resolve("liabilities"));
                forget(copy.resolve("segments"));
                forget(copy.resolve("public/tile"));
                Files.delete(copy.resolve("public/tree-size"));
            }
            follow(copy, log, 9);
            try (LiabilityRounds rounds = open(copy, 9)) {
                covered(copy, rounds, blocks);
                assertThat(rounds.published()).hasSize(1).isEqualTo(rounds.sequences());
                assertThat(rounds.note(rounds.sequences().getFirst())).hasValue(note);
                assertThat(mine(rounds)).isEqualTo(mine);
            }
        }
        Path elsewhere = place.resolve("elsewhere");
        follow(elsewhere, log, 9);
        try (LiabilityRounds rounds = open(elsewhere, 9)) {
            covered(elsewhere, rounds, blocks);
            assertThat(rounds.note(rounds.sequences().getFirst())).hasValue(note);
            assertThat(mine(rounds)).isEqualTo(mine);
        }
        assertThat(failures).isEmpty();
    }

    /** Entries that were lost came back as others: what was published of them stays the only word. */
    @Test
    void ofALogThatGoesAnotherWayNothingElseIsSigned() throws IOException, Refused {
        long blocks = follow(log, 9);
        Path copy = place.resolve("copy");
        TranslogCopy.take(place, copy);
        MemoryLog other = log.forkedAt(7).grow(60).settle();
        long others = follow(copy, other, 9);
        try (LiabilityRounds rounds = open(copy, 9)) {
            covered(copy, rounds, others);
            assertThat(rounds.sequences()).isEmpty();
            assertThat(rounds.published()).isEmpty();
        }
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst()).hasMessageContaining(".foreign is of another history");
        failures.clear();
        try (LiabilityRounds again = open(copy, 9)) {
            covered(copy, again, others);
        }
        assertThat(failures).as("told once").isEmpty();
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            long sequence = rounds.sequences().getFirst();
            byte[] published = rounds.note(sequence).orElseThrow();
            Path here = place.resolve("here");
            Files.createDirectories(here.resolve("public/liabilities"));
            Files.write(here.resolve("public/liabilities/" + sequence), published);
            MemoryLog same = new MemoryLog(5).grow(60).settle();
            follow(here, resalted(same), 9);
            assertThat(failures).hasSize(1);
            assertThat(failures.getFirst()).hasMessageContaining("the only one of its entry");
            assertThat(here.resolve("liabilities")).isEmptyDirectory();
            assertThat(here.resolve("public/liabilities/" + sequence)).hasBinaryContent(published);
        }
    }

    /** The same entries, each with another salt: blocks end alike and are others. */
    private static EntryLog resalted(MemoryLog log) {
        return from -> {
            EntryLog.Reader reader = log.from(from);
            return (handler, limit) -> reader.poll(
                    (position, timestampMs, tick, buffer, offset, length) -> {
                        byte[] bytes = new byte[length];
                        buffer.getBytes(offset, bytes);
                        if (length >= 106) {
                            bytes[90] ^= 1;
                        }
                        handler.onEntry(position, timestampMs, tick, new UnsafeBuffer(bytes), 0, length);
                    },
                    limit);
        };
    }

    @Test
    void aWishDuringARoundIsMetByTheNext() throws Exception {
        ExecutorService builder = Executors.newSingleThreadExecutor();
        CountDownLatch go = new CountDownLatch(1);
        try (LiabilityRounds rounds = new LiabilityRounds(place, key(), DAY_MS, 9, failures::add, builder);
                Translog translog = Translog.open(place, MemoryLog.CLUSTER, log, 1_000, rounds.watch())) {
            Future<Boolean> held = builder.submit(() -> go.await(1, TimeUnit.MINUTES));
            takeAll(translog);
            rounds.want();
            go.countDown();
            assertThat(held.get()).isTrue();
        }
        log.grow(20).settle();
        follow(log, 9);
        log.grow(20).settle();
        long blocks = follow(log, 9);
        try (LiabilityRounds rounds = open(9)) {
            covered(rounds, blocks);
            assertThat(rounds.published())
                    .as("the day's, and the wished one once")
                    .hasSize(2);
        }
        assertThat(failures).isEmpty();
    }
}
