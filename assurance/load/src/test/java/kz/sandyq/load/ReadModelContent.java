package kz.sandyq.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Every row of the read model at one sequence, a digest a table.
 *
 * @param tables name of a table -> rows and their digest; the bookmark and the projector's own state are not rows
 */
record ReadModelContent(long sequence, long hashHigh, long hashLow, Map<String, String> tables) {
    static ReadModelContent read(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("select quote_ident(tablename) from pg_tables"
                    + " where schemaname = 'readmodel'"
                    + " and tablename not in ('bookmark', 'core_state', 'index_set_aside') order by 1")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            Map<String, String> tables = new TreeMap<>();
            for (String name : names) {
                tables.put(name, digest(statement, name));
            }
            ReadModelContent content;
            try (ResultSet row = statement.executeQuery(
                    "select sequence, state_hash_high, state_hash_low from readmodel.bookmark")) {
                row.next();
                content = new ReadModelContent(row.getLong(1), row.getLong(2), row.getLong(3), tables);
            }
            connection.rollback();
            return content;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String digest(Statement statement, String table) throws SQLException {
        String rows = "select count(*), coalesce(md5(string_agg(md5(line::text), '' order by md5(line::text)"
                + " collate \"C\")), '-') from readmodel." + table + " line";
        try (ResultSet row = statement.executeQuery(rows)) {
            row.next();
            return row.getLong(1) + ":" + row.getString(2);
        }
    }

    long rows() {
        return tables.values().stream()
                .mapToLong(digest -> Long.parseLong(digest.substring(0, digest.indexOf(':'))))
                .sum();
    }

    String line() {
        return Stream.concat(
                        Stream.of(String.valueOf(sequence), String.valueOf(hashHigh), String.valueOf(hashLow)),
                        tables.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                .collect(Collectors.joining(" "));
    }

    static ReadModelContent of(String line) {
        String[] words = line.split(" ", -1);
        Map<String, String> tables = new TreeMap<>();
        for (int i = 3; i < words.length; i++) {
            tables.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
        return new ReadModelContent(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), tables);
    }
}
