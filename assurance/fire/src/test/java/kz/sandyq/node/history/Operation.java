package kz.sandyq.node.history;

import kz.sandyq.protocol.command.Key;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as its client knows it.
 *
 * @param key that it was sent with
 * @param fromAccount whose money goes
 * @param toAccount whose it becomes
 * @param amountMinor how much
 * @param sentNs when it was first sent, by the clock of all clients
 * @param answer what the client was told; null when no answer came
 */
public record Operation(
        Key key,
        long fromAccount,
        long toAccount,
        long amountMinor,
        long sentNs,
        @Nullable Answer answer) {
    /**
     * What a client was told.
     *
     * @param sequence of the entry that decided it
     * @param rejectCode 0: carried out
     * @param toldNs when
     */
    public record Answer(long sequence, int rejectCode, long toldNs) {}

    /** The same when its answer came. */
    public Operation answered(Answer told) {
        return new Operation(key, fromAccount, toAccount, amountMinor, sentNs, told);
    }
}
