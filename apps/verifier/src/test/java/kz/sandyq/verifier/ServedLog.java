package kz.sandyq.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TileGrowth;
import kz.sandyq.transparency.tree.TreeProver;

/** A log of empty blocks with a key of this run, as a directory. */
final class ServedLog {
    static final String ORIGIN = "log.test.invalid";
    private static final NoteSigner KEY = key();

    final List<BlockHeader> headers = new ArrayList<>();

    /** Blocks of ten entries each. */
    ServedLog(int blocks) {
        for (int block = 0; block < blocks; block++) {
            append(10L * block + 1, 10L * block + 10, 1_790_000_000_000L + 1_000L * block, 7);
        }
    }

    private static NoteSigner key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            Hash half = Hash.of(encoded, encoded.length - Hash.BYTES);
            return new NoteSigner(new VerifierKey(ORIGIN, VerifierKey.ED25519, half), pair.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String policy() {
        return "log " + KEY.key().format() + "\nquorum none\n";
    }

    static byte[] signed(String text) {
        return new SignedNote(text, List.of(KEY.sign(text, 0))).format();
    }

    /** A block after those that are there. */
    ServedLog append(long first, long last, long timestampMs, long cluster) {
        Hash previous = headers.isEmpty() ? Hash.ZERO : headers.getLast().leafHash();
        headers.add(new BlockHeader(
                cluster,
                first,
                last,
                timestampMs,
                0,
                previous,
                1,
                2,
                TreeProver.of(List.of()).root()));
        return this;
    }

    byte[] checkpoint(int size) {
        return signed(new Checkpoint(ORIGIN, size, tree(size).root()).text());
    }

    private TreeProver tree(int size) {
        return TreeProver.of(
                headers.subList(0, size).stream().map(BlockHeader::leafHash).toList());
    }

    /** Writes it as C2SP tlog-tiles has it. */
    Path write(Path root) throws IOException {
        List<Hash> leaves = headers.stream().map(BlockHeader::leafHash).toList();
        put(root.resolve("checkpoint"), checkpoint(headers.size()));
        for (var tile : TileGrowth.written(none -> new byte[0], 0, leaves).entrySet()) {
            put(root.resolve(tile.getKey().path()), tile.getValue());
        }
        for (Tile bundle : TileGrowth.bundles(0, headers.size())) {
            int from = (int) bundle.index() * Tile.FULL;
            put(
                    root.resolve(bundle.path()),
                    EntryBundle.format(headers.subList(from, from + bundle.width()).stream()
                            .map(BlockHeader::format)
                            .toList()));
        }
        return root;
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
