package kz.sandyq.market;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Plays every scenario, random worlds and the largest worlds, and says how much the largest step of each sort touches.
 */
public final class LargestSteps implements Callable<Map<String, long[]>> {
    private static final long SEED = 301;
    private static final int SEEDS = 2;

    /** Loaded by {@link CountingLoader}, which needs no more of it than this. */
    public LargestSteps() {}

    /** By command, tick and task: objects, looks, steps. */
    @Override
    public Map<String, long[]> call() {
        try {
            for (Path file : ScenarioTest.files()) {
                play(file.getFileName().toString(), Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LargestWorlds.all().forEach(this::play);
        for (long seed = SEED; seed < SEED + SEEDS; seed++) {
            count(GoldenLogTest.market(seed, true));
        }
        Map<String, long[]> most = new TreeMap<>();
        ObjectCount.most().forEach((sort, of) -> most.put(sort, new long[] {of.objects, of.looks, of.steps}));
        return most;
    }

    private void play(String name, List<String> lines) {
        Script script = new Script();
        script.play(name, lines);
        if (!script.wrong().isEmpty()) {
            throw new IllegalStateException(script.wrong().stream().limit(9).collect(Collectors.joining("\n")));
        }
        script.floors().forEach(LargestSteps::count);
    }

    private static void count(Floor floor) {
        MarketCore core = new MarketCore(EventSink.NONE);
        for (Floor.Entry entry : floor.log) {
            ObjectCount.count(core, entry, sort(entry));
        }
    }

    /** Its template, or that it is a tick. */
    private static String sort(Floor.Entry entry) {
        byte[] bytes = entry.bytes();
        return bytes.length < 4 ? "tick" : "command " + (new UnsafeBuffer(bytes).getShort(2, LITTLE_ENDIAN) & 0xFFFF);
    }
}
