package kz.sandyq.load;

import java.util.Locale;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;

/** A whole log from memory, genesis first, as a verifier or a restarted node applies it. */
final class ReplayBench {
    private final Recording recording;

    ReplayBench(Recording recording) {
        this.recording = recording;
    }

    /** Prints what it found and returns entries a second with every event encoded. */
    long run(long seed) {
        replay(new CountingSink());
        recording.print(seed);
        Conditions.line(
                "log",
                String.format(
                        Locale.ROOT,
                        "%,d entries, genesis first",
                        recording.log().size()));
        Conditions.line("without events", replay(EventSink.NONE).rates());
        Meter.Cost cost = replay(new CountingSink());
        Conditions.line("with events", cost.rates());
        return cost.perSecond();
    }

    private Meter.Cost replay(EventSink sink) {
        int entries = recording.log().size();
        Meter meter = new Meter();
        MarketCore core = recording.fresh(sink, entries);
        Meter.Cost cost = meter.stop(entries);
        recording.requireSame(core);
        return cost;
    }
}
