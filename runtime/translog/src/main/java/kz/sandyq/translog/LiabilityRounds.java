package kz.sandyq.translog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.market.MarketCore;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import org.agrona.IoUtil;

/**
 * What is owed to holders, published at regular times: behind the first block of each period of the log, and on demand.
 * Whoever follows the log only takes a copy of the amounts; the trees are built beside it, one asset at a time, in
 * files. A note is public when a signed checkpoint covers its block, and never changes. No two rounds are of one block,
 * and the same block of the same log has the same note under the same key, whenever and wherever it is made.
 */
public final class LiabilityRounds implements AutoCloseable {
    /** Where notes stand beside the tiles, each under its sequence: everything in it is for everybody. */
    public static final String PLACE = "liabilities";

    private static final long RETRY_MS = TimeUnit.MINUTES.toMillis(1);
    /** The law's days begin five hours before those of UTC. */
    private static final long ZONE_MS = TimeUnit.HOURS.toMillis(5);

    private final Path secret;
    private final Path open;
    private final NoteSigner key;
    private final LiabilitySeeds seeds;
    private final RoundWish wish;
    private final long everyMs;
    private final int kept;
    private final Consumer<Exception> failures;
    private final ExecutorService builder;
    private final TreeMap<Long, LiabilityRound> rounds = new TreeMap<>();
    private boolean building;
    private long notBeforeMs = Long.MIN_VALUE;

