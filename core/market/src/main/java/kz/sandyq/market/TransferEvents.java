package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.TransferRows.SuspendedTransfer;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.SuspendedTransferChangedEncoder;
import kz.sandyq.protocol.sbe.TransferStatus;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about transfers. */
final class TransferEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final SuspendedTransferChangedEncoder suspendedTransferChanged = new SuspendedTransferChangedEncoder();

    TransferEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void suspendedTransferChanged(int slot, int hold, TransferStatus status) {
        Table rows = state.transfers.suspended;
        suspendedTransferChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .transferId(rows.get(slot, SuspendedTransfer.ID))
                .fromAccountId(rows.get(slot, SuspendedTransfer.FROM))
                .toAccountId(rows.get(slot, SuspendedTransfer.TO))
                .assetId(state.holds.get(hold, Hold.ASSET))
                .quantity(state.holds.get(hold, Hold.OPENED))
                .holdId(state.holds.get(hold, Hold.ID))
                .status(status)
                .refusableFromMs(rows.get(slot, SuspendedTransfer.REFUSABLE_FROM))
                .expiresAtMs(rows.get(slot, SuspendedTransfer.EXPIRES))
                .waitsWhole(Events.flag(rows.get(slot, SuspendedTransfer.WAITS_WHOLE) != 0));
        events.copyGround(buffer, SuspendedTransferChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + SuspendedTransferChangedEncoder.BLOCK_LENGTH);
    }
}
