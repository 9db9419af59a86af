package kz.sandyq.readmodel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database's advisory lock of the one projector that writes; it ends with the session that took it. */
final class WriterLock {
    private static final String KEY = "hashtext('readmodel'), hashtext('projector')";

    private WriterLock() {}

    static void take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new ProjectionException("Another projector has this read model open");
            }
        }
    }

    /** Gives it back, so that the connection may go to a pool. Harmless when it was never taken. */
    static void release(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        }
    }
}
