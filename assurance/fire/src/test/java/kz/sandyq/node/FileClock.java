package kz.sandyq.node;

import io.aeron.cluster.service.ClusterClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of a host that somebody else sets: the real one and so many milliseconds more as a file says. */
public final class FileClock implements ClusterClock {
    /** Names the file. */
    static final String FILE = "sandyq.test.clock";

    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path file = Path.of(System.getProperty(FILE, "none"));
    private final AtomicLong offsetMs = new AtomicLong();
    private final AtomicLong lookedNs = new AtomicLong(System.nanoTime() - LOOK_EVERY_NS);

    @Override
    public long time() {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs.get() >= LOOK_EVERY_NS) {
            lookedNs.set(nowNs);
            look();
        }
        return System.currentTimeMillis() + offsetMs.get();
    }

    private void look() {
        try {
            offsetMs.set(Long.parseLong(Files.readString(file)));
        } catch (IOException | NumberFormatException notSet) {
            offsetMs.set(0);
        }
    }
}
