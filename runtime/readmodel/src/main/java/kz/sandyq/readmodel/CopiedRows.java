package kz.sandyq.readmodel;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of many batches written by COPY, as a rebuild does: histories at once, of everything else only what is left of
 * it when a transaction ends.
 */
final class CopiedRows {
    private static final int BUFFER = 1 << 16;

    private final Map<Table, Map<List<Object>, Object[]>> newest = new EnumMap<>(Table.class);
    private final Map<Table, List<Object[]>> waiting = new EnumMap<>(Table.class);

    /** Takes the rows of a batch. */
    void take(Connection connection, Table table, List<Object[]> rows) throws SQLException {
        if (table.ownPlace()) {
            copy(connection, table.table(), table, rows);
        } else if (table.kind() == Table.Kind.CURRENT) {
            Map<List<Object>, Object[]> known = newest.computeIfAbsent(table, key -> new LinkedHashMap<>());
            rows.forEach(row -> known.put(List.of(Arrays.copyOf(row, table.keys())), row));
        } else {
            waiting.computeIfAbsent(table, key -> new ArrayList<>()).addAll(rows);
        }
    }

    /** Writes what has been kept back, before the transaction is committed. */
    void write(Connection connection) throws SQLException {
        for (Table table : Table.values()) {
            Map<List<Object>, Object[]> current = newest.remove(table);
            List<Object[]> others = waiting.remove(table);
            if (current != null) {
                stage(connection, table, current.values());
            } else if (others != null && (table.part() || table.kind() == Table.Kind.COUNT)) {
                Rows.write(connection, table, others);
            } else if (others != null) {
                stage(connection, table, others);
            }
        }
    }

    private static void stage(Connection connection, Table table, Iterable<Object[]> rows) throws SQLException {
        String staged = "pg_temp.staged_" + table.name().toLowerCase(Locale.ROOT);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists " + staged.substring("pg_temp.".length())
                    + " (like " + table.table() + " including defaults) on commit delete rows");
            copy(connection, staged, table, rows);
            String columns = String.join(", ", table.all());
            statement.execute(table.insert() + " select " + columns + " from " + staged + table.onConflict());
        }
    }

    private static void copy(Connection connection, String into, Table table, Iterable<Object[]> rows)
            throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " (" + String.join(", ", table.all()) + ") from stdin");
        try {
            StringBuilder text = new StringBuilder(BUFFER + 1_024);
            for (Object[] row : rows) {
                line(text, row);
                if (text.length() > BUFFER) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void line(StringBuilder text, Object[] row) {
        for (int column = 0; column < row.length; column++) {
            if (column > 0) {
                text.append('\t');
            }
            value(text, row[column]);
        }
        text.append('\n');
    }

    /** A value in the text format of COPY. */
    private static void value(StringBuilder text, Object value) {
        switch (value) {
            case byte[] bytes -> {
                text.append("\\\\x");
                text.append(HexFormat.of().formatHex(bytes));
            }
            case String words -> escaped(text, words);
            default -> text.append(value);
        }
    }

    private static void escaped(StringBuilder text, String words) {
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
    }
}
