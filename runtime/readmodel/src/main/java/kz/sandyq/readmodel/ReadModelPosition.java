package kz.sandyq.readmodel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** How far the rows are, to wait on: whoever has a reply reads his own write. Safe for many threads. */
public final class ReadModelPosition {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private Bookmark bookmark = new Bookmark(0, 0, 0, 0, 0);

    private record Waiting(Predicate<Bookmark> enough, Condition reached) {}

    void reached(Bookmark next) {
        lock.lock();
        try {
            bookmark = next;
            // Each has a condition of its own: whoever would only find that it is not his turn sleeps on.
            for (Waiting each : waiting) {
                if (each.enough().test(next)) {
                    each.reached().signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest bookmark. */
    public Bookmark bookmark() {
        lock.lock();
        try {
            return bookmark;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the rows hold a sequence; false when the time-out came first. */
    public boolean await(long sequence, Duration timeout) {
        return await(at -> at.sequence() >= sequence, timeout);
    }

    /** Waits until an entry later than a moment is in the rows, so that nothing can be added to it any more. */
    public boolean awaitAfter(long momentMs, Duration timeout) {
        return await(at -> at.recordedAtMs() > momentMs, timeout);
    }

    private boolean await(Predicate<Bookmark> enough, Duration timeout) {
        long leftNanos = timeout.toNanos();
        Waiting own = new Waiting(enough, lock.newCondition());
        lock.lock();
        try {
            waiting.add(own);
            while (!enough.test(bookmark)) {
                if (leftNanos <= 0) {
                    return false;
                }
                leftNanos = own.reached().awaitNanos(leftNanos);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.remove(own);
            lock.unlock();
        }
    }

    /** Time-out of a question at an open moment. */
    static final Duration OPEN_MOMENT = Duration.ofSeconds(1);
}
