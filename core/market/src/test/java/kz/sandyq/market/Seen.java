package kz.sandyq.market;

import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.IssuePlaceChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.RedemptionChangedDecoder;
import kz.sandyq.protocol.sbe.TaskChangedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What a scenario asks of what a market has said and of what stands behind it. */
final class Seen {
    private Seen() {}

    /** Kind and amounts of the last posting of a balance. */
    static List<String> posted(Floor floor, long account, long asset) {
        PostingDecoder in = new PostingDecoder();
        for (Floor.Event event : floor.events.reversed()) {
            if (event.template() == PostingDecoder.TEMPLATE_ID) {
                in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                if (in.accountId() == account && in.assetId() == asset) {
                    return List.of(
                            in.entryKind().name(),
                            Long.toString(in.availableDelta()),
                            Long.toString(in.heldDelta()),
                            Long.toString(in.blockedDelta()));
                }
            }
        }
        return List.of();
    }

    /** What was last said to be paid for the redemption of an issue. */
    static String paid(Floor floor, long issue) {
        RedemptionChangedDecoder in = new RedemptionChangedDecoder();
        String paid = "nothing";
        for (Floor.Event event : floor.events) {
            if (event.template() == RedemptionChangedDecoder.TEMPLATE_ID) {
                in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                paid = in.issueId() == issue ? Long.toString(in.paidMinor()) : paid;
            }
        }
        return paid;
    }

    /** The platform on which an issue was last said to be. */
    static String place(Floor floor, long issue) {
        IssuePlaceChangedDecoder in = new IssuePlaceChangedDecoder();
        return floor.events.reversed().stream()
                .filter(event -> event.template() == IssuePlaceChangedDecoder.TEMPLATE_ID)
                .map(event -> in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder()))
                .filter(told -> told.issueId() == issue)
                .map(told -> Integer.toString(told.place()))
                .findFirst()
                .orElse("UNKNOWN");
    }

    /** What the last task of a kind was told to have done, of how much, and whether it was over. */
    static List<String> task(Floor floor, String kind) {
        TaskChangedDecoder in = new TaskChangedDecoder();
        for (Floor.Event event : floor.events.reversed()) {
            if (event.template() == TaskChangedDecoder.TEMPLATE_ID) {
                in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                if (in.kind().name().equals(kind)) {
                    return List.of(
                            Long.toString(in.done()),
                            Long.toString(in.total()),
                            in.finished().name());
                }
            }
        }
        return List.of();
    }

    /** For what reason a move was refused. */
    static String declined(Floor floor, long move) {
        Table moves = Objects.requireNonNull(floor.core.stateOrNull()).transfers.moves;
        return Long.toString(moves.get(moves.find(move), TransferRows.Move.REASON));
    }

    /** The encumbrance of a balance that is so far behind its first. */
    static long nth(Floor floor, long account, long asset, long place) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int at = state.balances.getInt(state.balanceKeys.find(account << 32 | asset), Rows.Balance.OBJECTS) - 1;
        for (long behind = place; behind > 1; behind--) {
            at = state.encumbrances.getInt(at, Rows.Encumbrance.NEXT) - 1;
        }
        return state.encumbrances.get(at, Rows.Encumbrance.ID);
    }
}
