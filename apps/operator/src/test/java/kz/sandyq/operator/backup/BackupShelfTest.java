package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.cluster.BackupManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of backups that lie somewhere, which of them go, and what is said of them. */
class BackupShelfTest {
    private static final Instant NOW = Instant.parse("2026-11-22T22:00:00Z");

    @TempDir
    Path place;

    @Test
    void theNewestStayAndWhatAPersonNamedStays() throws IOException {
        lay("20261120-220000", 1, "2026-11-20T22:00:00Z", 100);
        lay("before-the-upgrade", 2, "2026-11-21T10:00:00Z", 150);
        lay("20261121-220000", 3, "2026-11-21T22:00:00Z", 200);
        lay("20261122-220000", 4, "2026-11-22T22:00:00Z", 300);
        shelf(2).prune();
        assertThat(names()).containsExactly("20261122-220000", "20261121-220000", "before-the-upgrade");
        assertThat(place.resolve("20261121-220000.keys")).exists();
        assertThat(place.resolve("before-the-upgrade.keys")).exists();
        assertThat(place.resolve("20261120-220000")).doesNotExist();
        assertThat(place.resolve("20261120-220000.keys")).doesNotExist();
        assertThat(place).isDirectoryNotContaining("glob:**.partial");
        assertThat(shelf(2).nextNumber()).isEqualTo(5);
    }

    /** A clock that was a year ahead, and a log that was restored to where it had been before. */
    @Test
    void neitherAWrongClockNorARestoredLogMakesAnOlderOneTheNewest() throws IOException {
        lay("20261120-220000", 1, "2026-11-20T22:00:00Z", 500);
        lay("20271121-220000", 2, "2027-11-21T22:00:00Z", 600);
        lay("20261121-220000", 3, "2026-11-21T22:00:00Z", 120);
        BackupShelf shelf = shelf(1);
        assertThat(names()).containsExactly("20261121-220000", "20271121-220000", "20261120-220000");
        assertThat(shelf.newestBefore(NOW).orElseThrow().number()).isEqualTo(3);
        assertThat(shelf.datedAfter(NOW)).extracting(BackupShelf.Kept::name).containsExactly("20271121-220000");
        shelf.prune();
        assertThat(names()).containsExactly("20261121-220000");
    }

    @Test
    void oneOfTheFutureIsNotRecent() throws IOException {
        lay("20271121-220000", 1, "2027-11-21T22:00:00Z", 600);
        assertThat(shelf(1).newestBefore(NOW)).isEmpty();
        lay("20261122-220000", 2, "2026-11-22T22:00:00Z", 700);
        assertThat(shelf(1).newestBefore(NOW).orElseThrow().name()).isEqualTo("20261122-220000");
        assertThat(shelf(1).newestBefore(NOW.minusMillis(1))).isEmpty();
        assertThat(shelf(1).datedAfter(NOW.minusMillis(1))).hasSize(2);
    }

    @Test
    void thoseWithoutNumbersAreOlderThanThoseWithThem() throws IOException {
        lay("20261122-210000", 0, "2026-11-22T21:00:00Z", 900);
        lay("20261120-220000", 0, "2026-11-20T22:00:00Z", 800);
        assertThat(shelf(1).nextNumber()).isEqualTo(1);
        lay("20261122-220000", 1, "2026-11-22T22:00:00Z", 700);
        assertThat(names()).containsExactly("20261122-220000", "20261122-210000", "20261120-220000");
    }

    @Test
    void oneWithoutItsKeysIsNotCompleteAndPushesNoneOut() throws IOException {
        lay("20261120-220000", 1, "2026-11-20T22:00:00Z", 100);
        lay("20261121-220000", 2, "2026-11-21T22:00:00Z", 200);
        lay("20261122-220000", 3, "2026-11-22T22:00:00Z", 300);
        Files.delete(place.resolve("20261122-220000.keys"));
        BackupShelf shelf = shelf(1);
        assertThat(shelf.complete()).extracting(BackupShelf.Kept::number).containsExactly(2L, 1L);
        assertThat(shelf.complete().getFirst().logPosition()).isEqualTo(64 * 200);
        assertThat(shelf.withoutKeys()).extracting(BackupShelf.Kept::name).containsExactly("20261122-220000");
        shelf.prune();
        assertThat(names()).containsExactly("20261122-220000", "20261121-220000");
    }

    private List<String> names() {
        return shelf(1).all().stream().map(BackupShelf.Kept::name).toList();
    }

    private BackupShelf shelf(int keep) {
        return BackupShelf.of(new BackupPlaces(place.toString(), "", "phrase", List.of(), "", keep));
    }

    private void lay(String name, long number, String taken, long sequence) throws IOException {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "taken",
                taken,
                "log.sequence",
                String.valueOf(sequence),
                "log.position",
                String.valueOf(64 * sequence)));
        if (number > 0) {
            facts.put(BackupShelf.NUMBER, String.valueOf(number));
        }
        new BackupManifest(new TreeMap<>(facts), new TreeSet<>(), new TreeMap<>())
                .write(Files.createDirectories(place.resolve(name)));
        Files.createFile(place.resolve(name + ".keys"));
    }
}
