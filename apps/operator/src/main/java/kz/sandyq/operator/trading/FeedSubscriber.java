package kz.sandyq.operator.trading;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader of the feed: a bounded queue and a thread of its own that empties it. A full queue ends the reader. */
final class FeedSubscriber {
    /** Events that may wait for a reader. */
    static final int QUEUE_MAX = 64;

    private static final Logger log = LoggerFactory.getLogger(FeedSubscriber.class);
    private static final long BEAT_MS = Duration.ofSeconds(15).toMillis();

    private final ArrayBlockingQueue<FeedEvent> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final long loginId;
    private final FeedTarget target;
    private final Consumer<FeedSubscriber> ended;
    private final Thread thread;
    private volatile boolean open = true;

    FeedSubscriber(long loginId, FeedTarget target, Consumer<FeedSubscriber> ended) {
        this.loginId = loginId;
        this.target = target;
        this.ended = ended;
        this.thread = Thread.ofVirtual().name("feed reader of login " + loginId).unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    long loginId() {
        return loginId;
    }

    /** Puts an event into the queue; a reader that is too slow for it is dropped. */
    void offer(FeedEvent event) {
        if (!queue.offer(event)) {
            log.info("a reader of the feed is dropped: {} events wait for login {}", QUEUE_MAX, loginId);
            drop();
        }
    }

    /** Ends the reader; harmless when it has ended. */
    void drop() {
        open = false;
        thread.interrupt();
    }

    private void write() {
        try {
            while (open) {
                FeedEvent next = queue.poll(BEAT_MS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    target.beat();
                } else {
                    target.send(next);
                }
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("a reader of the feed has gone", gone);
        } catch (InterruptedException dropped) {
            Thread.currentThread().interrupt();
        } finally {
            open = false;
            ended.accept(this);
            target.close();
        }
    }
}
