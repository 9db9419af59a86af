package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.BatchEncoder;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Many commands as one. */
public final class BatchCommands {
    /** Most items of a batch. */
    public static final int MAX_ITEMS = 64;

    private BatchCommands() {}

    /**
     * Commands under one header and one key, in their order; each is answered by itself.
     *
     * @param items 1 to {@link #MAX_ITEMS}, of {@link CommandBody#MAX_LENGTH} bytes together
     */
    public static CommandBody batch(BatchMode mode, List<CommandBody> items) {
        return (buffer, offset, header) -> {
            var encoder = new BatchEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.mode(mode);
            var group = encoder.itemsCount(items.size());
            var written = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
            var message = new MessageHeaderDecoder().wrap(written, 0);
            int body = MessageHeaderEncoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;
            for (CommandBody item : items) {
                int length = item.encode(written, 0, header);
                group.next()
                        .commandTemplate(message.templateId())
                        .commandBlockLength(message.blockLength())
                        .putBody(written, body, length - body);
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
