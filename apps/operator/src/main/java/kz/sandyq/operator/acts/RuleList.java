package kz.sandyq.operator.acts;

import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;

/** Lists of what is set about who may acquire what. */
enum RuleList {
    ACCOUNTS,
    CLEARANCES,
    ISSUES;

    /** The list in an address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of an address; not found (404) when there is none. */
    static RuleList of(String path) {
        for (RuleList list : values()) {
            if (list.path().equals(path)) {
                return list;
            }
        }
        throw RefusedException.notFound();
    }
}
