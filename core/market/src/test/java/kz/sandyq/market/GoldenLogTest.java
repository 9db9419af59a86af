package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A log as this release wrote it: first the hash it ends in, then one entry a line (time, bytes; no bytes is a tick). A
 * later release must end in the same hash; a change of behaviour is a new rules version, not a new hash here.
 */
class GoldenLogTest {
    private static final Path LOG = Path.of("src/test/resources/golden/rules-1.log");

    @Test
    void aLogOfRulesOneEndsInItsHash() throws IOException {
        List<String> lines = Files.readAllLines(LOG);
        MarketCore core = new MarketCore(EventSink.NONE);
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", -1);
            Floor.apply(
                    core,
                    new Floor.Entry(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1])));
        }
        assertThat(core.sequence()).isEqualTo(lines.size() - 1L);
        assertThat(Floor.hash(core)).isEqualTo(lines.getFirst());
    }

    /** Writes the log of a seed; called by hand when a new rules version gets its own file. */
    static void write(Path file, long seed, int steps) throws IOException {
        RandomMarket market = new RandomMarket(seed);
        for (int step = 0; step < steps; step++) {
            market.step();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Floor.hash(market.floor.core));
        market.floor.log.forEach(
                entry -> lines.add(entry.timestampMs() + " " + HexFormat.of().formatHex(entry.bytes())));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, lines);
    }

    @Test
    void theSameSeedWritesTheSameLog() throws IOException {
        Path file = Path.of("target/golden/again.log");
        write(file, 42, 600);
        assertThat(Files.readAllLines(file)).isEqualTo(Files.readAllLines(LOG));
    }
}
