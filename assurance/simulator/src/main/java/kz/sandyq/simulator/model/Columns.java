package kz.sandyq.simulator.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of the fast market's rows are called. The names are its own and not public: they are read from the
 * class, so that a column that comes is compared from its first day.
 */
final class Columns {
    private static final List<String> ROWS = List.of(
            "kz.sandyq.market.Rows",
            "kz.sandyq.market.MoneyRows",
            "kz.sandyq.market.SettlementRows",
            "kz.sandyq.market.TradingRows",
            "kz.sandyq.market.PermissionRows",
            "kz.sandyq.market.TransferRows",
            "kz.sandyq.market.WatchRows",
            "kz.sandyq.market.FeeRows",
            "kz.sandyq.market.BatchRows");
    private static final String SCALARS = "kz.sandyq.market.Scalars";
    /** Digests, which say nothing outside of the fast market. */
    private static final Set<String> OPAQUE = Set.of("CONTENT", "NUMBER_HIGH", "NUMBER_LOW");

    private record Table(String name, Map<Integer, String> columns) {}

    private static final Map<Integer, Table> TABLES = tables();
    private static final Map<Integer, String> SCALAR_NAMES = constants(load(SCALARS));

    private Columns() {}

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, Table> tables() {
        Map<Integer, Table> tables = new HashMap<>();
        for (String rows : ROWS) {
            for (Class<?> table : load(rows).getDeclaredClasses()) {
                Map<Integer, String> columns = constants(table);
                int hashed = value(table, "HASHED");
                columns.keySet().removeIf(column -> column >= hashed);
                tables.put(value(table, "KIND"), new Table(table.getSimpleName(), columns));
            }
        }
        return tables;
    }

    /** A name may stand for several slots, one for each activity. */
    private static String scalar(int slot) {
        int first = slot;
        while (!SCALAR_NAMES.containsKey(first)) {
            first--;
        }
        return SCALAR_NAMES.get(first) + (first == slot ? "" : "+" + (slot - first));
    }

    private static Map<Integer, String> constants(Class<?> type) {
        Map<Integer, String> names = new HashMap<>();
        Set<String> others = Set.of("KIND", "HASHED", "WIDTH", "COUNT");
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getType() == int.class
                    && !others.contains(field.getName())) {
                names.put(value(type, field.getName()), field.getName());
            }
        }
        return names;
    }

    private static int value(Class<?> type, String constant) {
        try {
            Field field = type.getDeclaredField(constant);
            field.setAccessible(true);
            return field.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + "." + constant, e);
        }
    }

    /** One row of a snapshot as text; empty for a row without a logical column. */
    static String row(ByteBuffer record, int from, int longs) {
        int kind = (int) record.getLong(from);
        int slot = (int) record.getLong(from + Long.BYTES);
        if (kind == 0) {
            long value = record.getLong(from + 3 * Long.BYTES);
            return value == 0 ? "" : scalar(slot) + "=" + value;
        }
        Table table = TABLES.get(kind);
        if (table == null) {
            throw new IllegalStateException("no columns of table " + kind);
        }
        if (table.columns.isEmpty()) {
            return "";
        }
        Row row = new Row(table.name);
        for (int column = 0; column < longs - 2; column++) {
            String name = table.columns.get(column);
            if (name != null && !OPAQUE.contains(name)) {
                row.with(name, record.getLong(from + (2 + column) * Long.BYTES));
            }
        }
        return row.toString();
    }
}
