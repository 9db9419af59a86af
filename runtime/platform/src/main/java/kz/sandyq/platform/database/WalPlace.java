package kz.sandyq.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A place in a server's write-ahead log.
 *
 * @param system which server, as it and its copies call themselves
 * @param lsn of the next record, such as {@code 0/3000148}
 * @param file in which it lies
 */
public record WalPlace(String system, String lsn, String file) {
    /** Whether it lies before another place of the same server. */
    public boolean isBefore(WalPlace other) {
        return Long.compareUnsigned(number(), other.number()) < 0;
    }

    private long number() {
        String[] halves = lsn.split("/", 2);
        return Long.parseLong(halves[0], 16) << Integer.SIZE | Long.parseLong(halves[1], 16);
    }

    /**
     * Where a server writes now: what is committed before the call lies before it.
     *
     * @throws SQLException when the server does not say it
     */
    public static WalPlace now(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select system_identifier::text, lsn::text, pg_walfile_name(lsn)"
                        + " from pg_control_system(), pg_current_wal_insert_lsn() as lsn")) {
            row.next();
            return new WalPlace(row.getString(1), row.getString(2), row.getString(3));
        }
    }
}
