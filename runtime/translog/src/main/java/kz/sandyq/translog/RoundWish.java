package kz.sandyq.translog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A wish for a round of liabilities, as a file: a stop does not lose it. It is met by a round that begins after it was
 * said; one that is said while a round is made waits for the next.
 *
 * @param directory where it stands
 */
record RoundWish(Path directory) {
    private static final String SAID = "wanted";
    private static final String TAKEN = "wanted.taken";

    /** Says it. */
    void say() {
        DurableFile.replace(directory.resolve(SAID), new byte[0]);
    }

    /** Whether one was said that no round has met. */
    boolean isOpen() {
        return Files.exists(directory.resolve(SAID)) || Files.exists(directory.resolve(TAKEN));
    }

    /** A round begins. */
    void take() {
        try {
            if (Files.exists(directory.resolve(SAID))) {
                Path taken = directory.resolve(TAKEN);
                Files.move(
                        directory.resolve(SAID),
                        taken,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new TranslogException("cannot write to " + directory, failed);
        }
    }

    /** That round is kept. */
    void met() throws IOException {
        Files.deleteIfExists(directory.resolve(TAKEN));
    }
}
