package kz.sandyq.platform.api;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What requests with a key were answered. Only what was done is kept: a refusal changed nothing, so it is decided anew.
 * A request that a killed process left at work is taken over by the next one; its commands bear the same key, so that
 * the log does them once.
 */
@Component
class AnsweredRequests {
    private final JdbcClient database;
    private final SandyqClock clock;
    private final UUID process = UUID.randomUUID();

    AnsweredRequests(JdbcClient database, SandyqClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An answer as it went out; a status from 200 to 399. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String etag,
            @Nullable String location,
            byte[] body) {}

    private record Known(
            byte[] requestHash, UUID process, @Nullable Answer answer) {}

    /**
     * Begins a request; empty when it is the first under this key, else what the first one was answered.
     *
     * @throws RefusedException IDEMPOTENCY_KEY_REUSED when the key stood on another request, REQUEST_AT_WORK while the
     *     first one has no answer yet (both 409)
     */
    Optional<Answer> begin(String owner, UUID key, byte[] requestHash) {
        int begun = database.sql("""
                        insert into platform.answered_request (owner, key, request_hash, process, started_at)
                        values (:owner, :key, :hash, :process, :now) on conflict do nothing""")
                .param("owner", owner)
                .param("key", key)
                .param("hash", requestHash)
                .param("process", process)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        if (begun == 1) {
            return Optional.empty();
        }
        Optional<Known> known = known(owner, key);
        if (known.isEmpty()) {
            throw atWork();
        }
        if (!Arrays.equals(known.get().requestHash(), requestHash)) {
            throw new RefusedException("IDEMPOTENCY_KEY_REUSED").status(409);
        }
        Answer answer = known.get().answer();
        if (answer != null) {
            return Optional.of(answer);
        }
        if (!takenOver(owner, key, known.get().process())) {
            throw atWork();
        }
        return Optional.empty();
    }

    /** Keeps an answer. */
    void finish(String owner, UUID key, Answer answer) {
        database.sql("""
                        update platform.answered_request set status = :status, content_type = :type, etag = :etag,
                        location = :location, body = :body where owner = :owner and key = :key""")
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("etag", answer.etag())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("owner", owner)
                .param("key", key)
                .update();
    }

    /** Forgets a request that changed nothing or of which nobody knows. */
    void forget(String owner, UUID key) {
        database.sql("delete from platform.answered_request where owner = :owner and key = :key and status is null")
                .param("owner", owner)
                .param("key", key)
                .update();
    }

    private Optional<Known> known(String owner, UUID key) {
        return database.sql("select * from platform.answered_request where owner = :owner and key = :key")
                .param("owner", owner)
                .param("key", key)
                .query((row, number) -> new Known(
                        row.getBytes("request_hash"),
                        row.getObject("process", UUID.class),
                        row.getObject("status") == null
                                ? null
                                : new Answer(
                                        row.getInt("status"),
                                        row.getString("content_type"),
                                        row.getString("etag"),
                                        row.getString("location"),
                                        row.getBytes("body"))))
                .optional();
    }

    private boolean takenOver(String owner, UUID key, UUID from) {
        return !from.equals(process)
                && database.sql("update platform.answered_request set process = :process"
                                        + " where owner = :owner and key = :key and process = :from and status is null")
                                .param("process", process)
                                .param("owner", owner)
                                .param("key", key)
                                .param("from", from)
                                .update()
                        == 1;
    }

    private static RefusedException atWork() {
        return new RefusedException("REQUEST_AT_WORK").status(409);
    }
}
