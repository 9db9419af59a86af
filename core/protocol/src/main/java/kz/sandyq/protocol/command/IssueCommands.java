package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.BurnReason;
import kz.sandyq.protocol.sbe.BurnStablecoinEncoder;
import kz.sandyq.protocol.sbe.BurnUnsoldEncoder;
import kz.sandyq.protocol.sbe.CancelIssueEncoder;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.MintEncoder;
import kz.sandyq.protocol.sbe.MintStablecoinEncoder;
import kz.sandyq.protocol.sbe.RegisterIssueEncoder;
import kz.sandyq.protocol.sbe.SetBackingValidUntilEncoder;
import kz.sandyq.protocol.sbe.SetIssueSuspendedEncoder;

/** Commands of the life of an issue. Field meanings are those of the schema (docs/protocol). */
public final class IssueCommands {
    private IssueCommands() {}

    /**
     * Registers an issue: its asset, its issuer side, its UNSOLD account, for a stablecoin its RESERVE. Result: asset
     * id = issue id.
     */
    public static CommandBody registerIssue(
            DfaKind dfaKind,
            long issuerAccountId,
            long moneyAssetId,
            int scale,
            long nominalMinor,
            long authorisedVolume,
            int maturityEpochDay,
            long redemptionPriceMinor,
            int incomeDates,
            boolean baseAssetRequired,
            long backingValidUntilMs,
            String code,
            String registrationNumber,
            boolean otherRedemptionGrounds,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RegisterIssueEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.dfaKind(dfaKind)
                    .issuerAccountId(issuerAccountId)
                    .moneyAssetId(moneyAssetId)
                    .scale((short) scale)
                    .nominalMinor(nominalMinor)
                    .authorisedVolume(authorisedVolume)
                    .maturityEpochDay(maturityEpochDay)
                    .redemptionPriceMinor(redemptionPriceMinor)
                    .incomeDates(incomeDates)
                    .baseAssetRequired(Flags.of(baseAssetRequired))
                    .backingValidUntilMs(backingValidUntilMs)
                    .code(code);
            encoder.putRegistrationNumber(Text.fixed(registrationNumber, 200), 0, 200);
            encoder.otherRedemptionGrounds(Flags.of(otherRedemptionGrounds));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** A certificate or check sets until when units may be minted. */
    public static CommandBody setBackingValidUntil(long issueId, long backingValidUntilMs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new SetBackingValidUntilEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).backingValidUntilMs(backingValidUntilMs);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Brings units into existence on the UNSOLD account. Two persons. */
    public static CommandBody mint(long issueId, long quantity, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new MintEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).quantity(quantity);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Client money to RESERVE, units to the client, in one step. */
    public static CommandBody mintStablecoin(long issueId, long accountId, long quantity) {
        return (buffer, offset, header) -> {
            var encoder = new MintStablecoinEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).accountId(accountId).quantity(quantity);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Units leave the client, RESERVE money comes to him at par, in one step. */
    public static CommandBody burnStablecoin(long issueId, long accountId, long quantity) {
        return (buffer, offset, header) -> {
            var encoder = new BurnStablecoinEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).accountId(accountId).quantity(quantity);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Takes unsold units out of existence. Two persons. */
    public static CommandBody burnUnsold(long issueId, long quantity, BurnReason reason, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new BurnUnsoldEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).quantity(quantity).reason(reason);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Suspends or resumes circulation of an issue. */
    public static CommandBody setIssueSuspended(long issueId, boolean suspended, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetIssueSuspendedEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).suspended(Flags.of(suspended));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Ends an issue that has no unit in existence. Two persons. */
    public static CommandBody cancelIssue(long issueId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new CancelIssueEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
