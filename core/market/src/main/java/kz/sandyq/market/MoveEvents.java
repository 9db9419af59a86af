package kz.sandyq.market;

import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.market.TransferRows.MoveLeg;
import kz.sandyq.market.TransferRows.Peer;
import kz.sandyq.protocol.sbe.InteractionAgreementChangedEncoder;
import kz.sandyq.protocol.sbe.IssuePlaceChangedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.MoveChangedEncoder;
import kz.sandyq.protocol.sbe.MoveLegChangedEncoder;
import kz.sandyq.protocol.sbe.MoveStatus;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about moves between platforms. */
final class MoveEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MoveChangedEncoder moveChanged = new MoveChangedEncoder();
    private final MoveLegChangedEncoder moveLegChanged = new MoveLegChangedEncoder();
    private final IssuePlaceChangedEncoder issuePlaceChanged = new IssuePlaceChangedEncoder();
    private final InteractionAgreementChangedEncoder agreementChanged = new InteractionAgreementChangedEncoder();

    MoveEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void moveChanged(int slot) {
        Table rows = state.transfers.moves;
        moveChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .moveId(rows.get(slot, Move.ID))
                .platform((int) (rows.get(slot, Move.WAY) >> 1))
                .incoming(Events.flag((rows.get(slot, Move.WAY) & 1) != 0))
                .number(rows.get(slot, Move.NUMBER))
                .status(MoveStatus.get((short) rows.get(slot, Move.STATUS)))
                .issueId(rows.get(slot, Move.ISSUE))
                .originPlatform(rows.getInt(slot, Move.ORIGIN))
                .quantity(rows.get(slot, Move.QUANTITY))
                .legs(rows.getInt(slot, Move.LEGS))
                .deadlineMs(rows.get(slot, Move.DEADLINE))
                .refusalReason(rows.getInt(slot, Move.REASON));
        events.copyGround(buffer, MoveChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + MoveChangedEncoder.BLOCK_LENGTH);
    }

    void moveLegChanged(int row) {
        Table rows = state.transfers.moveLegs;
        moveLegChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .moveId(rows.get(row, MoveLeg.MOVE))
                .accountId(rows.get(row, MoveLeg.ACCOUNT))
                .quantity(rows.get(row, MoveLeg.QUANTITY))
                .holdId(rows.get(row, MoveLeg.HOLD));
        events.emit(buffer, HEADER + MoveLegChangedEncoder.BLOCK_LENGTH);
    }

    /** Where units of an issue are, after one of its moves. */
    void issuePlaceChanged(int issue, int move, long hereQuantity) {
        Table issues = state.issues;
        int here = state.scalars.getInt(Scalars.CLUSTER);
        int origin = issues.getInt(issue, Issue.ORIGIN);
        boolean everHere = origin != 0 || issues.get(issue, Issue.MOVED_OUT) != 0;
        boolean left = everHere && hereQuantity == 0 && issues.get(issue, Issue.ARRIVING) == 0;
        int there = (int) (state.transfers.moves.get(move, Move.WAY) >> 1);
        issuePlaceChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(issues.get(issue, Issue.ID))
                .originPlatform(origin == 0 ? here : origin)
                .place(left ? there : here)
                .hereQuantity(hereQuantity)
                .movedOutQuantity(issues.get(issue, Issue.MOVED_OUT))
                .inTransitQuantity(issues.get(issue, Issue.IN_TRANSIT))
                .arrivingQuantity(issues.get(issue, Issue.ARRIVING));
        events.emit(buffer, HEADER + IssuePlaceChangedEncoder.BLOCK_LENGTH);
    }

    void agreementChanged(int peer) {
        Table rows = state.transfers.peers;
        agreementChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .platform(rows.getInt(peer, Peer.PLATFORM))
                .inForce(Events.flag(rows.get(peer, Peer.IN_FORCE) != 0));
        events.copyGround(buffer, InteractionAgreementChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + InteractionAgreementChangedEncoder.BLOCK_LENGTH);
    }
}
