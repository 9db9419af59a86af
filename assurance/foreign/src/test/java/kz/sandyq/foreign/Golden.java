package kz.sandyq.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.TileGrowth;
import kz.sandyq.transparency.tree.TreeProver;

/** The golden files of docs/protocol. */
final class Golden {
    static final Path FOLDER = Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");

    private Golden() {}

    static byte[] read(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Checkpoint checkpoint() throws Refused {
        return Checkpoint.parse(SignedNote.parse(read("log/checkpoint")).text());
    }

    static TreeProver tree() throws Refused {
        return new TreeProver(tile -> read("log/" + tile.path()), checkpoint().size());
    }

    static List<byte[]> headers() throws Refused {
        var bundle = TileGrowth.bundles(0, checkpoint().size()).getFirst();
        return EntryBundle.parse(read("log/" + bundle.path()), bundle.width());
    }
}
