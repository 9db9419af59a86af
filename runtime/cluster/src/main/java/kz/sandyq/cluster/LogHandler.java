package kz.sandyq.cluster;

import org.agrona.DirectBuffer;

/** Takes committed entries of the log, in order. Each takes one sequence of the core. */
@FunctionalInterface
public interface LogHandler {
    /**
     * One entry.
     *
     * @param logPosition where to go on after this entry, bytes in the recording
     * @param timestampMs cluster time of the entry, Unix milliseconds
     * @param tick whether it is a tick, which has no bytes
     * @param buffer holds the command; valid only during the call
     * @param offset first byte of the command
     * @param length bytes of the command, 0 for a tick
     */
    void onEntry(long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length);
}
