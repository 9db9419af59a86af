package kz.sandyq.readmodel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Replica;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The projector's own core, kept beside its rows: records of a snapshot, each after its length in four bytes. */
final class CoreState {
    private CoreState() {}

    record Stored(MarketCore core, long logPosition) {}

    /** A core as it was after an entry, to be stored once the rows are further than that. */
    record Taken(byte[] snapshot, long sequence, long logPosition) {}

    static Taken take(Replica replica, long logPosition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        replica.writeSnapshot((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
            out.writeBytes(bytes);
        });
        return new Taken(out.toByteArray(), replica.core().sequence(), logPosition);
    }

    static void write(Connection connection, Taken taken) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into readmodel.core_state"
                + " values (1, ?, ?, ?) on conflict (id) do update set log_position = excluded.log_position,"
                + " sequence = excluded.sequence, snapshot = excluded.snapshot")) {
            statement.setLong(1, taken.logPosition());
            statement.setLong(2, taken.sequence());
            statement.setBytes(3, taken.snapshot());
            statement.executeUpdate();
        }
    }

    static @Nullable Stored read(Connection connection, EventSink sink) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select log_position, snapshot from readmodel.core_state");
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            byte[] snapshot = row.getBytes("snapshot");
            UnsafeBuffer buffer = new UnsafeBuffer(snapshot);
            ByteBuffer lengths = ByteBuffer.wrap(snapshot);
            MarketCore.Restore restore = MarketCore.restore(sink);
            int offset = 0;
            while (offset < snapshot.length) {
                int length = lengths.getInt(offset);
                restore.onRecord(buffer, offset + 4, length);
                offset += 4 + length;
            }
            return new Stored(restore.finish(), row.getLong("log_position"));
        }
    }
}
