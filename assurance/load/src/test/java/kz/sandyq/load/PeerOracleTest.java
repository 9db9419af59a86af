package kz.sandyq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import kz.sandyq.evidence.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * exchange-core, which others wrote, as a judge of fills and balances: one flow of orders that it and the core both
 * express gives the same fills in the same order, the same refusals, the same books and the same free balances. It runs
 * on a JDK up to 19; where there is none, what it answered to the same flow elsewhere is compared, by its digests.
 */
class PeerOracleTest {
    private static final Path RECORDED = Path.of("src/test/resources/exchange-core-0.5.3.txt");
    private static final int CHECKPOINTS = 10;
    private static final int LINES = 100_000;
    private static final int LINES_IN_DIGEST = 1_000;
    private static final long SEED = 20_261_121;

    private static final List<FlowLine> LINES_OF_SEED = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static @Nullable List<String> peers;
    private static Map<String, String> said = Map.of();

    @BeforeAll
    static void ask() throws IOException, InterruptedException {
        peers = ask(SEED, LINES, LINES_OF_SEED);
        if (peers != null && Boolean.getBoolean("sandyq.write")) {
            Files.write(RECORDED, digests(peers));
        }
    }

    @Test
    void exchangeCoreFillsTheSameInTheSameOrder() throws IOException {
        List<String> own = replayed(LINES_OF_SEED, line -> line);
        assertThat(difference(own, peers)).isEmpty();
        Map<String, Integer> seen = count(own);
        System.out.println("seed " + SEED + ", " + said + ": " + seen);
        assertThat(seen.get("fill")).isGreaterThan(LINES / 10);
        assertThat(seen.get("refused")).isGreaterThan(LINES / 10);
    }

    @Test
    void whatExchangeCoreAnsweredElsewhereIsWhatItAnswersHere() throws IOException {
        List<String> answered = peers;
        assertThat(digests(answered == null ? replayed(LINES_OF_SEED, line -> line) : answered))
                .isEqualTo(Files.readAllLines(RECORDED));
    }

    @Test
    @Tag("campaign")
    void exchangeCoreFillsTheSameInVeryManyOrders() throws IOException, InterruptedException {
        long seed = new SecureRandom().nextLong() >> 8;
        Evidence evidence = new Evidence("oracle", "exchange-core 0.5.3 as a judge", "./test long", seed);
        Map<String, Integer> seen = new HashMap<>();
        for (int flow = 0; flow < 10; flow++) {
            List<FlowLine> lines = new ArrayList<>();
            List<String> answered = Objects.requireNonNull(ask(seed + flow, 300_000, lines), "needs a JDK up to 19");
            List<String> own = replayed(lines, line -> line);
            assertThat(difference(own, answered)).as("seed %d", seed + flow).isEmpty();
            count(own).forEach((what, times) -> seen.merge(what, times, Integer::sum));
        }
        evidence.write(List.of(
                "peer: exchange-core 0.5.3 on Java " + said.get("java"),
                "10 flows of 300,000 lines, each seed greater by one: GTC, IOC, cancel, move (a new price), reduce"
                        + " (fewer lots, the place kept); " + OracleCore.INSTRUMENTS + " spot pairs, no fees",
                "equal, line by line: " + seen.get("fill") + " fills in their order, " + seen.get("refused")
                        + " refusals",
                "equal, at " + CHECKPOINTS + " points of each flow and at its end: " + seen.get("rests")
                        + " resting orders with price and lots, " + seen.get("free")
                        + " accounts with free money and units",
                "not sent, because the two mean something else by it: an order that would meet its own client, a bid"
                        + " moved above the price it was placed at, a move to the same price, an order that needs what"
                        + " came free only within the last lines"));
    }

