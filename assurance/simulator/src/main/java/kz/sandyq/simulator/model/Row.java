package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** A row of the state as one line of text: its table, and each column that is not zero. */
final class Row {
    private final String table;
    private final Map<String, Long> columns = new TreeMap<>();

    Row(String table) {
        this.table = table;
    }

    Row with(String column, long value) {
        if (value != 0) {
            columns.put(column, value);
        }
        return this;
    }

    Row with(String column, boolean value) {
        return with(column, value ? 1 : 0);
    }

    Row with(String column, BigInteger value) {
        return with(column, value.longValueExact());
    }

    @Override
    public String toString() {
        return table + " " + columns;
    }
}
