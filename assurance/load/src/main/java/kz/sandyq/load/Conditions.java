package kz.sandyq.load;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.sandyq.evidence.Machine;
import org.HdrHistogram.AbstractHistogram;

/** What a figure has to be read with: the machine, the virtual machine and how busy they were. */
final class Conditions {
    private Conditions() {}

    static void print() {
        Runtime runtime = Runtime.getRuntime();
        line("commit", System.getProperty("sandyq.commit", "unknown"));
        line("machine", Machine.words());
        line("heap", runtime.maxMemory() / (1024 * 1024) + " MiB at most, " + collectors());
        line("flags", flags());
        load();
    }

    private static String flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X"))
                .collect(Collectors.joining(" "));
    }

    /** Others on the machine count too. */
    static void load() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        line("load average", String.format(Locale.ROOT, "%.2f over the last minute", average));
    }

    static void line(String name, String value) {
        System.out.printf(Locale.ROOT, "%-22s %s%n", name, value);
    }

    static void percentiles(String name, AbstractHistogram ns) {
        line(
                name,
                String.format(
                        Locale.ROOT,
                        "p50 %s  p90 %s  p99 %s  p99.9 %s  p99.99 %s  max %s",
                        us(ns.getValueAtPercentile(50)),
                        us(ns.getValueAtPercentile(90)),
                        us(ns.getValueAtPercentile(99)),
                        us(ns.getValueAtPercentile(99.9)),
                        us(ns.getValueAtPercentile(99.99)),
                        us(ns.getMaxValue())));
    }

    static String us(long ns) {
        return ns < 100_000
                ? String.format(Locale.ROOT, "%.2f us", ns / 1e3)
                : String.format(Locale.ROOT, "%.2f ms", ns / 1e6);
    }

    private static String collectors() {
        return String.join(
                " and ",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(collector -> collector.getName())
                        .toList());
    }
}
