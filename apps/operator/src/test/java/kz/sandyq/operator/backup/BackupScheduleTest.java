package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a scheduled backup is due. Three in the morning in Astana is 22:00 UTC. */
class BackupScheduleTest {
    private static final LocalTime THREE = LocalTime.of(3, 0);

    @TempDir
    Path place;

    @Test
    void oneIsDueOnceADayAndMadeUpFor() {
        Instant due = Instant.parse("2026-11-20T22:00:00Z");
        assertThat(BackupSchedule.lastTime(THREE, due)).isEqualTo(due);
        assertThat(BackupSchedule.lastTime(THREE, due.minusMillis(1))).isEqualTo(due.minusSeconds(86_400));
        assertThat(BackupSchedule.lastTime(THREE, due.plusSeconds(86_399))).isEqualTo(due);
        Instant yesterday = due.minusSeconds(80_000);
        assertThat(BackupSchedule.isDue(THREE, due, null, null)).isTrue();
        assertThat(BackupSchedule.isDue(THREE, due, yesterday, null)).isTrue();
        assertThat(BackupSchedule.isDue(THREE, due.minusSeconds(1), yesterday, null))
                .isFalse();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(9), due.plusSeconds(1), null))
                .isFalse();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(40_000), yesterday, null))
                .as("the process did not run at the time")
                .isTrue();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(3_599), yesterday, due))
                .as("it failed less than an hour ago")
                .isFalse();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(3_600), yesterday, due))
                .isTrue();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(1), yesterday, yesterday))
                .isTrue();
        assertThat(BackupSchedule.isDue(THREE, due.plusSeconds(1), yesterday, due.plusSeconds(90_000)))
                .as("it was tried by a clock that was ahead")
                .isTrue();
    }

    @Test
    void aScheduleThatCannotBeKeptEndsTheStart() {
        assertThat(places("03:00", 1).time()).contains(THREE);
        assertThatThrownBy(() -> places("3 o'clock", 1)).hasMessageContaining("not a time of day");
        assertThatThrownBy(() -> places("", 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new BackupPlaces("", "", "", List.of(), "03:00", 1))
                .hasMessageContaining("needs sandyq.backup.directory");
    }

    /** c is complete, k lacks its keys. */
    @ParameterizedTest
    @CsvSource({
        "'', 2, false",
        "k, 2, false",
        "kk, 2, true",
        "kkk, 2, true",
        "kcc, 2, false",
        "ckk, 2, true",
        "k, 1, true"
    })
    void itRestsWhenAsManyLackTheirKeysAsAreKept(String lie, int keep, boolean rests) {
        List<BackupShelf.Kept> all = new ArrayList<>();
        for (int at = 0; at < lie.length(); at++) {
            all.add(new BackupShelf.Kept("b" + at, at, Instant.EPOCH, at, at, lie.charAt(at) == 'c'));
        }
        assertThat(BackupSchedule.rests(new BackupShelf(places("03:00", keep), all)))
                .isEqualTo(rests);
    }

    private BackupPlaces places(String schedule, int keep) {
        return new BackupPlaces(place.toString(), "", "phrase", List.of(), schedule, keep);
    }
}
