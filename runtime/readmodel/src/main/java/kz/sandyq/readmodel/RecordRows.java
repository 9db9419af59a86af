package kz.sandyq.readmodel;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Rows as records: each component from the column of its name, {@code bookingDate} from {@code booking_date}. A mapper
 * that tries several spellings pays for each wrong one with an exception of the driver, in every row.
 */
public final class RecordRows<T extends Record> implements RowMapper<T> {
    private static final ClassValue<RecordRows<?>> KNOWN = new ClassValue<>() {
        @Override
        protected RecordRows<?> computeValue(Class<?> type) {
            return new RecordRows<>(type.asSubclass(Record.class));
        }
    };

    private final Constructor<T> constructor;
    private final String[] columns;
    private final Class<?>[] types;

    private RecordRows(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        columns = Arrays.stream(components)
                .map(each -> JdbcUtils.convertPropertyNameToUnderscoreName(each.getName()))
                .toArray(String[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException everyRecordHasIt) {
            throw new IllegalStateException(everyRecordHasIt);
        }
    }

    /** The mapper of a record; one for all who ask. */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordRows<T> of(Class<T> type) {
        return (RecordRows<T>) KNOWN.get(type);
    }

    @Override
    public T mapRow(ResultSet row, int number) throws SQLException {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = value(row, row.findColumn(columns[i]), types[i]);
            if (values[i] == null && types[i].isPrimitive()) {
                throw new SQLException("column " + columns[i] + " has no value");
            }
        }
        return BeanUtils.instantiateClass(constructor, values);
    }

    private static @Nullable Object value(ResultSet row, int column, Class<?> type) throws SQLException {
        if (type == Instant.class) {
            Timestamp time = row.getTimestamp(column);
            return time == null ? null : time.toInstant();
        }
        if (type == LocalDate.class) {
            return row.getObject(column, LocalDate.class);
        }
        return JdbcUtils.getResultSetValue(row, column, type);
    }
}