    /** What is planted in the core's own lines stands out against what exchange-core made of the true ones. */
    @Test
    void aPlantedDifferenceIsFound() throws IOException {
        assertThat(difference(planted(FlowLine.Kind.PLACE, 0, 1), peers)).isNotEmpty();
        assertThat(difference(planted(FlowLine.Kind.PLACE, 1, 0), peers)).isNotEmpty();
        assertThat(difference(planted(FlowLine.Kind.MOVE, 1, 0), peers)).isNotEmpty();
        assertThat(difference(planted(FlowLine.Kind.REDUCE, 0, 1), peers)).isNotEmpty();
        List<String> own = replayed(LINES_OF_SEED, line -> line);
        List<String> richer = new ArrayList<>(own);
        richer.set(own.size() - 1, own.getLast() + "0");
        assertThat(difference(richer, peers)).isNotEmpty();
        int fill = 0;
        while (!own.get(fill).startsWith("fill") || !own.get(fill + 1).startsWith("fill")) {
            fill++;
        }
        List<String> swapped = new ArrayList<>(own);
        swapped.set(fill, own.get(fill + 1));
        swapped.set(fill + 1, own.get(fill));
        assertThat(difference(swapped, peers)).isNotEmpty();
    }

    /** The answers when the last such line of an order that rests at the last but one point is spoiled. */
    private static List<String> planted(FlowLine.Kind kind, long ticks, long lots) {
        int point = (CHECKPOINTS - 1) * (LINES_OF_SEED.size() / CHECKPOINTS);
        OracleCore core = new OracleCore();
        LINES_OF_SEED.subList(0, point).forEach(core::apply);
        FlowLine spoiled = LINES_OF_SEED.subList(0, point).reversed().stream()
                .filter(line -> line.kind() == kind && core.isOwn(line))
                .findFirst()
                .orElseThrow();
        return replayed(
                LINES_OF_SEED,
                line -> line == spoiled
                        ? new FlowLine(
                                kind,
                                line.order(),
                                line.instrument(),
                                line.account(),
                                line.buys(),
                                line.takes(),
                                line.priceTicks() + ticks,
                                line.lots() + lots)
                        : line);
    }

    private static List<String> replayed(List<FlowLine> lines, UnaryOperator<FlowLine> plant) {
        OracleCore core = new OracleCore();
        for (int at = 0; at < lines.size(); at++) {
            core.apply(plant.apply(lines.get(at)));
            if ((at + 1) % (lines.size() / CHECKPOINTS) == 0 || at == lines.size() - 1) {
                core.report();
            }
        }
        return core.transcript();
    }

    private static Map<String, Integer> count(List<String> transcript) {
        Map<String, Integer> seen = new HashMap<>();
        transcript.forEach(line -> seen.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
        return seen;
    }

    /** Makes a flow, then returns what exchange-core did with it, nothing when it does not run on this machine. */
    private static @Nullable List<String> ask(long seed, int count, List<FlowLine> lines)
            throws IOException, InterruptedException {
        OracleCore core = new OracleCore();
        OracleFlow flow = new OracleFlow(seed, core);
        while (lines.size() < count) {
            lines.add(flow.next());
            core.apply(lines.getLast());
        }
        lines.addAll(flow.end());
        if (!PeerProcess.isThere()) {
            return null;
        }
        Path file = directory.resolve("flow-" + seed);
        try (FlowFile written = new FlowFile(file, core.floor(), 0, lines.size())) {
            lines.forEach(written::add);
        }
        Path transcript = directory.resolve("transcript-" + seed);
        String every = Integer.toString(lines.size() / CHECKPOINTS);
        said = PeerProcess.run(
                "1g", List.of(), List.of(file.toString(), "BLOCKING", "1", "0", transcript.toString(), every));
        return Files.readAllLines(transcript);
    }

    /** The first place in which the core's answers are not the peer's, else empty. */
    private static String difference(List<String> own, @Nullable List<String> answered) throws IOException {
        List<String> ours = answered == null ? digests(own) : own;
        List<String> theirs = answered == null ? Files.readAllLines(RECORDED) : answered;
        for (int at = 0; at < Math.max(ours.size(), theirs.size()); at++) {
            String one = at < ours.size() ? ours.get(at) : "nothing";
            String other = at < theirs.size() ? theirs.get(at) : "nothing";
            if (!one.equals(other)) {
                return "line " + (at + 1) + ": " + one + ", exchange-core: " + other;
            }
        }
        return "";
    }

    private static List<String> digests(List<String> transcript) {
        List<String> digests = new ArrayList<>();
        for (int from = 0; from < transcript.size(); from += LINES_IN_DIGEST) {
            List<String> part = transcript.subList(from, Math.min(transcript.size(), from + LINES_IN_DIGEST));
            digests.add(from + " " + sha256(String.join("\n", part)));
        }
        return digests;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
