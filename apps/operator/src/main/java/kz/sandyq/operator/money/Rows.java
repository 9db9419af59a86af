package kz.sandyq.operator.money;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;

/** Rows that are mapped to records and therefore never null. */
final class Rows {
    private Rows() {}

    static <T> List<T> list(MappedQuerySpec<T> query) {
        return query.list().stream().map(Objects::requireNonNull).toList();
    }
}
