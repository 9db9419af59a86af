package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member that fails to follow is started again; one that is on its way, or has nobody to follow, is left alone. */
class ElectionWatchTest {
    /** A look each: seconds, e elected, l leads, o others serve, then position and errors. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0:eo:5:0 20:eo:5:9,                     ",
        "0:o:5:0 10:o:5:3,                       follow",
        "0:o:5:0 10:o:5:2,                       ",
        "0:o:5:3 10:o:5:3,                       ",
        "0:o:5:0 9:o:5:4,                        ",
        "0:o:5:0 6:o:6:3 12:o:6:6,               ",
        "0:o:5:0 6:o:6:3 16:o:6:6,               follow",
        "0:o:5:0 10:o:5:2 19:o:5:9,              ",
        "0:o:5:0 10:o:5:2 20:o:5:9,              follow",
        "0::5:0 15:o:5:9 20:o:5:12,              ",
        "0:o:5:0 5::5:1 12:o:5:4,                ",
        "0:o:5:0 9:eo:5:1 12:o:5:4,              ",
        // Nobody serves.
        "0::5:0 29::5:99,                        ",
        "0::5:0 30::5:29,                        ",
        "0::5:0 30::5:30,                        follow",
        "0::5:0 30::5:29 59::5:90,               ",
        "0::5:0 30::5:29 60::5:90,               follow",
        "0::5:0 9:o:5:9 12::5:20 30:o:5:30,      follow",
        "0::5:0 20::6:50 40::6:99,               ",
        "0::5:0 20:e:5:50 40::5:99,              ",
        // It leads.
        "0:elo:5:0 19:elo:5:0,                   ",
        "0:elo:5:0 20:elo:5:0,                   leads",
        "0:elo:5:0 15:elo:6:0 30:elo:6:0,        ",
        "0:elo:5:0 15:eo:5:0 30:elo:5:0,         ",
        "0:el:5:0 20:el:5:0,                     leads",
    })
    void onlyWhoGetsNoFurtherEnds(String looks, @Nullable String why) {
        ElectionWatch watch = new ElectionWatch();
        String inVain = null;
        for (String look : looks.split(" ")) {
            String[] parts = look.split(":");
            inVain = watch.inVain(
                    parts[1].contains("e"),
                    parts[1].contains("l"),
                    parts[1].contains("o"),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[0]) * 1_000_000_000L);
        }
        if (why == null) {
            assertThat(inVain).isNull();
        } else {
            assertThat(inVain).contains(why);
        }
    }

    /** A look each: seconds, e in an election with its snapshot loaded, then when the consensus module went round. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0:e:7 19:e:7,                 false",
        "0:e:7 20:e:7,                 true",
        "0:e:7 15:e:8 34:e:8,          false",
        "0:e:7 15:e:8 35:e:8,          true",
        // A clock set back is a turn too.
        "0:e:7 15:e:6 34:e:6,          false",
        // It loads, or follows, however long.
        "0::7 20::7 39:e:7,            false",
        "0:e:7 15::7 20:e:7 39:e:7,    false",
        "0:e:7 15::7 20:e:7 40:e:7,    true",
    })
    void whoStandsStillInAnElectionEnds(String looks, boolean ends) {
        ElectionWatch watch = new ElectionWatch();
        String stands = null;
        for (String look : looks.split(" ")) {
            String[] parts = look.split(":");
            stands = watch.stands(
                    parts[1].equals("e"), Long.parseLong(parts[2]), Long.parseLong(parts[0]) * 1_000_000_000L);
        }
        assertThat(stands != null).isEqualTo(ends);
    }
}
