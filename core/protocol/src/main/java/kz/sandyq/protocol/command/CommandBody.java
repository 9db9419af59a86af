package kz.sandyq.protocol.command;

import org.agrona.MutableDirectBuffer;

/** Writes one command, message header included, and returns its length in bytes. */
@FunctionalInterface
public interface CommandBody {
    /** Largest command in bytes; a buffer of this size always suffices. A batch is made of what fits. */
    int MAX_LENGTH = 16_384;

    int encode(MutableDirectBuffer buffer, int offset, Header header);
}
