package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.WatchRows.OrderWatch;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OrderWatchChangedEncoder;
import kz.sandyq.protocol.sbe.OrderWatchOpenedEncoder;
import kz.sandyq.protocol.sbe.OrderWatchStatus;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about order watches. */
final class WatchEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final Table watches;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final OrderWatchOpenedEncoder opened = new OrderWatchOpenedEncoder();
    private final OrderWatchChangedEncoder changed = new OrderWatchChangedEncoder();

    WatchEvents(State state, Events events) {
        this.state = state;
        this.events = events;
        watches = state.watching.watches;
    }

    void opened(int watch) {
        opened.wrapAndApplyHeader(buffer, 0, messageHeader)
                .watchId(watches.get(watch, OrderWatch.ID))
                .timeoutMs(watches.get(watch, OrderWatch.TIMEOUT_MS))
                .deadlineMs(watches.get(watch, OrderWatch.DEADLINE))
                .keepsLasting(Events.flag(watches.get(watch, OrderWatch.KEEPS_LASTING) != 0));
        OrderWatchOpenedEncoder.AccountsEncoder group =
                opened.accountsCount(watches.getInt(watch, OrderWatch.ACCOUNTS));
        long account = watches.get(watch, OrderWatch.FIRST_ACCOUNT);
        for (; account != 0; account = state.accounts.get((int) account - 1, Account.NEXT_WATCHED)) {
            group.next().accountId(account);
        }
        events.emit(buffer, HEADER + opened.encodedLength());
    }

    void changed(int watch, OrderWatchStatus status) {
        changed.wrapAndApplyHeader(buffer, 0, messageHeader)
                .watchId(watches.get(watch, OrderWatch.ID))
                .status(status)
                .deadlineMs(watches.get(watch, OrderWatch.DEADLINE));
        events.emit(buffer, HEADER + OrderWatchChangedEncoder.BLOCK_LENGTH);
    }
}
