package kz.sandyq.market;

import kz.sandyq.market.Rows.RememberedKey;

/** The keys that are remembered and what they were answered: bounded by count and by cluster time (core.md 1.6). */
final class KeyWindow {
    /** Keys forgotten at most with one command, so that no command's work grows. */
    private static final int FORGET_STEP = 4;

    private final Table keys;
    private final Scalars scalars;
    private final KeyIndex index;
    private final CreationOrder byCreation;

    KeyWindow(Table keys, Scalars scalars) {
        this.keys = keys;
        this.scalars = scalars;
        index = new KeyIndex(keys);
        byCreation = new CreationOrder(keys);
    }

    int find(long high, long low) {
        return index.find(high, low);
    }

    /** Reads where a key would stand. */
    long peek(long high, long low) {
        return index.peek(high, low);
    }

    /** Reads where the keys stand that would make room for so many. */
    long peekOldest(int count) {
        long seen = 0;
        if (keys.isFull()) {
            int slot = byCreation.top();
            for (int i = 0; i < count && slot != Table.NONE; i++) {
                seen += index.peek(keys.get(slot, RememberedKey.HIGH), keys.get(slot, RememberedKey.LOW));
                slot = byCreation.behind(slot);
            }
        }
        return seen;
    }

    /** True when a key made at this time may have been remembered and forgotten. */
    boolean isTooOld(long createdAtMs) {
        return createdAtMs <= scalars.get(Scalars.FORGOTTEN_UP_TO)
                || keys.isFull() && createdAtMs <= keys.get(byCreation.top(), RememberedKey.CREATED);
    }

    void remember(
            long high, long low, long createdAtMs, long content, int rejectCode, long resultId, long resultAmount) {
        long sequence = scalars.get(Scalars.SEQUENCE);
        int slot = keys.isFull() ? keys.beginInPlaceOf(leaveOldest(), sequence) : keys.begin(sequence);
        keys.fill(slot, RememberedKey.HIGH, high);
        keys.fill(slot, RememberedKey.LOW, low);
        keys.fill(slot, RememberedKey.CREATED, createdAtMs);
        keys.fill(slot, RememberedKey.CONTENT, content);
        keys.fill(slot, RememberedKey.REJECT_CODE, rejectCode);
        keys.fill(slot, RememberedKey.RESULT_ID, resultId);
        keys.fill(slot, RememberedKey.RESULT_AMOUNT, resultAmount);
        keys.finish(slot);
        index.insert(slot);
        byCreation.insert(slot);
    }

    /** Forgets what is older than the window; stands still while the clock is suspect. */
    void forgetExpired() {
        if (scalars.get(Scalars.SUSPECT) != 0) {
            return;
        }
        long before = scalars.get(Scalars.NOW) - scalars.get(Scalars.KEY_WINDOW);
        for (int i = 0; i < FORGET_STEP && !byCreation.isEmpty(); i++) {
            if (keys.get(byCreation.top(), RememberedKey.CREATED) >= before) {
                return;
            }
            keys.release(leaveOldest());
        }
    }

    /** Takes the oldest key out of every order and returns its row. */
    private int leaveOldest() {
        int slot = byCreation.top();
        long createdAtMs = keys.get(slot, RememberedKey.CREATED);
        byCreation.removeTop();
        index.remove(slot);
        scalars.set(Scalars.FORGOTTEN_UP_TO, Math.max(scalars.get(Scalars.FORGOTTEN_UP_TO), createdAtMs));
        return slot;
    }

    void grow() {
        byCreation.grow();
        index.rebuild();
    }

    void rebuild() {
        index.rebuild();
        byCreation.rebuild();
    }
}
