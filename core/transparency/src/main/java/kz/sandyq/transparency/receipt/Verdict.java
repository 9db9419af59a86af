package kz.sandyq.transparency.receipt;

import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;

/** What a receipt comes to. */
public sealed interface Verdict {
    /**
     * The record stands in the log, and these vouch for it.
     *
     * @param sequence entry of the record
     * @param recordNumber 0 for the command, 1 and up for its events
     * @param record the record, SBE of the market's schema
     * @param header its block; the record is not later than the block's time
     * @param checkpoint the signed head of the proof log
     * @param nodes members of the policy's group {@code nodes} that cosigned, in the order of the policy
     * @param witnesses members of its group {@code witnesses} that cosigned; none: nobody outside of the operator
     * @param others those that cosigned and stand in neither group
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Proven(
            long sequence,
            int recordNumber,
            byte[] record,
            BlockHeader header,
            Checkpoint checkpoint,
            List<Cosigner> nodes,
            List<Cosigner> witnesses,
            List<Cosigner> others)
            implements Verdict {}

    /**
     * Nothing is shown.
     *
     * @param refusal why
     */
    record NotProven(Refusal refusal) implements Verdict {}
}
