package kz.sandyq.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a campaign or a bench ran on. */
public final class Machine {
    private Machine() {}

    /** Processor and virtual machine. */
    public static String words() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " available; "
                + System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
