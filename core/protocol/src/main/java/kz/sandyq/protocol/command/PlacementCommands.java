package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.CancelPlacementEncoder;
import kz.sandyq.protocol.sbe.ClosePlacementEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OpenPlacementEncoder;
import kz.sandyq.protocol.sbe.SubscribeEncoder;
import kz.sandyq.protocol.sbe.WithdrawSubscriptionEncoder;

/** Commands of the primary offering. Field meanings are those of the schema (docs/protocol). */
public final class PlacementCommands {
    private PlacementCommands() {}

    /** Opens a primary offering of unsold units. */
    public static CommandBody openPlacement(
            long issueId,
            long fromMs,
            long untilMs,
            long minimumQuantity,
            long maximumQuantity,
            long priceMinor,
            long lotQuantity,
            long investorCapQuantity,
            AllocationMethod method,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new OpenPlacementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId)
                    .fromMs(fromMs)
                    .untilMs(untilMs)
                    .minimumQuantity(minimumQuantity)
                    .maximumQuantity(maximumQuantity)
                    .priceMinor(priceMinor)
                    .lotQuantity(lotQuantity)
                    .investorCapQuantity(investorCapQuantity)
                    .method(method);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Subscribes with reserved money. Result: subscription id. */
    public static CommandBody subscribe(long placementId, long accountId, long quantity) {
        return (buffer, offset, header) -> {
            var encoder = new SubscribeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.placementId(placementId).accountId(accountId).quantity(quantity);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Takes a subscription back while the window is open. */
    public static CommandBody withdrawSubscription(long subscriptionId, long accountId) {
        return (buffer, offset, header) -> {
            var encoder =
                    new WithdrawSubscriptionEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.subscriptionId(subscriptionId).accountId(accountId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Ends the window before its time and starts the allocation. */
    public static CommandBody closePlacement(long placementId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ClosePlacementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.placementId(placementId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Ends a placement without allocation: everybody is refunded. */
    public static CommandBody cancelPlacement(long placementId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new CancelPlacementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.placementId(placementId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
