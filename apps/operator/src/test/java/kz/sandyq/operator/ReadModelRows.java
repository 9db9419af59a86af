package kz.sandyq.operator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every row of a read model, a digest a table; what the projector keeps for itself is left out. */
public final class ReadModelRows {
    private ReadModelRows() {}

    /** Name of a table -> how many rows it has and what they come to. */
    public static Map<String, String> digests(JdbcClient database) {
        Map<String, String> digests = new TreeMap<>();
        List<String> tables = database
                .sql("select table_name from information_schema.tables"
                        + " where table_schema = 'readmodel'"
                        + " and table_name not in ('core_state', 'bookmark', 'index_set_aside')")
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        for (String table : tables) {
            digests.put(
                    table,
                    database.sql("select count(*) || ' ' || coalesce(md5(string_agg(each_row::text, '|'"
                                    + " order by each_row::text)), '') from readmodel.\"" + table + "\" as each_row")
                            .query(String.class)
                            .single());
        }
        return digests;
    }
}
