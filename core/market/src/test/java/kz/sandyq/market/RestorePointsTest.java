package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.sandyq.evidence.Evidence;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TradingPhase;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Scenarios, and markets in which every command is said, taken back from a snapshot between entries of their logs:
 * inside every kind of task, in an auction. Each goes on with the same events and the same hash.
 */
class RestorePointsTest {
    private static final int POINTS = 20;
    /** Of each sort that is seldom met. */
    private static final int RARE_POINTS = 3;
    /** Entries that a restored market goes along with the live one. */
    private static final int TOGETHER = 40;

    private static final String AUCTION = "auction";
    private static final String FULL_WINDOW = "full window";

    private final Map<String, Integer> points = new TreeMap<>();

    @Test
    void aMarketRestoredInsideEveryTaskGoesOnAsTheLiveOne() throws IOException {
        restore(201, 3);
    }

    @Test
    @Tag("campaign")
    void aMarketRestoredAtAThousandPointsGoesOnAsTheLiveOne() throws IOException {
        long seed = new SecureRandom().nextInt(1_000_000_000);
        Evidence evidence = new Evidence("restore", "Markets taken back from a snapshot", "./test long", seed);
        restore(seed, 50);
        assertThat(points.get("any")).isGreaterThanOrEqualTo(50 * POINTS);
        evidence.write(List.of(
                "50 worlds, each seed greater by one, " + POINTS + " drawn points each; and one in every scenario",
                "points: " + points.get("any") + ", among them inside " + points,
                "from each point " + TOGETHER
                        + " entries beside the live market: equal answers, events and state hash at"
                        + " each, at the end every column of every row"));
    }

    private void restore(long first, int seeds) throws IOException {
        for (Path file : ScenarioTest.files()) {
            Script script = new Script();
            script.play(file.getFileName().toString(), Files.readAllLines(file));
            for (Floor floor : script.floors()) {
                play(first, floor.log, 1);
            }
        }
        Set<String> wanted = Arrays.stream(TaskKind.values())
                .filter(kind -> kind != TaskKind.NULL_VAL)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.add(AUCTION);
        wanted.add(FULL_WINDOW);
        for (long seed = first; seed < first + seeds; seed++) {
            play(seed, GoldenLogTest.market(seed, true).log, POINTS);
        }
        System.out.println("worlds from seed " + first + ", restored " + points);
        assertThat(points.keySet()).containsAll(wanted);
    }

    private void play(long seed, List<Floor.Entry> log, int count) {
        Random random = new Random(seed);
        Set<Integer> drawn = new TreeSet<>();
        while (drawn.size() < Math.min(count, log.size())) {
            drawn.add(random.nextInt(log.size()));
        }
        Host live = new Host();
        List<Host> restored = new ArrayList<>();
        List<Integer> until = new ArrayList<>();
        for (int at = 0; at < log.size(); at++) {
            live.apply(log.get(at));
            for (Host each : restored) {
                each.apply(log.get(at));
                assertThat(each.said).as("seed %d, entry %d", seed, at).isEqualTo(live.said);
                assertThat(Floor.hash(each.core))
                        .as("seed %d, entry %d", seed, at)
                        .isEqualTo(Floor.hash(live.core));
            }
            while (!until.isEmpty() && until.getFirst() <= at) {
                until.removeFirst();
                assertThat(whole(restored.removeFirst().core))
                        .as("every column, seed %d, entry %d", seed, at)
                        .isEqualTo(whole(live.core));
            }
            boolean rare = isRare(live.core);
            if (rare || drawn.contains(at)) {
                points.merge("any", 1, Integer::sum);
                restored.add(new Host(live.core));
                until.add(at + TOGETHER);
            }
        }
    }

    private static String whole(MarketCore core) {
        State state = core.stateOrNull();
        return state == null ? "" : state.wholeHash().toString();
    }

    /** Whether it is a point of a sort that has been met too seldom; counts it. */
    private boolean isRare(MarketCore core) {
        State state = core.stateOrNull();
        boolean rare = false;
        for (int slot = 0; state != null && slot < state.tasks.high(); slot++) {
            if (state.tasks.isLive(slot)) {
                rare |= isRare(TaskKind.get((short) state.tasks.get(slot, Rows.Task.TASK_KIND))
                        .name());
            }
        }
        for (int slot = 0; state != null && slot < state.instruments.high(); slot++) {
            long phase = state.instruments.get(slot, Rows.Instrument.PHASE);
            if (phase == TradingPhase.OPENING_AUCTION.value()
                    || phase == TradingPhase.CLOSING_AUCTION.value()
                    || phase == TradingPhase.UNSCHEDULED_AUCTION.value()) {
                rare |= isRare(AUCTION);
            }
        }
        if (state != null && state.keys.room() == 0) {
            rare |= isRare(FULL_WINDOW);
        }
        return rare;
    }

    private boolean isRare(String sort) {
        return points.getOrDefault(sort, 0) < RARE_POINTS && points.merge(sort, 1, Integer::sum) > 0;
    }

    /** A core and what it said to the last entry. */
    private static final class Host {
        final List<String> said = new ArrayList<>();
        final MarketCore core;

        Host() {
            core = new MarketCore(this::onEvent);
        }

        Host(MarketCore live) {
            MarketCore.Restore restore = MarketCore.restore(this::onEvent);
            live.writeSnapshot(restore::onRecord);
            core = restore.finish();
        }

        void apply(Floor.Entry entry) {
            said.clear();
            Floor.apply(core, entry);
        }

        private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            said.add(sequence + " " + index + " " + HexFormat.of().formatHex(bytes));
        }
    }
}
