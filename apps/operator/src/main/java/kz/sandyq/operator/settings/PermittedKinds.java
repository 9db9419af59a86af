package kz.sandyq.operator.settings;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Versions of the regulator's list of permitted base assets, as the custody desk entered them. */
@Component
class PermittedKinds {
    private final JdbcClient database;

    PermittedKinds(JdbcClient database) {
        this.database = database;
    }

    /** A version; its kinds are names of {@code BaseAssetKind}. */
    record Version(LocalDate validFrom, List<String> kinds, String source) {}

    List<Version> newestFirst() {
        return database.sql(
                        "select valid_from, kinds, source from operator.permitted_base_asset order by valid_from desc")
                .query((row, number) -> new Version(
                        row.getDate("valid_from").toLocalDate(),
                        List.of((String[]) row.getArray("kinds").getArray()),
                        row.getString("source")))
                .list();
    }
}
