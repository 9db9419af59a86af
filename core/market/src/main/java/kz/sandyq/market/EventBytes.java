package kz.sandyq.market;

import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One kind of event that comes many times in a command: its message header is written once, each field by its place in
 * the block, as the schema's encoder has it.
 */
final class EventBytes {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    final UnsafeBuffer buffer;
    /** Of the whole message, bytes. */
    final int length;

    private final byte[] bytes;

    EventBytes(int template, int blockLength) {
        length = HEADER + blockLength;
        bytes = new byte[length];
        buffer = new UnsafeBuffer(bytes);
        new MessageHeaderEncoder()
                .wrap(buffer, 0)
                .blockLength(blockLength)
                .templateId(template)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION);
    }

    void putLong(int at, long value) {
        Fields.putLong(bytes, HEADER + at, value);
    }

    void putInt(int at, int value) {
        Fields.putInt(bytes, HEADER + at, value);
    }

    void putShort(int at, int value) {
        Fields.putShort(bytes, HEADER + at, value);
    }

    void putByte(int at, long value) {
        Fields.putByte(bytes, HEADER + at, value);
    }
}
