package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.HoldingForcedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PartRedeemedEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about forced moves, payments of an issue and settlement instructions. */
final class SettlementEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Events events;
    private final State state;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final HoldingForcedEncoder holdingForced = new HoldingForcedEncoder();
    private final PartRedeemedEncoder partRedeemed = new PartRedeemedEncoder();

    SettlementEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void holdingForced(int from, int to, long quantity, long blockedQuantity, boolean recovery) {
        long key = state.balances.get(from, Balance.KEY);
        holdingForced
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .fromAccountId(key >>> 32)
                .toAccountId(state.balances.get(to, Balance.KEY) >>> 32)
                .assetId(key & 0xFFFF_FFFFL)
                .quantity(quantity)
                .blockedQuantity(blockedQuantity)
                .recovery(Events.flag(recovery));
        events.copyGround(buffer, HoldingForcedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + HoldingForcedEncoder.BLOCK_LENGTH);
    }

    void partRedeemed(int task, int issue, long paidMinor, boolean finished) {
        long redeemed = state.tasks.get(task, Task.DONE);
        partRedeemed
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(state.issues.get(issue, Issue.ID))
                .taskId(state.tasks.get(task, Task.ID))
                .numerator(state.tasks.get(task, Task.NUMERATOR))
                .denominator(state.tasks.get(task, Task.DENOMINATOR))
                .lotQuantity(state.tasks.get(task, Task.LOT))
                .redeemedQuantity(redeemed)
                .residueQuantity(finished ? state.tasks.get(task, Task.TOTAL) - redeemed : 0)
                .paidMinor(paidMinor)
                .finished(Events.flag(finished));
        events.emit(buffer, HEADER + PartRedeemedEncoder.BLOCK_LENGTH);
    }
}
