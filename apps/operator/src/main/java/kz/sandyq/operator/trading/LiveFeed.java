package kz.sandyq.operator.trading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Component;

/**
 * Books and trades as they change, for a bounded number of readers. A reader that does not keep up is dropped and may
 * resume after the last event it has seen. Changes of one round are sent as one event, so nothing is sent in part.
 */
@Component
class LiveFeed {
    /** Readers of the whole deployment. */
    static final int READERS_MAX = 256;

    /** Readers of one login. */
    static final int READERS_OF_LOGIN_MAX = 8;

    /** Trades in one event. */
    static final int TRADES_MAX = 500;

    private final FeedSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Map<Long, Channel> channels = new HashMap<>();
    private boolean closed;

    LiveFeed(FeedSource source) {
        this.source = source;
    }

    /** One pair with its readers and what they were told last. */
    private static final class Channel {
        private final List<FeedSubscriber> readers = new ArrayList<>();
        private FeedEvent last;

        private Channel(FeedEvent last) {
            this.last = last;
        }
    }

    /**
     * Adds a reader; his first event is the pair as it stands, with the trades after a sequence.
     *
     * @param afterSequence last event the reader has seen, 0 for none: then no past trades are sent
     * @throws RefusedException FEED_FULL (503)
     */
    FeedSubscriber subscribe(long instrumentId, long afterSequence, long loginId, FeedTarget target) {
        lock.lock();
        try {
            long ofLogin =
                    readers().stream().filter(each -> each.loginId() == loginId).count();
            if (closed || readers().size() >= READERS_MAX || ofLogin >= READERS_OF_LOGIN_MAX) {
                throw new RefusedException("FEED_FULL").status(503);
            }
            Channel channel = channels.get(instrumentId);
            if (channel == null) {
                channel = new Channel(source.now(instrumentId));
                channels.put(instrumentId, channel);
            } else {
                // The others are brought to this moment first, so that what follows is the same for all.
                publish(instrumentId, channel);
            }
            FeedSubscriber reader = new FeedSubscriber(loginId, target, each -> remove(instrumentId, each));
            channel.readers.add(reader);
            long after = afterSequence == 0 ? channel.last.sequence() : afterSequence;
            reader.offer(withTrades(instrumentId, after, channel.last));
            reader.start();
            wanted.signalAll();
            return reader;
        } finally {
            lock.unlock();
        }
    }

    /** Tells every reader what has changed since the last round. */
    void round() {
        lock.lock();
        try {
            channels.forEach(this::publish);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody reads; false when the feed has closed. */
    boolean awaitReaders() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && channels.isEmpty()) {
                wanted.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes readers, also after a close. */
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all readers and takes none until it is opened again. */
    void close() {
        lock.lock();
        try {
            closed = true;
            readers().forEach(FeedSubscriber::drop);
            wanted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Readers now. */
    int size() {
        lock.lock();
        try {
            return readers().size();
        } finally {
            lock.unlock();
        }
    }

    private List<FeedSubscriber> readers() {
        return channels.values().stream()
                .flatMap(channel -> channel.readers.stream())
                .toList();
    }

    private void publish(long instrumentId, Channel channel) {
        FeedEvent now = source.now(instrumentId);
        FeedEvent event = withTrades(instrumentId, channel.last.sequence(), now);
        if (event.reset() || !event.trades().isEmpty() || now.differs(channel.last)) {
            channel.readers.forEach(each -> each.offer(event));
        }
        channel.last = now;
    }

    private FeedEvent withTrades(long instrumentId, long after, FeedEvent now) {
        if (after >= now.sequence()) {
            return now;
        }
        List<MarketViews.TradeView> trades = source.trades(instrumentId, after, now.sequence(), TRADES_MAX + 1);
        return trades.size() > TRADES_MAX ? now.with(List.of(), true) : now.with(trades, false);
    }

    private void remove(long instrumentId, FeedSubscriber reader) {
        lock.lock();
        try {
            Channel channel = channels.get(instrumentId);
            if (channel != null && channel.readers.remove(reader) && channel.readers.isEmpty()) {
                channels.remove(instrumentId);
            }
        } finally {
            lock.unlock();
        }
    }
}
