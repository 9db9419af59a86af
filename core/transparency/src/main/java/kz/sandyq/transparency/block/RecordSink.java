package kz.sandyq.transparency.block;

/** Takes what a receipt needs of each record, for hosts that keep it until the block is finished. */
@FunctionalInterface
public interface RecordSink {
    /** For hosts that make no receipts. */
    RecordSink NONE = (sequence, number, salt, leafHash) -> {};

    /**
     * Called for each record, in order. The arrays are the builder's own and valid only during the call.
     *
     * @param sequence entry of the record
     * @param number of the record within its entry
     * @param salt the derived salt, 16 bytes
     * @param leafHash 32 bytes
     */
    void onRecord(long sequence, int number, byte[] salt, byte[] leafHash);
}
