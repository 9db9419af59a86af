package kz.sandyq.operator.trading;

import java.io.IOException;
import java.time.Duration;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.BookQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.ObjectMapper;

/**
 * The live book as server-sent events named {@code market}. The id of an event is the sequence of the log it shows; a
 * reader that names it in {@code Last-Event-ID} gets the trades he has missed.
 */
@RestController
@RequestMapping("/api/v1/instruments")
class FeedApi {
    private static final long LIFETIME_MS = Duration.ofMinutes(15).toMillis();
    private static final long RECONNECT_MS = 2_000;

    private final LiveFeed feed;
    private final BookQueries books;
    private final PublicId ids;
    private final CurrentActor actor;
    private final ObjectMapper json;

    FeedApi(LiveFeed feed, BookQueries books, PublicId ids, CurrentActor actor, ObjectMapper json) {
        this.feed = feed;
        this.books = books;
        this.ids = ids;
        this.actor = actor;
        this.json = json;
    }

    /**
     * Subscribes.
     *
     * @param after what a reader has seen elsewhere, when he has no last event yet
     */
    @GetMapping(path = "/{id}/feed", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter subscribe(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        long pair = ids.parse(id);
        if (books.instrument(pair).isEmpty()) {
            throw RefusedException.notFound();
        }
        long seen = sequence(lastEventId == null || lastEventId.isBlank() ? after : lastEventId);
        SseEmitter emitter = new SseEmitter(LIFETIME_MS);
        FeedSubscriber reader = feed.subscribe(pair, seen, actor.get().loginId(), new Stream(emitter, json));
        emitter.onCompletion(reader::drop);
        emitter.onTimeout(reader::drop);
        emitter.onError(fault -> reader.drop());
        return emitter;
    }

    private static long sequence(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new RefusedException("CURSOR_NOT_VALID").status(400);
        }
        return Long.parseLong(text);
    }

    private record Stream(SseEmitter emitter, ObjectMapper json) implements FeedTarget {
        @Override
        public void send(FeedEvent event) throws IOException {
            emitter.send(SseEmitter.event()
                    .name("market")
                    .id(Long.toString(event.sequence()))
                    .reconnectTime(RECONNECT_MS)
                    .data(json.writeValueAsString(event)));
        }

        @Override
        public void beat() throws IOException {
            emitter.send(SseEmitter.event().comment("alive"));
        }

        @Override
        public void close() {
            emitter.complete();
        }
    }
}
