package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member that fails to follow is started again; one that is on its way, or has nobody to follow, is left alone. */
class ElectionWatchTest {
    /** A look each: seconds, e elected, o others serve, then position and errors. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0:eo:5:0 20:eo:5:9,                     false",
        "0:o:5:0 10:o:5:1,                       true",
        "0:o:5:3 10:o:5:3,                       false",
        "0:o:5:0 9:o:5:4,                        false",
        "0:o:5:0 6:o:6:1 12:o:6:2,               false",
        "0:o:5:0 6:o:6:1 16:o:6:2,               true",
        "0::5:0 29::5:99,                        false",
        "0::5:0 30::5:59,                        false",
        "0::5:0 30::5:60,                        true",
        "0::5:0 9:o:5:9 12::5:40 30:o:5:60,      true",
        "0::5:0 20::6:50 40::6:99,               false",
        "0::5:0 20:e:5:50 40::5:99,              false",
        "0::5:0 15:o:5:9 20:o:5:12,              false",
        "0:o:5:0 5::5:1 12:o:5:2,                false",
        "0:o:5:0 9:eo:5:1 12:o:5:2,              false",
    })
    void onlyWhoFailsBesideOthersThatServeOrForLong(String looks, boolean expected) {
        ElectionWatch watch = new ElectionWatch();
        boolean inVain = false;
        for (String look : looks.split(" ")) {
            String[] parts = look.split(":");
            inVain = watch.isInVain(
                    parts[1].contains("e"),
                    parts[1].contains("o"),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[0]) * 1_000_000_000L);
        }
        assertThat(inVain).isEqualTo(expected);
    }
}
