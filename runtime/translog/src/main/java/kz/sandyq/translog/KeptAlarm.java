package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * That somebody who is asked to cosign holds another history, in a file: a start does not forget it. Whoever takes the
 * alarm back says so here first.
 */
final class KeptAlarm {
    private static final String ENDING = ".differs";

    private final Path directory;
    private final String name;
    private final Path file;
    private boolean kept;

    /**
     * Takes up what an earlier process has kept.
     *
     * @param directory for it; made with the first alarm
     * @param name of the one that it is about
     */
    KeptAlarm(Path directory, String name) {
        this.directory = directory;
        this.name = name.replace('/', '_');
        file = directory.resolve(this.name + ENDING);
        kept = Files.exists(file);
    }

    /** How somebody stands of whom nothing is known but this. */
    CosignerWord word(String shownName) {
        return kept
                ? new CosignerWord(shownName, CosignerWord.State.DIFFERS, size())
                : new CosignerWord(shownName, CosignerWord.State.NOT_YET, 0);
    }

    /** A file that cannot be understood is an alarm all the same, about no size: any right root takes it back. */
    private long size() {
        try {
            String written = new String(DurableFile.read(file), US_ASCII).strip();
            return written.matches("[1-9][0-9]{0,17}") ? Long.parseLong(written) : 0;
        } catch (TranslogException unreadable) {
            return 0;
        }
    }

    /**
     * Keeps it, unless it is kept already. On a full disk it is not, and the next call tries again: it is an alarm
     * whether or not it can be kept.
     *
     * @param size of the head that it is about
     * @param signed what shows it, kept under the name and the size; null where there is nothing to show
     */
    void raise(long size, byte @Nullable [] signed) {
        if (kept) {
            return;
        }
        try {
            if (signed != null) {
                DurableFile.replace(directory.resolve(name + "-" + size), signed);
            }
            DurableFile.replace(file, (size + "\n").getBytes(US_ASCII));
            kept = true;
        } catch (TranslogException unwritable) {
            kept = Files.exists(file);
        }
    }

    /** Forgets it for good. Says whether it could: what is on the disk still is an alarm still. */
    boolean clear() {
        try {
            if (Files.deleteIfExists(file)) {
                DurableFile.forceDirectory(directory);
            }
            kept = false;
            return true;
        } catch (IOException stays) {
            return false;
        }
    }
}
