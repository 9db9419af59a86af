package kz.sandyq.readmodel;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.BuyBackChangedDecoder;
import kz.sandyq.protocol.sbe.FactRecordedDecoder;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.InteractionAgreementChangedDecoder;
import kz.sandyq.protocol.sbe.IssuePlaceChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MoveChangedDecoder;
import kz.sandyq.protocol.sbe.MoveLegChangedDecoder;
import kz.sandyq.protocol.sbe.OrderWatchChangedDecoder;
import kz.sandyq.protocol.sbe.OrderWatchOpenedDecoder;
import kz.sandyq.protocol.sbe.OrderWatchStatus;
import kz.sandyq.protocol.sbe.PlatformStatusChangedDecoder;
import kz.sandyq.protocol.sbe.SuspendedTransferChangedDecoder;
import org.agrona.DirectBuffer;

/** What the desks decide as rows: status of the operator, transfers that wait, buy-backs, moves, watches, facts. */
final class DeskRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    DeskRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case PlatformStatusChangedDecoder.TEMPLATE_ID -> platformStatusChanged(buffer, offset);
            case SuspendedTransferChangedDecoder.TEMPLATE_ID -> suspendedTransferChanged(buffer, offset);
            case BuyBackChangedDecoder.TEMPLATE_ID -> buyBackChanged(buffer, offset);
            case MoveChangedDecoder.TEMPLATE_ID -> moveChanged(buffer, offset);
            case MoveLegChangedDecoder.TEMPLATE_ID -> moveLegChanged(buffer, offset);
            case IssuePlaceChangedDecoder.TEMPLATE_ID -> issuePlaceChanged(buffer, offset);
            case InteractionAgreementChangedDecoder.TEMPLATE_ID -> agreementChanged(buffer, offset);
            case OrderWatchOpenedDecoder.TEMPLATE_ID -> watchOpened(buffer, offset);
            case OrderWatchChangedDecoder.TEMPLATE_ID -> watchChanged(buffer, offset);
            case FactRecordedDecoder.TEMPLATE_ID -> factRecorded(buffer, offset);
            default -> {}
        }
    }

    private void platformStatusChanged(DirectBuffer buffer, int offset) {
        var in = new PlatformStatusChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        onGround(
                Table.PLATFORM_STATUS,
                in.ground(),
                in.activity().name(),
                in.status().name());
    }

    private void suspendedTransferChanged(DirectBuffer buffer, int offset) {
        var in = new SuspendedTransferChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.SUSPENDED_TRANSFER,
                in.transferId(),
                in.fromAccountId(),
                in.toAccountId(),
                in.assetId(),
                in.quantity(),
                in.holdId(),
                in.status().name(),
                in.refusableFromMs(),
                in.expiresAtMs(),
                in.waitsWhole() == BooleanFlag.TRUE);
        onGround(
                Table.SUSPENDED_TRANSFER_STEP,
                in.ground(),
                in.transferId(),
                in.status().name(),
                in.toAccountId());
    }

    private void buyBackChanged(DirectBuffer buffer, int offset) {
        var in = new BuyBackChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        onGround(
                Table.BUY_BACK,
                in.ground(),
                in.issueId(),
                in.holdId(),
                in.priceMinor(),
                in.leftQuantity(),
                in.untilMs(),
                in.finished() == BooleanFlag.TRUE);
    }

    private void moveChanged(DirectBuffer buffer, int offset) {
        var in = new MoveChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.MOVE,
                in.moveId(),
                in.platform(),
                in.incoming() == BooleanFlag.TRUE,
                in.number(),
                in.status().name(),
                in.issueId(),
                in.originPlatform(),
                in.quantity(),
                in.legs(),
                in.deadlineMs(),
                in.refusalReason());
        onGround(Table.MOVE_STEP, in.ground(), in.moveId(), in.status().name(), in.refusalReason());
    }

    private void moveLegChanged(DirectBuffer buffer, int offset) {
        var in = new MoveLegChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.MOVE_LEG, in.moveId(), in.accountId(), in.quantity(), in.holdId());
    }

    private void issuePlaceChanged(DirectBuffer buffer, int offset) {
        var in = new IssuePlaceChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ISSUE_PLACE,
                in.issueId(),
                in.originPlatform(),
                in.place(),
                in.hereQuantity(),
                in.movedOutQuantity(),
                in.inTransitQuantity(),
                in.arrivingQuantity());
    }

    private void agreementChanged(DirectBuffer buffer, int offset) {
        var in = new InteractionAgreementChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        onGround(Table.INTERACTION_AGREEMENT, in.ground(), in.platform(), in.inForce() == BooleanFlag.TRUE);
    }

    private void watchOpened(DirectBuffer buffer, int offset) {
        var in = new OrderWatchOpenedDecoder().wrapAndApplyHeader(buffer, offset, header);
        long watchId = in.watchId();
        rows.add(
                Table.ORDER_WATCH,
                watchId,
                in.timeoutMs(),
                in.keepsLasting() == BooleanFlag.TRUE,
                OrderWatchStatus.WATCHING.name(),
                in.deadlineMs());
        for (var account : in.accounts()) {
            rows.add(Table.ORDER_WATCH_ACCOUNT, watchId, account.accountId());
        }
    }

    private void watchChanged(DirectBuffer buffer, int offset) {
        var in = new OrderWatchChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.ORDER_WATCH_STATE, in.watchId(), in.status().name(), in.deadlineMs());
    }

    private void factRecorded(DirectBuffer buffer, int offset) {
        var in = new FactRecordedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.FACT, in.kind().name(), Bytes.hash(in.commitment()));
    }

    private void onGround(Table table, GroundDecoder ground, Object... columns) {
        List<Object> all = new ArrayList<>(List.of(columns));
        all.add(ground.documentKind());
        all.add(ground.documentEpochDay());
        all.add(ground.documentRef());
        all.add(ground.effectiveEpochDay());
        all.add(Bytes.hash(ground));
        rows.add(table, all.toArray());
    }
}
