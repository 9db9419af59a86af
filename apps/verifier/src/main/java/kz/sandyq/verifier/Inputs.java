package kz.sandyq.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;

/** Files that the command line names. */
final class Inputs {
    private Inputs() {}

    /** The bytes of a file; one more than the longest when it is longer, so that its reader refuses it. */
    static byte[] read(String file, int longest) throws FileFault {
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            return bytes.readNBytes(longest + 1);
        } catch (IOException | InvalidPathException unreadable) {
            throw new FileFault(file);
        }
    }

    static Policy policy(String file) throws FileFault {
        try {
            return Policy.parse(read(file, SignedNote.LONGEST));
        } catch (Refused none) {
            throw new FileFault(file, "policy.refused", none.refusal());
        }
    }
}
