package kz.sandyq.market;

import java.util.List;
import kz.sandyq.market.BatchRows.ItemResult;
import kz.sandyq.market.Rows.RememberedKey;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;

/**
 * The keys that are remembered and what they were answered: bounded by count and by cluster time (core.md 1.6). The key
 * of a batch is remembered with a row for the answer to each of its items, which count as keys do.
 */
final class KeyWindow {
    /** Keys forgotten at most with one command, so that no command's work grows; a batch is the last of its step. */
    private static final int FORGET_STEP = 4;

    private final Table keys;
    private final Table results;
    private final Scalars scalars;
    private final KeyIndex index;
    private final CreationOrder byCreation;
    private final SlotIndex resultSequences;

    KeyWindow(Table keys, Scalars scalars, StateHash hash) {
        this.keys = keys;
        this.scalars = scalars;
        results = new Table(ItemResult.KIND, ItemResult.WIDTH, ItemResult.HASHED, keys.capacity(), hash);
        index = new KeyIndex(keys);
        byCreation = new CreationOrder(keys);
        resultSequences = new SlotIndex(results, ItemResult.SEQUENCE, ItemResult.SEQUENCE);
    }

    List<Table> tables() {
        return List.of(results);
    }

    private boolean isFull() {
        return keys.live() + results.live() >= keys.capacity();
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
        if (isFull()) {
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
                || isFull() && createdAtMs <= keys.get(byCreation.top(), RememberedKey.CREATED);
    }

    void remember(
            long high, long low, long createdAtMs, long content, int rejectCode, long resultId, long resultAmount) {
        long sequence = scalars.get(Scalars.SEQUENCE);
        int slot = isFull() ? keys.beginInPlaceOf(leaveOldest(), sequence) : keys.begin(sequence);
        enter(slot, high, low, createdAtMs, content, rejectCode, resultId, resultAmount);
    }

    private void enter(
            int slot,
            long high,
            long low,
            long createdAtMs,
            long content,
            int rejectCode,
            long resultId,
            long resultAmount) {
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

    /** Remembers a batch by its first sequence: of each item what was made, or the code of its refusal, negative. */
    void rememberBatch(
            CommandHeaderDecoder header, long content, long first, int items, long[] outcomes, long[] amounts) {
        while (keys.live() + results.live() + items >= keys.capacity()) {
            keys.release(leaveOldest());
        }
        int slot = keys.begin(first);
        enter(slot, header.keyHigh(), header.keyLow(), header.keyCreatedAtMs(), content, -items, 0, 0);
        for (int i = 0; i < items; i++) {
            int result = results.begin(first + i);
            results.fill(result, ItemResult.OUTCOME, outcomes[i]);
            results.fill(result, ItemResult.AMOUNT, amounts[i]);
            results.finish(result);
            resultSequences.insert(result);
        }
    }

    /** Id of what an item of a remembered batch made, or the code of its refusal, negative. */
    long outcome(long sequence) {
        return results.get(resultSequences.find(sequence), ItemResult.OUTCOME);
    }

    long amount(long sequence) {
        return results.get(resultSequences.find(sequence), ItemResult.AMOUNT);
    }

    /** How many rows of results a key has. */
    private int items(int slot) {
        return Math.max(0, -keys.getInt(slot, RememberedKey.REJECT_CODE));
    }

    /** Every result belongs to a key. */
    void check() {
        int items = 0;
        for (int slot = 0; slot < keys.high(); slot++) {
            for (int i = 0; i < items(slot); i++) {
                long sequence = keys.get(slot, RememberedKey.SEQUENCE) + i;
                Check.that(resultSequences.find(sequence) != Table.NONE, "batch lacks the result of", sequence);
                items++;
            }
        }
        Check.that(items == results.live(), "results without a key", results.live() - items);
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
            boolean batch = items(byCreation.top()) > 0;
            keys.release(leaveOldest());
            if (batch) {
                return;
            }
        }
    }

    /** Takes the oldest key out of every order and returns its row. */
    private int leaveOldest() {
        int slot = byCreation.top();
        long createdAtMs = keys.get(slot, RememberedKey.CREATED);
        byCreation.removeTop();
        index.remove(slot);
        for (int i = 0; i < items(slot); i++) {
            int result = resultSequences.find(keys.get(slot, RememberedKey.SEQUENCE) + i);
            resultSequences.remove(result);
            results.release(result);
        }
        scalars.set(Scalars.FORGOTTEN_UP_TO, Math.max(scalars.get(Scalars.FORGOTTEN_UP_TO), createdAtMs));
        return slot;
    }

    void grow() {
        results.grow(keys.capacity());
        byCreation.grow();
        index.rebuild();
        resultSequences.rebuild();
    }

    void rebuild() {
        index.rebuild();
        resultSequences.rebuild();
        byCreation.rebuild();
    }
}
