package kz.sandyq.operator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every row of a schema, a digest a table; what a projector keeps for itself is left out. */
public final class SchemaRows {
    private SchemaRows() {}

    /** Name of a table -> how many rows it has and what they come to. */
    public static Map<String, String> digests(JdbcClient database, String schema) {
        Map<String, String> digests = new TreeMap<>();
        List<String> tables = database
                .sql("select table_name from information_schema.tables"
                        + " where table_schema = :schema and table_type = 'BASE TABLE'"
                        + " and table_name not in ('core_state', 'bookmark', 'index_set_aside')")
                .param("schema", schema)
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        for (String table : tables) {
            digests.put(
                    table,
                    database.sql("select count(*) || ' ' || coalesce(md5(string_agg(each_row::text, '|'"
                                    + " order by each_row::text)), '') from " + schema + ".\"" + table
                                    + "\" as each_row")
                            .query(String.class)
                            .single());
        }
        return digests;
    }
}
