package kz.sandyq.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room a node's disk has. A node ends while there still is some: files that are mapped into memory cannot say
 * that a disk is full, and what writes into them dies of it.
 *
 * @param freeBytes that this process may still write
 * @param reserveBytes below these a node is not ready, below half of them it ends
 */
public record Disk(long freeBytes, long reserveBytes) {
    /** Of a node that does not say it. */
    static final Disk UNKNOWN = new Disk(0, 0);

    /**
     * The disk of a directory now.
     *
     * @throws UncheckedIOException when the directory is not there
     */
    static Disk of(Path directory, long reserveBytes) {
        try {
            return new Disk(Files.getFileStore(directory).getUsableSpace(), reserveBytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A person has to make room now. */
    public boolean isLow() {
        return freeBytes < reserveBytes;
    }

    /** Nothing may be written any more. */
    boolean isFull() {
        return freeBytes < reserveBytes / 2;
    }

    /** @throws DiskFullException when it is full */
    void check(Path directory) {
        if (isFull()) {
            throw new DiskFullException(directory + " has " + (freeBytes >> 20) + " MiB left, less than half of the "
                    + (reserveBytes >> 20) + " MiB that are kept free");
        }
    }
}
