package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PlaceEncumbranceEncoder;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.ReleaseEncumbranceEncoder;
import kz.sandyq.protocol.sbe.StartRedemptionEncoder;
import kz.sandyq.protocol.sbe.TransferEncoder;

/**
 * Commands on what a holder has: transfer, encumbrance, redemption. Field meanings are those of the schema
 * (docs/protocol).
 */
public final class HoldingCommands {
    private HoldingCommands() {}

    /** Free transfer with its ground. */
    public static CommandBody transfer(
            long fromAccountId, long toAccountId, long assetId, long quantity, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new TransferEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.fromAccountId(fromAccountId)
                    .toAccountId(toAccountId)
                    .assetId(assetId)
                    .quantity(quantity);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Enters an encumbrance without terms of a pledge. */
    public static CommandBody placeEncumbrance(
            EncumbranceKind kind,
            long accountId,
            long assetId,
            long quantity,
            long pledgeeRef,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            long expiresAtMs,
            Ground ground) {
        return placeEncumbrance(
                kind,
                accountId,
                assetId,
                quantity,
                pledgeeRef,
                rank,
                stopsCirculation,
                stopsIncome,
                stopsRedemption,
                expiresAtMs,
                PledgeTerms.NONE,
                ground);
    }

    /** Enters a pledge, an arrest, a freeze or a lock-up. An arrest or a freeze may exceed the balance. */
    public static CommandBody placeEncumbrance(
            EncumbranceKind kind,
            long accountId,
            long assetId,
            long quantity,
            long pledgeeRef,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            long expiresAtMs,
            PledgeTerms terms,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new PlaceEncumbranceEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.kind(kind)
                    .accountId(accountId)
                    .assetId(assetId)
                    .quantity(quantity)
                    .pledgeeRef(pledgeeRef)
                    .rank(rank)
                    .stopsCirculation(Flags.of(stopsCirculation))
                    .stopsIncome(Flags.of(stopsIncome))
                    .stopsRedemption(Flags.of(stopsRedemption))
                    .expiresAtMs(expiresAtMs)
                    .pledgeeAccountId(terms.pledgeeAccountId())
                    .incomeTo(terms.incomeTo())
                    .subsequent(Flags.of(terms.subsequent()));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Releases an encumbrance, whole or in part. All but a pledge need two persons. */
    public static CommandBody releaseEncumbrance(long encumbranceId, long quantity, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new ReleaseEncumbranceEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.encumbranceId(encumbranceId).quantity(quantity);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Reserves the issuer's money and redeems every unit as a task. */
    public static CommandBody startRedemption(long issueId, RedemptionBasis basis, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new StartRedemptionEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).basis(basis);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
