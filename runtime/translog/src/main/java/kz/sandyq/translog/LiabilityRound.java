package kz.sandyq.translog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.HolderProof;
import kz.sandyq.transparency.liability.Liabilities;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.liability.StatementTree;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.Hash;
import org.agrona.IoUtil;

/**
 * The trees of all assets after one entry, in a directory of their own: a file for each asset, the hashes of their
 * statements, and the signed note. Everything but the note tells who has what.
 */
final class LiabilityRound {
    static final String UNFINISHED = ".new";
    /** How the name of a round ends whose block is not the log's. */
    static final String FOREIGN = ".foreign";

    private static final String STATEMENTS = "statements";
    private static final String NOTE = "note";

    private final Path directory;
    private final SignedNote signed;
    private final LiabilityNote note;
    private final long timestampMs;
    private volatile boolean isPublic;

    private LiabilityRound(Path directory, SignedNote signed, LiabilityNote note, long timestampMs) {
        this.directory = directory;
        this.signed = signed;
        this.note = note;
        this.timestampMs = timestampMs;
    }

    /** A round that stands whole in a directory. */
    static LiabilityRound read(Path directory) {
        try {
            SignedNote signed = SignedNote.parse(DurableFile.read(directory.resolve(NOTE)));
            String name = String.valueOf(directory.getFileName());
            long timestampMs = Long.parseLong(name.substring(name.indexOf('-') + 1));
            return new LiabilityRound(directory, signed, LiabilityNote.parse(signed.text()), timestampMs);
        } catch (Refused | NumberFormatException damaged) {
            throw new TranslogException("no round of liabilities: " + directory, damaged);
        }
    }

    /**
     * Builds all trees and has their note signed. The directory has its name when everything in it is durable; of what
     * fails nothing stays.
     *
     * @param unsigned the note but for its root
     * @param signed gives the note that is kept
     */
    static LiabilityRound build(
            Path parent,
            LiabilityNote unsigned,
            long timestampMs,
            OwedAmounts owed,
            LiabilitySeeds seeds,
            Function<LiabilityNote, SignedNote> signed)
            throws IOException {
        Path directory = parent.resolve(unsigned.sequence() + "-" + timestampMs);
        Path beside = beside(directory);
        IoUtil.delete(beside.toFile(), true);
        Files.createDirectories(beside);
        try {
            StatementTree statements = build(beside, unsigned, owed, seeds);
            LiabilityNote note = new LiabilityNote(
                    unsigned.origin(),
                    unsigned.sequence(),
                    unsigned.block(),
                    unsigned.headerHash(),
                    unsigned.assets(),
                    statements.root());
            SignedNote kept = signed.apply(note);
            DurableFile.replace(beside.resolve(NOTE), kept.format());
            Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.forceDirectory(parent);
            return new LiabilityRound(directory, kept, note, timestampMs);
        } catch (IOException | RuntimeException failed) {
            IoUtil.delete(beside.toFile(), true);
            throw failed;
        }
    }

    private static StatementTree build(Path beside, LiabilityNote unsigned, OwedAmounts owed, LiabilitySeeds seeds)
            throws IOException {
        List<Hash> leaves = new ArrayList<>();
        for (int asset = 0; asset < owed.count(); asset++) {
            byte[] seed = seeds.of(unsigned, asset + 1L);
            leaves.add(LiabilityNote.leaf(
                    tree(file(beside, asset + 1L), asset + 1L, unsigned.sequence(), owed.ofAsset(asset), seed)));
        }
        ByteBuffer statements = ByteBuffer.allocate(Hash.BYTES * leaves.size());
        leaves.forEach(leaf -> statements.put(leaf.bytes()));
        DurableFile.replace(beside.resolve(STATEMENTS), statements.array());
        return new StatementTree(leaves);
    }

    /** Gives its directory a name under which it is no round any more; which it now has. */
    Path putAside() {
        Path foreign = directory.resolveSibling(directory.getFileName() + FOREIGN);
        try {
            IoUtil.delete(foreign.toFile(), true);
            DurableFile.rename(directory, foreign);
        } catch (IOException failed) {
            throw new TranslogException("cannot rename " + directory, failed);
        }
        return foreign;
    }

    /** The name of a round that is not whole yet, or no more. */
    private static Path beside(Path directory) {
        return directory.resolveSibling(directory.getFileName() + UNFINISHED);
    }

    private static Statement tree(Path file, long asset, long sequence, long[][] owed, byte[] seed) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            List<MemorySegment> mapped = new ArrayList<>();
            Liabilities built = Liabilities.build(
                    asset, sequence, owed[0], owed[1], Liabilities.splitAbove(owed[1]), seed, bytes -> {
                        MemorySegment room = map(channel, MapMode.READ_WRITE, bytes, arena);
                        mapped.add(room);
                        return room.asByteBuffer();
                    });
            mapped.forEach(MemorySegment::force);
            return built.statement();
        } catch (Refused impossible) {
            throw new TranslogException("the core owes what cannot be owed, asset " + asset, impossible);
        }
    }

    private static MemorySegment map(FileChannel channel, MapMode mode, long bytes, Arena arena) {
        try {
            return channel.map(mode, 0, bytes, arena);
        } catch (IOException failed) {
            throw new TranslogException("no room for a tree of liabilities", failed);
        }
    }

    private static Path file(Path directory, long assetId) {
        return directory.resolve("asset-" + assetId);
    }

    /** Removes it: first its name, so that nobody takes what is left for a round. */
    void forget() {
        try {
            Path beside = beside(directory);
            Files.move(directory, beside, StandardCopyOption.ATOMIC_MOVE);
            IoUtil.delete(beside.toFile(), false);
        } catch (IOException failed) {
            throw new TranslogException("cannot remove " + directory, failed);
        }
    }

    Path directory() {
        return directory;
    }

    SignedNote signed() {
        return signed;
    }

    LiabilityNote note() {
        return note;
    }

    long timestampMs() {
        return timestampMs;
    }

    boolean isPublic() {
        return isPublic;
    }

    void published() {
        isPublic = true;
    }

    /** What a holder is given; nothing when nothing was owed to him, or the round goes at this moment. */
    Optional<HolderFile> holder(long assetId, long accountId) {
        return tree(assetId, tree -> {
            HolderProof proof = tree.proof(accountId);
            return proof.parts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new HolderFile(
                            accountId, tree.statement(), statements().path(assetId), proof));
        });
    }

    /** The statement of an asset, held to the note; nothing when it has none, or goes at this moment. */
    Optional<Statement> statement(long assetId) {
        return tree(assetId, tree -> {
            Statement statement = tree.statement();
            try {
                note.publishes(statement, statements().path(assetId));
            } catch (Refused other) {
                throw new TranslogException(directory + " is not what was published", other);
            }
            return Optional.of(statement);
        });
    }

    private <T> Optional<T> tree(long assetId, Function<Liabilities, Optional<T>> reader) {
        if (assetId < 1 || assetId > note.assets()) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file(directory, assetId), StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return reader.apply(Liabilities.of(
                    map(channel, MapMode.READ_ONLY, channel.size(), arena).asByteBuffer()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (TranslogException failed) {
            if (Files.exists(directory)) {
                throw failed;
            }
            return Optional.empty();
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + directory, failed);
        }
    }

    private StatementTree statements() {
        byte[] bytes = DurableFile.read(directory.resolve(STATEMENTS));
        List<Hash> leaves = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Hash.BYTES) {
            leaves.add(Hash.of(bytes, at));
        }
        return new StatementTree(leaves);
    }
}
