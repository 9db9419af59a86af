package kz.sandyq.protocol.command;

import org.agrona.MutableDirectBuffer;

/** Writes one command, message header included, and returns its length in bytes. */
@FunctionalInterface
public interface CommandBody {
    /** Largest command in bytes; a buffer of this size always suffices. */
    int MAX_LENGTH = 4_096;

    int encode(MutableDirectBuffer buffer, int offset, Header header);
}
