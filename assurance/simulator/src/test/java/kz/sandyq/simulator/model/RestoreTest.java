package kz.sandyq.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.schema.Message;
import org.junit.jupiter.api.Test;

/** A market taken back from a snapshot goes on as the live one: same answers, same events, same hash. */
class RestoreTest {
    private static final int SEEDS = 50;
    private static final int POINTS = 20;
    private static final int WORLD = 3_000;
    /** Entries that a restored market goes along with the live one. */
    private static final int TOGETHER = 60;

    private final Map<String, Integer> points = new TreeMap<>();

    @Test
    void aMarketRestoredAtAThousandPointsGoesOnAsTheLiveOne() {
        long first = Long.getLong("sandyq.seed", new SecureRandom().nextLong() >> 8);
        System.out.println("worlds from seed " + first + "; again: SANDYQ_SEED=" + first + " ./test quick");
        for (long seed = first; seed < first + SEEDS || isWanting() && seed < first + 4 * SEEDS; seed++) {
            play(seed);
        }
        System.out.println("restored " + points);
        assertThat(points.get("any")).isGreaterThanOrEqualTo(SEEDS * POINTS);
        assertThat(points.keySet()).contains("full window").containsAll(tasks());
    }

    private boolean isWanting() {
        return !points.keySet().containsAll(tasks());
    }

    private static Set<String> tasks() {
        return Arrays.stream(TaskKind.values())
                .filter(kind -> kind != TaskKind.NULL_VAL)
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    private void play(long seed) {
        CoreSide live = new CoreSide();
        Model model = new Model();
        RandomWorld world = new RandomWorld(seed, model);
        Random random = new Random(seed);
        Set<Integer> drawn = new TreeSet<>();
        while (drawn.size() < POINTS) {
            drawn.add(random.nextInt(WORLD));
        }
        List<CoreSide> restored = new ArrayList<>();
        List<Integer> until = new ArrayList<>();
        for (int i = 0; i < WORLD; i++) {
            Entry entry = world.next();
            if (entry.isTick()) {
                model.tick(entry.timestampMs());
            } else {
                model.apply(entry.timestampMs(), entry.bytes());
            }
            List<Message> said = live.apply(entry);
            for (int each = 0; each < restored.size(); each++) {
                String where =
                        "SANDYQ_SEED=" + seed + ", entry " + i + ", restored before " + (until.get(each) - TOGETHER);
                assertThat(restored.get(each).apply(entry)).as(where).isEqualTo(said);
                assertThat(restored.get(each).hash()).as(where).isEqualTo(live.hash());
            }
            while (!until.isEmpty() && until.getFirst() <= i) {
                until.removeFirst();
                restored.removeFirst();
            }
            if (isPoint(model, drawn.contains(i))) {
                restored.add(new CoreSide(live.core()));
                until.add(i + TOGETHER);
            }
        }
    }

    /** A drawn point, or one of a sort that has been seen too seldom. */
    private boolean isPoint(Model model, boolean drawn) {
        if (!model.isStarted()) {
            return drawn && count("any") > 0;
        }
        boolean rare = false;
        if (model.world.keys.isFull()) {
            rare = points.getOrDefault("full window", 0) < 3;
            rare &= count("full window") > 0;
        }
        for (Deals.Task task : model.world.tasks.all()) {
            String kind = TaskKind.get((short) task.kind).name();
            rare |= points.getOrDefault(kind, 0) < 3 && count(kind) > 0;
        }
        return (drawn || rare) && count("any") > 0;
    }

    private int count(String sort) {
        return points.merge(sort, 1, Integer::sum);
    }

    /** Its limits are raised on the way; what was refused before stays refused. */
    @Test
    void aLogReplaysToTheSameAnswersAndHash() {
        for (long seed = 1; seed <= 5; seed++) {
            Pair pair = new Pair();
            RandomWorld world = new RandomWorld(seed, pair.model());
            List<Entry> log = new ArrayList<>();
            List<List<Message>> answers = new ArrayList<>();
            for (int i = 0; i < WORLD; i++) {
                Entry entry = world.next();
                pair.apply(entry);
                log.add(entry);
                answers.add(pair.said());
            }
            CoreSide again = new CoreSide();
            for (int i = 0; i < WORLD; i++) {
                assertThat(again.apply(log.get(i)))
                        .as("seed %d, entry %d", seed, i)
                        .isEqualTo(answers.get(i));
            }
            assertThat(again.hash()).isEqualTo(pair.core().hash());
        }
    }

    @Test
    void hostsWithOtherHeapsEndInTheSameHash() throws IOException {
        Campaign here = new Campaign();
        assertThat(here.play(11, WORLD)).isNull();
        for (List<String> heap : List.of(List.of("-Xmx96m", "-XX:+UseSerialGC"), List.of("-Xms512m", "-Xmx512m"))) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(heap);
            command.addAll(List.of(
                    "--add-opens",
                    "java.base/jdk.internal.misc=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(List.of(Simulate.class.getName(), "11", "--commands", Integer.toString(WORLD)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).as("%s", heap).contains("state hash " + here.lastHash());
        }
    }
}
