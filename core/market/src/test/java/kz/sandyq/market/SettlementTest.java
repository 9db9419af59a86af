package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long acts of settlement are cut by a snapshot between any two steps, and nothing that follows differs. */
class SettlementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10-settlement.txt",
                "11-income.txt",
                "12-overdue.txt",
                "14-instructions.txt",
                "16-conversion.txt"
            })
    void aSnapshotBetweenAnyTwoStepsChangesNothing(String name) throws IOException {
        Script script = new Script();
        script.play(
                name, Files.readAllLines(Path.of("src/test/resources/scenarios").resolve(name)));
        assertThat(script.floors()).isNotEmpty();
        for (Floor floor : script.floors()) {
            Floor other = new Floor();
            for (int cut = 0; cut < floor.log.size(); cut++) {
                Floor.apply(other.core, floor.log.get(cut));
                followsFrom(cut + 1, floor, other);
            }
        }
    }

    private static void followsFrom(int cut, Floor floor, Floor other) {
        List<Floor.Event> tail = new ArrayList<>();
        MarketCore restored = other.restored((sequence, index, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            tail.add(new Floor.Event(sequence, index, bytes));
        });
        for (int i = cut; i < floor.log.size(); i++) {
            Floor.apply(restored, floor.log.get(i));
        }
        assertThat(Floor.hash(restored)).as("cut %d", cut).isEqualTo(Floor.hash(floor.core));
        List<Floor.Event> expected = floor.events.subList(floor.events.size() - tail.size(), floor.events.size());
        for (int i = 0; i < tail.size(); i++) {
            assertThat(Arrays.equals(tail.get(i).bytes(), expected.get(i).bytes()))
                    .as("cut %d, event %d", cut, i)
                    .isTrue();
        }
    }
}
