package kz.sandyq.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.protocol.sbe.GroundDecoder;

/** Rows of the entries of one batch, until they are written together. */
final class Rows {
    private final Map<Table, List<Object[]>> waiting = new EnumMap<>(Table.class);
    private long sequence;
    private int eventIndex;
    private long recordedAtMs;

    void at(long atSequence, int index, long atMs) {
        sequence = atSequence;
        eventIndex = index;
        recordedAtMs = atMs;
    }

    void add(Table table, Object... columns) {
        List<Object> row = new ArrayList<>(List.of(columns));
        row.add(sequence);
        row.add(recordedAtMs);
        if (table.history()) {
            row.add(eventIndex);
        } else if (table.part()) {
            row.add(columns[0]);
        }
        waiting.computeIfAbsent(table, key -> new ArrayList<>()).add(row.toArray());
    }

    /** A row whose last columns are those of the document that the entry stands on. */
    void addOn(GroundDecoder ground, Table table, Object... columns) {
        List<Object> row = new ArrayList<>(List.of(columns));
        row.add(ground.documentKind());
        row.add(ground.documentEpochDay());
        row.add(ground.documentRef());
        row.add(ground.effectiveEpochDay());
        row.add(Bytes.hash(ground));
        add(table, row.toArray());
    }

    /** Writes the rows, one statement each. */
    void write(Connection connection) throws SQLException {
        for (Map.Entry<Table, List<Object[]>> table : waiting.entrySet()) {
            write(connection, table.getKey(), table.getValue());
        }
        waiting.clear();
    }

    /** Hands the rows over, so that many batches are written together. */
    void into(CopiedRows copied, Connection connection) throws SQLException {
        for (Map.Entry<Table, List<Object[]>> table : waiting.entrySet()) {
            copied.take(connection, table.getKey(), table.getValue());
        }
        waiting.clear();
    }

    static void write(Connection connection, Table table, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.sql())) {
            for (Object[] row : rows) {
                for (int column = 0; column < row.length; column++) {
                    statement.setObject(column + 1, row[column]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
