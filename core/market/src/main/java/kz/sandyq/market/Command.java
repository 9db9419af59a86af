package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The command in hand: its bytes, taken over from the host's buffer, who sent it, and what it will be answered. */
final class Command {
    static final int OK = RejectCode.APPLIED;
    private static final int FIRST_SIZE = 1_024;

    final CommandHeaderDecoder header = new CommandHeaderDecoder();
    /** The whole message, and then what may be anything. */
    byte[] bytes = new byte[FIRST_SIZE];

    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    int template;
    /** First byte of the block, behind the message header. */
    int offset;

    int blockLength;
    int version;
    /** One past the last byte. */
    int limit;

    int headerVersion;
    long keyHigh;
    long keyLow;
    long keyCreatedAtMs;

    long resultId;
    long resultAmount;

    /**
     * Takes a message over and reads its message header and what every command is asked for. False when it is none:
     * too short, of another schema, or of no template.
     */
    boolean take(DirectBuffer from, int at, int length) {
        template = 0;
        resultId = 0;
        resultAmount = 0;
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        if (length + Content.BEHIND > bytes.length) {
            bytes = new byte[length + Content.BEHIND];
            buffer = new UnsafeBuffer(bytes);
        }
        from.getBytes(at, bytes, 0, length);
        blockLength = Fields.getUnsignedShort(bytes, MessageHeaderDecoder.blockLengthEncodingOffset());
        template = Fields.getUnsignedShort(bytes, MessageHeaderDecoder.templateIdEncodingOffset());
        version = Fields.getUnsignedShort(bytes, MessageHeaderDecoder.versionEncodingOffset());
        offset = MessageHeaderDecoder.ENCODED_LENGTH;
        limit = length;
        int needed = Templates.blockLength(template);
        if (Fields.getUnsignedShort(bytes, MessageHeaderDecoder.schemaIdEncodingOffset())
                        != MessageHeaderDecoder.SCHEMA_ID
                || needed == 0
                || blockLength < needed
                || offset + blockLength > limit) {
            return false;
        }
        header.wrap(buffer, offset);
        headerVersion = Fields.getUnsignedShort(bytes, offset + CommandHeaderDecoder.versionEncodingOffset());
        keyHigh = getLong(CommandHeaderDecoder.keyHighEncodingOffset());
        keyLow = getLong(CommandHeaderDecoder.keyLowEncodingOffset());
        keyCreatedAtMs = getLong(CommandHeaderDecoder.keyCreatedAtMsEncodingOffset());
        return true;
    }

    /** Makes its bytes those of another one, of which it is a part. */
    void share(Command whole) {
        bytes = whole.bytes;
        buffer = whole.buffer;
        version = whole.version;
        header.wrap(buffer, whole.offset);
    }

    /** A field of its block. */
    long getLong(int at) {
        return Fields.getLong(bytes, offset + at);
    }

    /** A field of its block that is one of a few values. */
    int getRaw(int at) {
        return Fields.getUnsignedByte(bytes, offset + at);
    }

    /** Two natural persons stand behind it: both named, and different. */
    boolean hasTwoPersons() {
        long first = header.firstPersonRef();
        long second = header.secondPersonRef();
        return first != 0 && second != 0 && first != second;
    }

    /** Whether a ground may stand: an earlier day needs a document, a later one is refused. */
    static int checkGround(GroundDecoder ground, int legalDay, boolean documentNeeded, boolean reversal) {
        int effective = ground.effectiveEpochDay();
        if (effective != 0 && effective > legalDay) {
            return RejectCode.EFFECTIVE_DATE_IN_FUTURE.number();
        }
        boolean earlier = effective != 0 && effective < legalDay && !reversal;
        return (documentNeeded || earlier) && ground.documentKind() == 0 ? RejectCode.GROUND_REQUIRED.number() : OK;
    }

    static int effectiveDay(GroundDecoder ground, int legalDay) {
        return ground.effectiveEpochDay() == 0 ? legalDay : ground.effectiveEpochDay();
    }
}