    /**
     * Takes up the rounds that were kept.
     *
     * @param directory of the {@link Translog}: trees and seeds stand in {@code liabilities}, for their owner only,
     *     notes in {@code public/liabilities}
     * @param key the log's key; its name is the origin
     * @param everyMs length of a period of the log, milliseconds, 1 or more; periods of a day begin with the law's days
     * @param kept of how many rounds holders can still have their files, 1 or more; notes stay for good
     * @param failures is told why a round failed, which is tried again a minute of the log later
     * @throws TranslogException when what was kept cannot be read
     */
    public LiabilityRounds(Path directory, NoteSigner key, long everyMs, int kept, Consumer<Exception> failures) {
        this(
                directory,
                key,
                everyMs,
                kept,
                failures,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("liabilities").daemon().factory()));
    }

    /** The same with the one thread that builds. */
    LiabilityRounds(
            Path directory,
            NoteSigner key,
            long everyMs,
            int kept,
            Consumer<Exception> failures,
            ExecutorService builder) {
        this.key = key;
        this.builder = builder;
        seeds = new LiabilitySeeds(key);
        this.everyMs = everyMs;
        this.kept = kept;
        this.failures = failures;
        secret = directory.resolve(PLACE);
        wish = new RoundWish(secret);
        open = directory.resolve(Translog.PUBLIC).resolve(PLACE);
        try {
            Files.createDirectories(secret);
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(open);
            try (Stream<Path> found = Files.list(secret)) {
                for (Path each : found.filter(Files::isDirectory).toList()) {
                    if (each.toString().endsWith(LiabilityRound.UNFINISHED)) {
                        IoUtil.delete(each.toFile(), false);
                    } else if (!each.toString().endsWith(LiabilityRound.FOREIGN)) {
                        LiabilityRound round = LiabilityRound.read(each);
                        rounds.put(round.note().sequence(), round);
                    }
                }
            }
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + secret, failed);
        }
    }

    BlockWatch watch() {
        return this::ended;
    }

    private synchronized void ended(Block block, MarketCore core) {
        long timestampMs = block.header().timestampMs();
        boolean known = rounds.containsKey(block.header().lastSequence());
        if (building || known || timestampMs < notBeforeMs || core.assets() == 0 || !isDue(timestampMs)) {
            return;
        }
        try {
            wish.take();
        } catch (TranslogException failed) {
            // Nobody who follows the log waits for a note.
            notBeforeMs = timestampMs + RETRY_MS;
            failures.accept(failed);
            return;
        }
        building = true;
        OwedAmounts owed = OwedAmounts.of(core);
        LiabilityNote unsigned = new LiabilityNote(
                key.key().name(),
                block.header().lastSequence(),
                block.index(),
                block.header().leafHash(),
                core.assets(),
                block.header().leafHash());
        builder.execute(() -> build(unsigned, timestampMs, owed));
    }

    private boolean isDue(long timestampMs) {
        return rounds.isEmpty()
                || period(timestampMs) > period(rounds.lastEntry().getValue().timestampMs())
                || wish.isOpen();
    }

    private long period(long timestampMs) {
        return Math.floorDiv(timestampMs + ZONE_MS, everyMs);
    }

    private void build(LiabilityNote unsigned, long timestampMs, OwedAmounts owed) {
        try {
            LiabilityRound round = LiabilityRound.build(secret, unsigned, timestampMs, owed, seeds, this::signedOnce);
            synchronized (this) {
                rounds.put(round.note().sequence(), round);
            }
            wish.met();
        } catch (RuntimeException | IOException failed) {
            synchronized (this) {
                notBeforeMs = timestampMs + RETRY_MS;
            }
            failures.accept(failed);
        } finally {
            synchronized (this) {
                building = false;
            }
        }
    }

    /** One note for an entry, for good: what is public already is taken up if it says the same, and stays alone. */
    private SignedNote signedOnce(LiabilityNote note) {
        Path file = file(note.sequence());
        if (!Files.exists(file)) {
            return new SignedNote(note.text(), List.of(key.sign(note.text(), 0)));
        }
        try {
            SignedNote published = SignedNote.parse(DurableFile.read(file));
            if (published.text().equals(note.text())) {
                return published;
            }
        } catch (Refused damaged) {
            throw new TranslogException(file + " is damaged: nothing else is signed for its entry", damaged);
        }
        throw new TranslogException(file + " is another note than this log gives, and stays the only one of its entry");
    }

    private Path file(long sequence) {
        return open.resolve(String.valueOf(sequence));
    }

    /**
     * Has a round taken behind the next block that is new, also when one is being built; a stop in between does not
     * lose it.
     */
    public void want() {
        wish.say();
    }

    /**
     * Publishes rounds whose blocks a signed checkpoint covers, and forgets what of older ones is secret. A round whose
     * block is not the log's, as after a restore to an earlier moment, is told as failed once and never published; its
     * files stay, under another name, for people to look at.
     *
     * @param size of the newest checkpoint, blocks
     * @param blocks of the log, which may be behind that checkpoint
     * @throws TranslogException when another note is public under the same sequence
     */
    public void covered(long size, TileStore blocks) {
        publishCovered(size, blocks).forEach(LiabilityRound::forget);
    }

    /** Those that are to be forgotten: their files go while nobody waits. */
    private synchronized List<LiabilityRound> publishCovered(long size, TileStore blocks) {
        long there = Math.min(size, blocks.size());
        for (LiabilityRound round : List.copyOf(rounds.values())) {
            LiabilityNote note = round.note();
            if (round.isPublic() || note.block() >= there) {
                continue;
            }
            if (blocks.header(note.block()).leafHash().equals(note.headerHash())) {
                publish(round);
            } else {
                rounds.remove(note.sequence());
                failures.accept(new TranslogException(
                        round.putAside() + " is of another history than this log, and nobody is given it"));
            }
        }
        List<LiabilityRound> old = new ArrayList<>();
        while (rounds.size() > kept && rounds.firstEntry().getValue().isPublic()) {
            old.add(rounds.pollFirstEntry().getValue());
        }
        return old;
    }

    private void publish(LiabilityRound round) {
        Path file = file(round.note().sequence());
        byte[] note = round.signed().format();
        if (!Files.exists(file)) {
            DurableFile.replace(file, note);
        } else if (!Arrays.equals(DurableFile.read(file), note)) {
            throw new TranslogException(file + " is another note than the one of this round");
        }
        round.published();
    }

    /** Sequences of the rounds of which holders can have their files, the newest first. */
    public synchronized List<Long> sequences() {
        return rounds.descendingMap().values().stream()
                .filter(LiabilityRound::isPublic)
                .map(round -> round.note().sequence())
                .toList();
    }

    /** Sequences of all notes that were ever published here, ascending. */
    public List<Long> published() {
        try (Stream<Path> found = Files.list(open)) {
            return found.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.matches("[0-9]{1,18}"))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The note of a round, as it was published. */
    public Optional<byte[]> note(long sequence) {
        Path file = file(sequence);
        return Files.exists(file) ? Optional.of(DurableFile.read(file)) : Optional.empty();
    }

    /** Cluster time of a round that is kept, Unix milliseconds. */
    public Optional<Long> timestampMs(long sequence) {
        return round(sequence).map(LiabilityRound::timestampMs);
    }

    /**
     * The file of a holder. Whether the asker may have it is for the caller to know.
     *
     * @param assetId what is owed
     * @param accountId to whom
     * @return nothing when the round is not kept, or nothing was owed
     */
    public Optional<HolderFile> holder(long sequence, long assetId, long accountId) {
        return round(sequence).flatMap(round -> round.holder(assetId, accountId));
    }

    /**
     * The statement of an asset, as the note of the round binds it.
     *
     * @return nothing when the round is not kept, or has no such asset
     * @throws TranslogException when what is kept is not what was published
     */
    public Optional<Statement> statement(long sequence, long assetId) {
        return round(sequence).flatMap(round -> round.statement(assetId));
    }

    private synchronized Optional<LiabilityRound> round(long sequence) {
        return Optional.ofNullable(rounds.get(sequence)).filter(LiabilityRound::isPublic);
    }

    @Override
    public void close() {
        builder.shutdown();
        try {
            if (!builder.awaitTermination(10, TimeUnit.SECONDS)) {
                builder.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
