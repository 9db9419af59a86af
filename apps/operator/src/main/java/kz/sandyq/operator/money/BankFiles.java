package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that a bank sent, and those that were sent to it. */
@Component
class BankFiles {
    private final JdbcClient jdbc;

    BankFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message of the bank; the fault is null when it was taken. */
    record Incoming(
            long id,
            String name,
            long sizeBytes,
            Instant receivedAt,
            String state,
            int movements,
            @Nullable String faultCode,
            @Nullable String faultPath,
            @Nullable Integer faultLine) {}

    /** A payment order of ours. */
    record Outgoing(
            long id,
            String messageId,
            String state,
            Instant createdAt,
            @Nullable Instant sentAt) {}

    /** The newest messages of a bank. */
    List<Incoming> incoming(long bankAccountId, int limit) {
        return Rows.list(
                jdbc.sql("""
                        select id, name, size_bytes, received_at, state, movements, fault_code, fault_path, fault_line
                        from operator.bank_file where bank_account_id = :bank order by id desc limit :limit""").param("bank", bankAccountId).param("limit", limit).query(Incoming.class));
    }

    /** The newest payment orders to a bank. */
    List<Outgoing> outgoing(long bankAccountId, int limit) {
        return Rows.list(
                jdbc.sql("""
                        select id, message_id, state, created_at, sent_at
                        from operator.payment_file where bank_account_id = :bank order by id desc limit :limit""").param("bank", bankAccountId).param("limit", limit).query(Outgoing.class));
    }
}
