package kz.sandyq.market;

import java.nio.ByteOrder;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;

/** A command of a step as no client would write it: cut off, of another version, with a value that has no name. */
final class AlteredCommand {
    private AlteredCommand() {}

    static CommandBody of(Script.Step step) {
        CommandBody body = withByte(Verbs.body(step), step.text("byte", ""));
        return damaged(versioned(body, (short) step.option("version", 1)), (int) step.option("cut", 0), (int)
                step.option("longer", 0));
    }

    /** The same command with so many bytes cut off its end, and its group saying that each entry is so much longer. */
    private static CommandBody damaged(CommandBody body, int cut, int longer) {
        return (buffer, offset, header) -> {
            int length = body.encode(buffer, offset, header);
            int entryLengthAt = offset
                    + MessageHeaderDecoder.ENCODED_LENGTH
                    + new MessageHeaderDecoder().wrap(buffer, offset).blockLength();
            if (longer != 0) {
                int entryLength = buffer.getShort(entryLengthAt, ByteOrder.LITTLE_ENDIAN);
                buffer.putShort(entryLengthAt, (short) (entryLength + longer), ByteOrder.LITTLE_ENDIAN);
            }
            return length - cut;
        };
    }

    /** The same command, saying that it is of another version of the schema. */
    private static CommandBody versioned(CommandBody body, short version) {
        return (buffer, offset, header) -> {
            int length = body.encode(buffer, offset, header);
            buffer.putShort(offset + 6, version, ByteOrder.LITTLE_ENDIAN);
            return length;
        };
    }

    /** The same command with another byte at one place of its block. */
    private static CommandBody withByte(CommandBody body, String place) {
        if (place.isEmpty()) {
            return body;
        }
        String[] parts = place.split("/");
        return (buffer, offset, header) -> {
            int length = body.encode(buffer, offset, header);
            int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + Integer.parseInt(parts[0]);
            buffer.putByte(at, (byte) Integer.parseInt(parts[1]));
            return length;
        };
    }
}
