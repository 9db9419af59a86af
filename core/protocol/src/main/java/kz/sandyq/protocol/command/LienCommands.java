package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.EnforcePledgeEncoder;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.SetHolderNoticeEncoder;
import kz.sandyq.protocol.sbe.TransferRightsEncoder;

/**
 * Commands on pledges that are enforced and on holders who are no more. Field meanings are those of the schema
 * (docs/protocol).
 */
public final class LienCommands {
    private LienCommands() {}

    /** Units under a pledge go to a buyer, or to the pledgee at a given value; the surplus goes to the pledgor. */
    public static CommandBody enforcePledge(
            long encumbranceId,
            long quantity,
            long buyerAccountId,
            long pledgeeAccountId,
            long moneyAssetId,
            long valueMinor,
            long debtMinor,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new EnforcePledgeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.encumbranceId(encumbranceId)
                    .quantity(quantity)
                    .buyerAccountId(buyerAccountId)
                    .pledgeeAccountId(pledgeeAccountId)
                    .moneyAssetId(moneyAssetId)
                    .valueMinor(valueMinor)
                    .debtMinor(debtMinor);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Notes the death or liquidation of a holder, or takes the note back. */
    public static CommandBody setHolderNotice(long walletId, HolderNotice notice, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetHolderNoticeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletId(walletId).notice(notice);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Succession, division or gift of what one wallet has, in at most 64 legs. */
    public static CommandBody transferRights(long walletId, RightsBasis basis, Ground ground, List<RightsLeg> legs) {
        return (buffer, offset, header) -> {
            var encoder = new TransferRightsEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletId(walletId).basis(basis);
            ground.write(encoder.ground());
            var group = encoder.legsCount(legs.size());
            for (RightsLeg leg : legs) {
                group.next()
                        .fromAccountId(leg.fromAccountId())
                        .toAccountId(leg.toAccountId())
                        .assetId(leg.assetId())
                        .quantity(leg.quantity())
                        .encumbranceId(leg.encumbranceId());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
