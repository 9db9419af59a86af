package kz.sandyq.translog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one process at a time works in, and nobody else looks into: two notaries of one key would be two
 * histories.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes it, or says that another one has it. */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path real = directory.toRealPath();
            // A second channel on a file that is held here could release it when it is closed.
            if (!HELD.add(real)) {
                throw new TranslogException("another process works in " + directory);
            }
            FileChannel channel = lock(real.resolve("lock"));
            if (channel == null) {
                HELD.remove(real);
                throw new TranslogException("another process works in " + directory);
            }
            return new DirectoryLock(real, channel);
        } catch (IOException failed) {
            throw new TranslogException("cannot lock " + directory, failed);
        }
    }

    private static @Nullable FileChannel lock(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException impossible) {
            CloseHelper.quietClose(channel);
            return null;
        }
        CloseHelper.quietClose(channel);
        return null;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new TranslogException("cannot release a lock", failed);
        } finally {
            HELD.remove(directory);
        }
    }
}
