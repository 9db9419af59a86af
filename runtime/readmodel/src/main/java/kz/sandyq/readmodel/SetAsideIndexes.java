package kz.sandyq.readmodel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes that only questions need, dropped while a rebuild copies its rows and made again after it, each at once from
 * all rows. How they are made is kept in the database, so that a rebuild that was cut off loses none.
 */
final class SetAsideIndexes {
    private SetAsideIndexes() {}

    static void drop(Connection connection) throws SQLException {
        String questions =
                " from pg_index i join pg_class t on t.oid = i.indrelid join pg_class n on n.oid = i.indexrelid"
                        + " where t.relnamespace = 'readmodel'::regnamespace and not i.indisunique";
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into readmodel.index_set_aside select pg_get_indexdef(i.indexrelid)" + questions);
            for (String name : texts(statement, "select n.oid::regclass::text" + questions)) {
                statement.execute("drop index " + name);
            }
        }
    }

    /** Makes again what a rebuild has set aside; nothing when there is nothing. */
    static void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> definitions = texts(statement, "select definition from readmodel.index_set_aside order by 1");
            if (definitions.isEmpty()) {
                return;
            }
            statement.execute("set local maintenance_work_mem = '256MB'");
            for (String definition : definitions) {
                statement.execute(definition);
            }
            statement.execute("delete from readmodel.index_set_aside");
        }
    }

    private static List<String> texts(Statement statement, String question) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
