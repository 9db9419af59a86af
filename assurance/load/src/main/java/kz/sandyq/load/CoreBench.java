package kz.sandyq.load;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import kz.sandyq.market.MarketCore;
import org.HdrHistogram.Histogram;

/** The core in this process, closed and open loop. */
final class CoreBench {
    private final Recording recording;
    private final RecordedLog log;
    private final int first;

    CoreBench(Recording recording) {
        this.recording = recording;
        log = recording.log();
        first = recording.measuredFrom();
    }

    /** The measured entries as fast as they go. */
    Meter.Cost closed() {
        MarketCore core = recording.fresh(new CountingSink(), first);
        Meter meter = new Meter();
        log.applyAll(core, first, log.size());
        Meter.Cost cost = meter.stop(log.size() - first);
        recording.requireSame(core);
        return cost;
    }

    /** Prints what it found and returns commands a second. */
    long run(long seed) {
        CountingSink sink = new CountingSink();
        MarketCore core = recording.fresh(sink, first);
        long eventsBefore = sink.events();
        long bytesBefore = sink.bytes();
        Meter meter = new Meter();
        log.applyAll(core, first, log.size());
        Meter.Cost cost = meter.stop(log.size() - first);
        recording.print(seed);
        Conditions.line(
                "events",
                String.format(
                        Locale.ROOT,
                        "%.2f a command, %d bytes a command out, handed to a sink that counts them",
                        (double) (sink.events() - eventsBefore) / cost.operations(),
                        (sink.bytes() - bytesBefore) / cost.operations()));
        Conditions.line("throughput", cost.rates() + ", one thread, closed loop");
        Conditions.line(
                "look-ahead",
                "the closed loop shows the core batches of " + MarketCore.MOST_EXPECTED
                        + " before it applies them, the open loop nothing; no host shows its batches yet");
        Conditions.line("without look-ahead", oneByOne().rates() + ", one thread, closed loop");
        Conditions.line("allocated", String.format(Locale.ROOT, "%.3f bytes a command", cost.bytesEach()));
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Conditions.line("heap in use", heap / (1024 * 1024) + " MiB with one core, its tables pre-sized");
        recording.requireSame(core);
        paced(cost.perSecond() / 2);
        Conditions.line("allocated by", new Allocations().measure(log));
        return cost.perSecond();
    }

    private Meter.Cost oneByOne() {
        MarketCore core = recording.fresh(new CountingSink(), first);
        Meter meter = new Meter();
        for (int entry = first; entry < log.size(); entry++) {
            log.apply(core, entry);
        }
        Meter.Cost cost = meter.stop(log.size() - first);
        recording.requireSame(core);
        return cost;
    }

    /** Latency from the planned time of sending, so that a stall counts for everything that waited behind it. */
    private void paced(long perSecond) {
        MarketCore core = recording.fresh(new CountingSink(), first);
        Histogram latencyNs = new Histogram(60_000_000_000L, 3);
        Histogram serviceNs = new Histogram(60_000_000_000L, 3);
        long startNs = System.nanoTime();
        for (int entry = first; entry < log.size(); entry++) {
            long plannedNs = startNs + (entry - first) * 1_000_000_000L / perSecond;
            long begunNs = System.nanoTime();
            while (begunNs < plannedNs) {
                Thread.onSpinWait();
                begunNs = System.nanoTime();
            }
            log.apply(core, entry);
            long doneNs = System.nanoTime();
            latencyNs.recordValue(doneNs - plannedNs);
            serviceNs.recordValue(doneNs - begunNs);
        }
        Conditions.line("paced", String.format(Locale.ROOT, "%,d commands/s, open loop", perSecond));
        Conditions.percentiles("from planned sending", latencyNs);
        Conditions.percentiles("service time alone", serviceNs);
        Conditions.line(
                "note", "the second hides what waits behind a stall (coordinated omission), the first does not");
        recording.requireSame(core);
    }
}
