package kz.sandyq.operator.trading;

import java.io.IOException;

/** The far end of a subscription; may block, which holds up nobody else. */
interface FeedTarget {
    void send(FeedEvent event) throws IOException;

    /** Says that the connection is alive. */
    void beat() throws IOException;

    /** Ends the connection; harmless when it has ended. */
    void close();
}
