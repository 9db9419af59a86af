package kz.sandyq.market;

import org.agrona.DirectBuffer;

/** The one listener through which the core speaks. */
@FunctionalInterface
public interface EventSink {
    /** A sink for hosts that need no events. */
    EventSink NONE = (sequence, index, buffer, offset, length) -> {};

    /**
     * Called in order for each event of a command or tick, within the call that applied it. The last event of a command
     * is its {@code Reply}; a tick has none, a batch one for each item. The buffer is the core's own and valid only
     * during the call.
     *
     * @param sequence the sequence of the command or tick
     * @param index position of the event within its sequence, from 0
     * @param buffer SBE message of the schema {@code market.xml}, message header first
     * @param offset first byte of the message header
     * @param length bytes of the message, header included
     */
    void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length);
}
