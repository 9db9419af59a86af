package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AnswerMoveDecoder;
import kz.sandyq.protocol.sbe.BlockForMoveDecoder;
import kz.sandyq.protocol.sbe.ProceedMoveDecoder;
import kz.sandyq.protocol.sbe.ReceiveMoveMessageDecoder;
import kz.sandyq.protocol.sbe.ReceiveMoveNoticeDecoder;
import kz.sandyq.protocol.sbe.RefuseTransferDecoder;
import kz.sandyq.protocol.sbe.ReleaseTransferDecoder;
import kz.sandyq.protocol.sbe.SetInteractionAgreementDecoder;
import kz.sandyq.protocol.sbe.SuspendTransferDecoder;

/** Sends the commands of suspended transfers and of moves between platforms to their subjects. */
final class TransferDesk {
    private final SuspendedTransfers suspended;
    private final MovePeers peers;
    private final Moves moves;
    private final MoveArrivals arrivals;
    private final MoveMessages messages;

    TransferDesk(
            State state,
            Events events,
            Transfers transfers,
            Accounts accounts,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Restrictions restrictions,
            Permissions permissions,
            Allowances allowances) {
        TransferEvents transferEvents = new TransferEvents(state, events);
        suspended = new SuspendedTransfers(
                state, events, transferEvents, transfers, balances, holds, issues, tasks, permissions);
        MoveEvents moveEvents = new MoveEvents(state, events);
        MoveLegs legs = new MoveLegs(
                state, moveEvents, accounts, balances, holds, issues, restrictions, permissions, allowances);
        MoveBook book = new MoveBook(state, moveEvents, legs);
        peers = new MovePeers(state, events, moveEvents);
        moves = new Moves(state, events, moveEvents, issues, tasks, peers, book, legs);
        arrivals = new MoveArrivals(state, events, moveEvents, issues, tasks, peers, book, legs);
        messages = new MoveMessages(state, peers, book, moves, arrivals);
    }

    int execute(Command command) {
        return switch (command.template) {
            case SuspendTransferDecoder.TEMPLATE_ID -> suspended.suspend(command);
            case ReleaseTransferDecoder.TEMPLATE_ID -> suspended.release(command);
            case RefuseTransferDecoder.TEMPLATE_ID -> suspended.refuse(command);
            case SetInteractionAgreementDecoder.TEMPLATE_ID -> peers.set(command);
            case BlockForMoveDecoder.TEMPLATE_ID -> moves.block(command);
            case ProceedMoveDecoder.TEMPLATE_ID -> moves.proceed(command);
            case ReceiveMoveNoticeDecoder.TEMPLATE_ID -> arrivals.notice(command);
            case AnswerMoveDecoder.TEMPLATE_ID -> arrivals.answer(command);
            case ReceiveMoveMessageDecoder.TEMPLATE_ID -> messages.receive(command);
            default -> RejectCode.UNREADABLE_COMMAND.number();
        };
    }

    int expireTransfers(int count) {
        return suspended.expire(count);
    }

    int expireMoves(int count) {
        return moves.expire(count);
    }
}
