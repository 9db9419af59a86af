package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.AcceptBuyBackEncoder;
import kz.sandyq.protocol.sbe.ConvertIssueEncoder;
import kz.sandyq.protocol.sbe.ForcedTransferEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OfferBuyBackEncoder;
import kz.sandyq.protocol.sbe.RecoverHoldingEncoder;
import kz.sandyq.protocol.sbe.RedeemPartEncoder;
import kz.sandyq.protocol.sbe.RedemptionBasis;

/** Commands that move holdings by law or by the terms of an issue. Field meanings are those of the schema. */
public final class SettlementCommands {
    private SettlementCommands() {}

    /** Moves free units or money by an act of law. Two persons. */
    public static CommandBody forcedTransfer(
            long fromAccountId, long toAccountId, long assetId, long quantity, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ForcedTransferEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.fromAccountId(fromAccountId)
                    .toAccountId(toAccountId)
                    .assetId(assetId)
                    .quantity(quantity);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Moves all of one asset to another account of the same holders, its encumbrances with it. Two persons. */
    public static CommandBody recoverHolding(long fromAccountId, long toAccountId, long assetId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RecoverHoldingEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.fromAccountId(fromAccountId).toAccountId(toAccountId).assetId(assetId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /**
     * Redeems numerator/denominator of every holding in whole lots, rounded down; denominator 0: the numerator is a
     * quantity out of all that circulates.
     */
    public static CommandBody redeemPart(
            long issueId, RedemptionBasis basis, long numerator, long denominator, long lotQuantity, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RedeemPartEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId)
                    .basis(basis)
                    .numerator(numerator)
                    .denominator(denominator)
                    .lotQuantity(lotQuantity);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Turns units of an issue into units of another of the same issuer, as a task. Two persons. */
    public static CommandBody convertIssue(
            long fromIssueId, long toIssueId, long numerator, long denominator, long residuePriceMinor, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ConvertIssueEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.fromIssueId(fromIssueId)
                    .toIssueId(toIssueId)
                    .numerator(numerator)
                    .denominator(denominator)
                    .residuePriceMinor(residuePriceMinor);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Offers to buy units of an issue back at a price per whole unit until a time; what they cost is reserved. */
    public static CommandBody offerBuyBack(long issueId, long priceMinor, long quantity, long untilMs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new OfferBuyBackEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).priceMinor(priceMinor).quantity(quantity).untilMs(untilMs);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Sells free units back to their issuer at the price of the offer with this hold. */
    public static CommandBody acceptBuyBack(long issueId, long holdId, long accountId, long quantity) {
        return (buffer, offset, header) -> {
            var encoder = new AcceptBuyBackEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId).accountId(accountId).quantity(quantity).holdId(holdId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
