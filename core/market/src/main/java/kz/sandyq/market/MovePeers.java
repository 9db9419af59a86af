package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.TransferRows.Peer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.SetInteractionAgreementDecoder;

/** Other platforms, and whether an agreement on interaction with them is in force. */
@LegalBasis("RUL-51")
final class MovePeers {
    private final State state;
    private final Table rows;
    private final Events events;
    private final MoveEvents moveEvents;
    private final SetInteractionAgreementDecoder agreement = new SetInteractionAgreementDecoder();

    MovePeers(State state, Events events, MoveEvents moveEvents) {
        this.state = state;
        this.events = events;
        this.moveEvents = moveEvents;
        rows = state.transfers.peers;
    }

    int set(Command command) {
        SetInteractionAgreementDecoder in =
                agreement.wrap(command.buffer, command.offset, command.blockLength, command.version);
        boolean fits =
                in.platform() > 0 && in.platform() != state.scalars.getInt(Scalars.CLUSTER) && in.inForceRaw() <= 1;
        if (!fits) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int peer = find(in.platform());
        if (peer == Table.NONE && rows.isFull()) {
            return RejectCode.LIMIT_PLATFORMS.number();
        }
        int refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        if (peer == Table.NONE) {
            peer = rows.allocate(rows.nextSlot() + 1L);
            rows.set(peer, Peer.PLATFORM, in.platform());
            state.transfers.peerPlatforms.insert(peer);
        }
        rows.set(peer, Peer.IN_FORCE, in.inForceRaw());
        moveEvents.agreementChanged(peer);
        return Command.OK;
    }

    int find(int platform) {
        return state.transfers.peerPlatforms.find(platform);
    }

    /** Whether a move with another platform may begin. */
    int checkAgreement(int platform) {
        int peer = find(platform);
        return peer != Table.NONE && rows.get(peer, Peer.IN_FORCE) != 0
                ? Command.OK
                : RejectCode.NO_INTERACTION_AGREEMENT.number();
    }

    long nextSent(int platform) {
        int peer = find(platform);
        rows.add(peer, Peer.SENT, 1);
        return rows.get(peer, Peer.SENT);
    }

    long sent(int platform) {
        int peer = find(platform);
        return peer == Table.NONE ? 0 : rows.get(peer, Peer.SENT);
    }

    long received(int platform) {
        int peer = find(platform);
        return peer == Table.NONE ? 0 : rows.get(peer, Peer.RECEIVED);
    }

    void countReceived(int platform) {
        rows.add(find(platform), Peer.RECEIVED, 1);
    }
}
