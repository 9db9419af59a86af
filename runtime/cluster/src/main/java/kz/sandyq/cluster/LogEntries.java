package kz.sandyq.cluster;

import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import org.agrona.DirectBuffer;

/** Finds those messages of a cluster's log that are entries of the core. Not for two threads. */
final class LogEntries {
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder sessionMessage = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();

    /** Gives a whole message to the handler when it is an entry. */
    void hand(long logPosition, DirectBuffer buffer, int offset, int length, LogHandler handler) {
        messageHeader.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int template = messageHeader.templateId();
        if (template == SessionMessageHeaderDecoder.TEMPLATE_ID) {
            sessionMessage.wrap(buffer, body, messageHeader.blockLength(), messageHeader.version());
            int skipped = MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
            handler.onEntry(logPosition, sessionMessage.timestamp(), false, buffer, offset + skipped, length - skipped);
        } else if (template == TimerEventDecoder.TEMPLATE_ID) {
            timer.wrap(buffer, body, messageHeader.blockLength(), messageHeader.version());
            handler.onEntry(logPosition, timer.timestamp(), true, buffer, offset, 0);
        }
    }
}
