package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.FactRecordedEncoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.Hash256Decoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RecordFactsDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Facts of the house (proof.md 6): what staff did, which papers were issued. Only their salted commitments come here;
 * they move nothing and leave nothing in the state but the sequence that they took.
 */
final class Facts {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MAX_FACTS = 64;
    private static final int COMMITMENT_LENGTH = Hash256Decoder.ENCODED_LENGTH;

    private final Events events;
    private final RecordFactsDecoder record = new RecordFactsDecoder();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + FactRecordedEncoder.BLOCK_LENGTH]);
    private final FactRecordedEncoder recorded = new FactRecordedEncoder();

    Facts(Events events) {
        this.events = events;
    }

    int record(Command command) {
        RecordFactsDecoder in = record.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        RecordFactsDecoder.FactsDecoder group = in.facts();
        int entryLength = group.actingBlockLength();
        int count = group.count();
        if (entryLength < RecordFactsDecoder.FactsDecoder.sbeBlockLength()
                || groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) entryLength * count > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        if (count < 1 || count > MAX_FACTS || !allStand(group)) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        RecordFactsDecoder.FactsDecoder facts = in.sbeRewind().facts();
        while (facts.hasNext()) {
            facts.next();
            say(facts.kind(), facts.commitment());
        }
        command.resultAmount = count;
        return Command.OK;
    }

    private static boolean allStand(RecordFactsDecoder.FactsDecoder group) {
        while (group.hasNext()) {
            group.next();
            boolean known =
                    group.kindRaw() >= FactKind.AUDIT.value() && group.kindRaw() <= FactKind.CONFIRMATION.value();
            if (!known || isZero(group.commitment())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(Hash256Decoder commitment) {
        long bits = 0;
        for (int at = 0; at < COMMITMENT_LENGTH; at += Long.BYTES) {
            bits |= commitment.buffer().getLong(commitment.offset() + at);
        }
        return bits == 0;
    }

    private void say(FactKind kind, Hash256Decoder commitment) {
        recorded.wrapAndApplyHeader(buffer, 0, messageHeader).kind(kind);
        buffer.putBytes(
                HEADER + FactRecordedEncoder.commitmentEncodingOffset(),
                commitment.buffer(),
                commitment.offset(),
                COMMITMENT_LENGTH);
        events.emit(buffer, HEADER + FactRecordedEncoder.BLOCK_LENGTH);
    }
}
