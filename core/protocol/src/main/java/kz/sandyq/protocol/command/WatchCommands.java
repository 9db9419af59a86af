package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.EndOrderWatchEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OpenOrderWatchEncoder;
import kz.sandyq.protocol.sbe.RenewOrderWatchEncoder;

/** Commands of a gateway about the connection of its clients. Field meanings are those of the schema. */
public final class WatchCommands {
    private WatchCommands() {}

    /** Watches the connection of a client for accounts, by ascending id. Result: watch id. */
    public static CommandBody openOrderWatch(long timeoutMs, boolean keepsLasting, List<Long> accountIds) {
        return (buffer, offset, header) -> {
            var encoder = new OpenOrderWatchEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.timeoutMs(timeoutMs).keepsLasting(Flags.of(keepsLasting));
            var group = encoder.accountsCount(accountIds.size());
            for (long accountId : accountIds) {
                group.next().accountId(accountId);
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The client is there: the timer of its watch begins anew. */
    public static CommandBody renewOrderWatch(long watchId) {
        return (buffer, offset, header) -> {
            var encoder = new RenewOrderWatchEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.watchId(watchId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Ends a watch, with the orders of its accounts or without. */
    public static CommandBody endOrderWatch(long watchId, boolean cancelOrders) {
        return (buffer, offset, header) -> {
            var encoder = new EndOrderWatchEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.watchId(watchId).cancelOrders(Flags.of(cancelOrders));
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
