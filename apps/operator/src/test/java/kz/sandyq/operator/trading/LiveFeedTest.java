package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import kz.sandyq.operator.trading.MarketViews.LevelView;
import kz.sandyq.operator.trading.MarketViews.TradeView;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody who keeps up is told everything once; who does not is dropped alone. */
class LiveFeedTest {
    private static final long PAIR = 7;

    private final Market market = new Market();
    private final LiveFeed feed = new LiveFeed(market);

    /** A pair in memory. */
    private static final class Market implements FeedSource {
        private final List<TradeView> trades = new ArrayList<>();
        private long sequence = 10;
        private String best = "100.00";

        void trade() {
            sequence++;
            trades.add(new TradeView(
                    "1-" + sequence, best, "1", best, "BUY", false, sequence, "2026-11-20T00:00:00.000Z"));
        }

        void price(String price) {
            sequence++;
            best = price;
        }

        @Override
        public FeedEvent now(long instrumentId) {
            List<LevelView> bids = List.of(new LevelView(best, "1", 1));
            return new FeedEvent("1-7", sequence, "OPEN", false, bids, List.of(), List.of());
        }

        @Override
        public List<TradeView> trades(long instrumentId, long after, long until, int limit) {
            return trades.stream()
                    .filter(each -> each.sequence() > after && each.sequence() <= until)
                    .limit(limit)
                    .toList();
        }
    }

    /** A reader that keeps what it gets, or stands still. */
    private static final class Reader implements FeedTarget {
        private final List<FeedEvent> events = new ArrayList<>();
        private final CountDownLatch gate;
        private boolean closed;

        Reader(boolean standsStill) {
            gate = new CountDownLatch(standsStill ? 1 : 0);
        }

        @Override
        public void send(FeedEvent event) {
            try {
                gate.await();
            } catch (InterruptedException dropped) {
                throw new IllegalStateException(dropped);
            }
            synchronized (this) {
                events.add(event);
            }
        }

        @Override
        public void beat() {
            throw new AssertionError("no beat is due yet");
        }

        @Override
        public synchronized void close() {
            closed = true;
        }

        synchronized int size() {
            return events.size();
        }

        synchronized boolean closed() {
            return closed;
        }

        synchronized List<Long> traded() {
            return events.stream()
                    .flatMap(each -> each.trades().stream())
                    .map(TradeView::sequence)
                    .toList();
        }
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void firstTheBookAsItStandsThenOnlyWhatChanges() {
        market.trade();
        Reader reader = reader(0);
        TradingTest.await(() -> reader.size() == 1);
        assertThat(reader.traded())
                .as("a new reader asks for past trades elsewhere")
                .isEmpty();
        feed.round();
        market.price("101.00");
        feed.round();
        market.trade();
        market.trade();
        feed.round();
        feed.round();
        TradingTest.await(() -> reader.size() == 3);
        assertThat(reader.events.get(1).bids().getFirst().price()).isEqualTo("101.00");
        assertThat(reader.traded()).containsExactly(13L, 14L);
        assertThat(reader.events.get(2).sequence()).isEqualTo(14);
    }

    @Test
    void whoComesBackGetsWhatHeMissedAndNothingTwice() {
        Reader steady = reader(0);
        market.trade();
        feed.round();
        market.trade();
        Reader back = reader(11);
        market.trade();
        feed.round();
        TradingTest.await(() -> back.traded().size() == 2 && steady.traded().size() == 3);
        assertThat(back.traded()).containsExactly(12L, 13L);
        assertThat(steady.traded()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void whoMissedTooMuchIsToldToAskAnew() {
        LongStream.rangeClosed(0, LiveFeed.TRADES_MAX).forEach(each -> market.trade());
        Reader back = reader(10);
        TradingTest.await(() -> back.size() == 1);
        assertThat(back.events.getFirst().reset()).isTrue();
        assertThat(back.traded()).isEmpty();
    }

    @Test
    void readerThatStandsStillIsDroppedAndTheOthersMissNothing() {
        Reader still = new Reader(true);
        feed.subscribe(PAIR, 0, 1, still);
        Reader reader = reader(0);
        for (int i = 1; i <= FeedSubscriber.QUEUE_MAX + 2; i++) {
            market.trade();
            feed.round();
            int told = i;
            TradingTest.await(() -> reader.traded().size() == told);
        }
        TradingTest.await(still::closed);
        TradingTest.await(() -> feed.size() == 1);
        assertThat(reader.closed()).isFalse();
    }

    @Test
    void aClosedFeedTakesNobodyUntilItIsOpenedAgain() {
        feed.close();
        refused(2);
        feed.open();
        Reader reader = reader(0);
        TradingTest.await(() -> reader.size() == 1);
    }

    @Test
    void readersAreCountedByLoginAndInAll() {
        for (int i = 0; i < LiveFeed.READERS_OF_LOGIN_MAX; i++) {
            feed.subscribe(PAIR, 0, 1, new Reader(false));
        }
        refused(1);
        for (int i = feed.size(); i < LiveFeed.READERS_MAX; i++) {
            feed.subscribe(PAIR + i, 0, 100 + i, new Reader(false));
        }
        refused(2);
    }

    private void refused(long login) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> feed.subscribe(PAIR, 0, login, new Reader(false)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("FEED_FULL"))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    private Reader reader(long after) {
        Reader reader = new Reader(false);
        feed.subscribe(PAIR, after, 2, reader);
        return reader;
    }
}
