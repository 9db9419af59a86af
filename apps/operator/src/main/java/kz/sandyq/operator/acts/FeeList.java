package kz.sandyq.operator.acts;

import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;

/** Lists of what the operator takes for his work. */
enum FeeList {
    TRADES,
    CHARGES,
    SCHEDULES,
    STATUSES;

    /** The list in an address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of an address; not found (404) when there is none. */
    static FeeList of(String path) {
        for (FeeList list : values()) {
            if (list.path().equals(path)) {
                return list;
            }
        }
        throw RefusedException.notFound();
    }
}
