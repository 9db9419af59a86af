package kz.sandyq.market;

import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.sbe.EnforcePledgeDecoder;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.HolderNoticeChangedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PledgeEnforcedEncoder;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.RightsTransferredEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about pledges that are enforced and holders who are no more. */
final class LienEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final HolderNoticeChangedEncoder holderNotice = new HolderNoticeChangedEncoder();
    private final PledgeEnforcedEncoder pledgeEnforced = new PledgeEnforcedEncoder();
    private final RightsTransferredEncoder rightsTransferred = new RightsTransferredEncoder();

    LienEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void holderNoticeChanged(int wallet) {
        holderNotice
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .walletId(wallet + 1L)
                .notice(HolderNotice.get((short) state.wallets.get(wallet, Wallet.NOTICE)));
        events.copyGround(buffer, HolderNoticeChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + HolderNoticeChangedEncoder.BLOCK_LENGTH);
    }

    void pledgeEnforced(int slot, EnforcePledgeDecoder in, long paidMinor, long surplusMinor) {
        pledgeEnforced
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .encumbranceId(in.encumbranceId())
                .accountId(state.encumbrances.get(slot, Encumbrance.ACCOUNT))
                .assetId(state.encumbrances.get(slot, Encumbrance.ASSET))
                .quantity(in.quantity())
                .buyerAccountId(in.buyerAccountId())
                .pledgeeAccountId(in.pledgeeAccountId())
                .moneyAssetId(in.moneyAssetId())
                .valueMinor(in.valueMinor())
                .paidMinor(paidMinor)
                .surplusMinor(surplusMinor);
        events.copyGround(buffer, PledgeEnforcedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + PledgeEnforcedEncoder.BLOCK_LENGTH);
    }

    void rightsTransferred(long walletId, int basis, int legs) {
        rightsTransferred
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .walletId(walletId)
                .basis(RightsBasis.get((short) basis))
                .legs(legs);
        events.copyGround(buffer, RightsTransferredEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + RightsTransferredEncoder.BLOCK_LENGTH);
    }
}
