package kz.sandyq.operator.trading;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.readmodel.ReadModelPosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the feed look whenever the read model has moved, but not more often than people can see. */
@Component
class FeedPump implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FeedPump.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PAUSE_NS = Duration.ofMillis(200).toNanos();

    private final LiveFeed feed;
    private final ReadModelPosition position;
    private @Nullable Thread thread;

    FeedPump(LiveFeed feed, ReadModelPosition position) {
        this.feed = feed;
        this.position = position;
    }

    @Override
    public void start() {
        feed.open();
        thread = Thread.ofVirtual().name("feed").start(this::run);
    }

    private void run() {
        long seen = 0;
        try {
            while (feed.awaitReaders()) {
                if (position.await(seen + 1, PATIENCE)) {
                    seen = position.bookmark().sequence();
                    look();
                }
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A round that fails is our fault; the next one may do better, and readers resume by sequence. */
    private void look() {
        try {
            feed.round();
        } catch (RuntimeException fault) {
            log.error("the live feed could not look at the market", fault);
        }
    }

    /** Readers are let go before the web server waits for their requests to end. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void stop() {
        feed.close();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
