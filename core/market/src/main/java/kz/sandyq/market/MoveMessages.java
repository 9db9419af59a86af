package kz.sandyq.market;

import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.ReceiveMoveMessageDecoder;

/**
 * What another platform says of a move. A message follows from the state of the move there, so that it may be lost,
 * come late or come again: what it says is done once, and what has ended stays ended.
 */
final class MoveMessages {
    private final State state;
    private final MovePeers peers;
    private final MoveBook book;
    private final Moves moves;
    private final MoveArrivals arrivals;
    private final ReceiveMoveMessageDecoder message = new ReceiveMoveMessageDecoder();

    MoveMessages(State state, MovePeers peers, MoveBook book, Moves moves, MoveArrivals arrivals) {
        this.state = state;
        this.peers = peers;
        this.book = book;
        this.moves = moves;
        this.arrivals = arrivals;
    }

    int receive(Command command) {
        ReceiveMoveMessageDecoder in =
                message.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (in.messageRaw() < 1 || in.messageRaw() > 5) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        MoveMessage kind = MoveMessage.get(in.messageRaw());
        boolean incoming = kind == MoveMessage.BURNED || kind == MoveMessage.ENDED;
        int slot = book.find(in.platform(), incoming, in.number());
        if (slot == Table.NONE) {
            return unknown(in, kind, incoming);
        }
        command.resultId = state.transfers.moves.get(slot, Move.ID);
        if (kind == MoveMessage.ENDED) {
            arrivals.onEnded(slot);
            return Command.OK;
        }
        if (in.quantity() != state.transfers.moves.get(slot, Move.QUANTITY)) {
            return RejectCode.MOVE_VOLUME_MISMATCH.number();
        }
        int refused = switch (kind) {
            case ACCEPTED -> moves.onAccepted(slot);
            case REFUSED -> moves.onRefused(slot);
            case MINTED -> moves.onMinted(slot);
            default -> arrivals.onBurned(slot);
        };
        command.resultAmount = state.transfers.moves.isLive(slot) ? state.transfers.moves.get(slot, Move.STATUS) : 0;
        return refused;
    }

    /** A move that has ended there before its notice came here never comes: its number is passed over. */
    private int unknown(ReceiveMoveMessageDecoder in, MoveMessage kind, boolean incoming) {
        long last = incoming ? peers.received(in.platform()) : peers.sent(in.platform());
        if (in.number() >= 1 && in.number() <= last) {
            return RejectCode.MOVE_ENDED.number();
        }
        if (kind != MoveMessage.ENDED || peers.find(in.platform()) == Table.NONE || in.number() < 1) {
            return RejectCode.UNKNOWN_MOVE.number();
        }
        if (in.number() > last + 1) {
            return RejectCode.MOVE_OUT_OF_ORDER.number();
        }
        peers.countReceived(in.platform());
        return Command.OK;
    }
}
