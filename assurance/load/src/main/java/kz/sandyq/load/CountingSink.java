package kz.sandyq.load;

import kz.sandyq.market.EventSink;
import org.agrona.DirectBuffer;

/** Takes every event, encoded, and counts it: what a host would send on is made, nothing is sent. */
final class CountingSink implements EventSink {
    private long events;
    private long bytes;

    @Override
    public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        events++;
        bytes += length;
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }
}
