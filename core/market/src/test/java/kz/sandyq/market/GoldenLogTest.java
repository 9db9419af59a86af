package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import kz.sandyq.protocol.Rules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log as a release wrote it: first the hash it ends in and the digest of all its events, then one entry a line (time,
 * bytes; no bytes is a tick). A later release must say the same and end in the same hash; a change of behaviour is a
 * new rules version with files of its own, not a new hash here. The files are written by
 * {@code mvn -pl core/market -am test -Dtest=GoldenLogTest -Dsandyq.golden=write}.
 */
class GoldenLogTest {
    private static final Path LOGS = Path.of("src/test/resources/golden");
    private static final String RANDOM_1 = "rules-1.log";
    private static final String EVERY_COMMAND_1 = "rules-1-every-command.log";
    private static final String RANDOM_2 = "rules-2.log";
    private static final String EVERY_COMMAND_2 = "rules-2-every-command.log";
    private static final String EVERY_COMMAND_3 = "rules-3-every-command.log";

    @ParameterizedTest
    @ValueSource(strings = {RANDOM_1, EVERY_COMMAND_1, RANDOM_2, EVERY_COMMAND_2, EVERY_COMMAND_3})
    void aLogSaysTheSameAndEndsInItsHashByTheRulesItBeganWith(String name) throws IOException {
        if (System.getProperty("sandyq.golden", "").equals("write")) {
            write(LOGS.resolve(name), market(name));
        }
        Floor floor = read(LOGS.resolve(name));
        assertThat(ends(floor)).isEqualTo(Files.readAllLines(LOGS.resolve(name)).subList(0, 2));
    }

    /** The hash in which a log ends, and the digest of its events: sequence, index and bytes of each. */
    private static List<String> ends(Floor floor) {
        CRC32C digest = new CRC32C();
        byte[] bytes = new byte[1 << 16];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        MarketCore core = floor.replayed((sequence, index, from, offset, length) -> {
            buffer.putLong(0, sequence).putInt(Long.BYTES, index);
            from.getBytes(offset, bytes, Long.BYTES + Integer.BYTES, length);
            digest.update(bytes, 0, Long.BYTES + Integer.BYTES + length);
        });
        return List.of(Floor.hash(core), "%08x".formatted(digest.getValue()));
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {RANDOM_1, EVERY_COMMAND_1, RANDOM_2, EVERY_COMMAND_2, EVERY_COMMAND_3})
    void theSameSeedWritesTheSameLog(String name) throws IOException {
        Path file = Path.of("target/golden").resolve(name);
        write(file, market(name));
        assertThat(Files.readAllLines(file)).isEqualTo(Files.readAllLines(LOGS.resolve(name)));
    }

    @Test
    @Tag("slow")
    void everyCommandIsAppliedInAGoldenLog() throws IOException {
        Set<Integer> commands = IntStream.range(0, 100)
                .filter(template -> Templates.blockLength(template) > 0)
                .boxed()
                .collect(Collectors.toSet());
        assertThat(RareActs.appliedIn(read(LOGS.resolve(EVERY_COMMAND_3)))).containsAll(commands);
    }

    /** Each version changes what a log of the one before it says: else it would be no version of its own. */
    @Test
    @Tag("slow")
    void theSameEntriesSayOtherThingsByOtherRules() {
        for (int rules = Rules.FIRST; rules < Rules.NEWEST; rules++) {
            assertThat(ends(market(61, true, rules + 1)))
                    .as("rules %d", rules + 1)
                    .doesNotContainAnyElementsOf(ends(market(61, true, rules)));
        }
    }

    private static Floor market(String name) {
        int rules = name.charAt("rules-".length()) - '0';
        return name.endsWith("every-command.log") ? market(61, true, rules) : market(42, false, rules);
    }

    static Floor market(long seed, boolean all) {
        return market(seed, all, Rules.NEWEST);
    }

    /** A random market, in which all commands are said if so wished. */
    private static Floor market(long seed, boolean all, int rules) {
        return played(new RandomMarket(seed, rules), all);
    }

    static Floor played(RandomMarket market, boolean all) {
        RareActs rare = all ? new RareActs(market) : null;
        SettlementActs settlement = all ? new SettlementActs(market) : null;
        TransferActs transfers = all ? new TransferActs(market) : null;
        for (int step = 0; step < 600; step++) {
            market.step();
            if (rare != null && step % 100 == 50) {
                rare.round();
            }
            if (settlement != null && step % 100 == 80) {
                settlement.round();
            }
        }
        if (settlement != null) {
            settlement.end();
        }
        if (transfers != null) {
            transfers.end();
        }
        return market.floor;
    }

    private static void write(Path file, Floor floor) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.addAll(ends(floor));
        floor.log.forEach(
                entry -> lines.add(entry.timestampMs() + " " + HexFormat.of().formatHex(entry.bytes())));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, lines);
    }

    private static Floor read(Path file) throws IOException {
        Floor floor = new Floor();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(2, lines.size())) {
            String[] parts = line.split(" ", -1);
            floor.log.add(
                    new Floor.Entry(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1])));
        }
        return floor;
    }
}
