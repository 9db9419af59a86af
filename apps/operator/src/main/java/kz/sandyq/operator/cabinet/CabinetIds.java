package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Public ids and times as the cabinet gives them out. */
@Component
class CabinetIds {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final int clusterNumber;

    CabinetIds(@Value("${sandyq.cluster.number:1}") int clusterNumber) {
        this.clusterNumber = clusterNumber;
    }

    /** Cluster number, hyphen, number. */
    public String of(long number) {
        return clusterNumber + "-" + number;
    }

    /** The number behind a public id; not found (404) when it is none of this cluster. */
    long parse(String id) {
        if (!id.matches(clusterNumber + "-[0-9]{1,18}")) {
            throw RefusedException.notFound();
        }
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
