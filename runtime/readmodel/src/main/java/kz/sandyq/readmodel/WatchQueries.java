package kz.sandyq.readmodel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Watches over the connections of trading clients. */
public final class WatchQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public WatchQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A watch.
     *
     * @param timeoutMs 0 for no timer
     * @param keepsLasting whether GTC and GTD orders stay
     * @param status WATCHING, CANCELLING or ENDED
     * @param deadline absent when no timer runs
     */
    public record Watch(
            long watchId,
            long timeoutMs,
            boolean keepsLasting,
            String status,
            @Nullable Instant deadline,
            List<Long> accountIds,
            long sequence) {}

    /** Those of these accounts that have not ended, the newest first. */
    public List<Watch> of(Collection<Long> accountIds) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("select watch_id from readmodel.order_watch w where status <> 'ENDED' and exists (select 1"
                        + " from readmodel.order_watch_account a where a.watch_id = w.watch_id"
                        + " and a.account_id in (:accounts)) order by watch_id desc")
                .param("accounts", accountIds)
                .query((row, number) -> row.getLong("watch_id"))
                .list()
                .stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** One of them. */
    public Optional<Watch> find(long watchId) {
        return jdbc.sql("select * from readmodel.order_watch where watch_id = :id")
                .param("id", watchId)
                .query((row, number) -> new Watch(
                        watchId,
                        row.getLong("timeout_ms"),
                        row.getBoolean("keeps_lasting"),
                        row.getString("status"),
                        row.getLong("deadline_ms") == 0 ? null : Instant.ofEpochMilli(row.getLong("deadline_ms")),
                        accounts(watchId),
                        row.getLong("sequence")))
                .optional();
    }

    private List<Long> accounts(long watchId) {
        return jdbc.sql("select account_id from readmodel.order_watch_account where watch_id = :id order by account_id")
                .param("id", watchId)
                .query((row, number) -> row.getLong("account_id"))
                .list();
    }
}
