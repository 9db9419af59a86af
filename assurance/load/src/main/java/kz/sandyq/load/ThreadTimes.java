package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time of the threads of some processes by their name, as Linux counts it in {@code /proc} (proc(5)): where
 * the time of a figure went.
 *
 * @param ms of each thread, by process and thread
 */
record ThreadTimes(Map<String, Spent> ms) {
    private static final int MS_OF_TICK = 10;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int MOST = 8;
    /** Aeron calls the thread of its driver by the directory. */
    private static final String DRIVER = "media-driver";

    /**
     * What one thread, or all of one name, had of the processors.
     *
     * @param name of the thread, as Linux cuts it
     * @param userMs in its own code
     * @param systemMs in the kernel
     */
    record Spent(String name, long userMs, long systemMs) {
        private long bothMs() {
            return userMs + systemMs;
        }

        private Spent plus(Spent other) {
            return new Spent(name, userMs + other.userMs, systemMs + other.systemMs);
        }

        private Spent since(Spent earlier) {
            return new Spent(name, userMs - earlier.userMs, systemMs - earlier.systemMs);
        }
    }

    /** As they stand now. */
    static ThreadTimes of(List<Long> processes) {
        Map<String, Spent> all = new HashMap<>();
        for (long process : processes) {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", process + "", "task"))) {
                for (Path thread : threads) {
                    read(thread, all);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new ThreadTimes(all);
    }

    private static void read(Path thread, Map<String, Spent> all) throws IOException {
        try {
            String line = Files.readString(thread.resolve("stat"));
            int end = line.lastIndexOf(')');
            String[] rest = line.substring(end + 2).split(" ");
            all.put(
                    thread.toString(),
                    new Spent(
                            name(line.substring(line.indexOf('(') + 1, end)),
                            Long.parseLong(rest[USER]) * MS_OF_TICK,
                            Long.parseLong(rest[SYSTEM]) * MS_OF_TICK));
        } catch (NoSuchFileException ended) {
            all.remove(thread.toString());
        }
    }

    private static String name(String asLinuxCutsIt) {
        return asLinuxCutsIt.contains("/") ? DRIVER : asLinuxCutsIt;
    }

    /**
     * Those that had most since an earlier moment, in hundredths of one processor.
     *
     * @param wallNs between the two
     */
    String since(ThreadTimes earlier, long wallNs) {
        Map<String, Spent> byName = new HashMap<>();
        ms.forEach((thread, now) -> {
            Spent spent = now.since(earlier.ms.getOrDefault(thread, new Spent(now.name(), 0, 0)));
            byName.merge(spent.name(), spent, Spent::plus);
        });
        double wallMs = wallNs / 1e6;
        return byName.values().stream()
                .sorted(Comparator.comparing(Spent::bothMs).reversed())
                .limit(MOST)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %.0f+%.0f",
                        each.name(),
                        100 * each.userMs() / wallMs,
                        100 * each.systemMs() / wallMs))
                .collect(Collectors.joining(", "));
    }
}
