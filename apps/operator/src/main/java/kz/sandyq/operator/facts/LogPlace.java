package kz.sandyq.operator.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where the log has a commitment, by the rows that were made from the log; and where the house believes it to be. A
 * commitment is salted, so that it stands for one record; after a restore the log may have it twice.
 *
 * @param answered entry at which the house believes it, null while there is no answer of the log
 * @param found first entry that has it, null for none
 * @param there whether the believed entry has it at the believed place
 */
record LogPlace(@Nullable Long answered, @Nullable Long found, boolean there) {
    /** For a query with the fact as {@code f}. */
    static final String COLUMNS = """
            f.sequence as answered,
            (select min(r.sequence) from readmodel.fact r
                where r.commitment = f.commitment and r.kind = f.kind) as found,
            exists (select from readmodel.fact r where r.sequence = f.sequence and r.event_index = f.place
                and r.commitment = f.commitment and r.kind = f.kind) as there""";

    static LogPlace of(ResultSet row) throws SQLException {
        return new LogPlace(
                row.getObject("answered", Long.class), row.getObject("found", Long.class), row.getBoolean("there"));
    }

    /** The entry by which a person finds it. */
    @Nullable
    Long known() {
        return found == null ? answered : found;
    }

    /** Whether the house believes it where it is, as far as the rows go. */
    boolean fits(long read) {
        return answered == null || answered > read || there;
    }
}
