package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.AccountOpenedDecoder;
import kz.sandyq.protocol.sbe.AssetCreatedDecoder;
import kz.sandyq.protocol.sbe.BankEntryBookedDecoder;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.ClaimChangedDecoder;
import kz.sandyq.protocol.sbe.EncumbranceChangedDecoder;
import kz.sandyq.protocol.sbe.HoldChangedDecoder;
import kz.sandyq.protocol.sbe.IssueChangedDecoder;
import kz.sandyq.protocol.sbe.IssueRegisteredDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.WalletOpenedDecoder;
import org.agrona.DirectBuffer;

/** Events of ownership and money as rows. */
final class HoldingRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    HoldingRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case AssetCreatedDecoder.TEMPLATE_ID -> assetCreated(buffer, offset);
            case WalletOpenedDecoder.TEMPLATE_ID -> walletOpened(buffer, offset);
            case AccountOpenedDecoder.TEMPLATE_ID -> accountOpened(buffer, offset);
            case IssueRegisteredDecoder.TEMPLATE_ID -> issueRegistered(buffer, offset);
            case IssueChangedDecoder.TEMPLATE_ID -> issueChanged(buffer, offset);
            case PostingDecoder.TEMPLATE_ID -> posting(buffer, offset);
            case HoldChangedDecoder.TEMPLATE_ID -> holdChanged(buffer, offset);
            case EncumbranceChangedDecoder.TEMPLATE_ID -> encumbranceChanged(buffer, offset);
            case ClaimChangedDecoder.TEMPLATE_ID -> claimChanged(buffer, offset);
            case BankEntryBookedDecoder.TEMPLATE_ID -> bankEntryBooked(buffer, offset);
            case ReplyDecoder.TEMPLATE_ID -> reply(buffer, offset);
            default -> {}
        }
    }

    private void assetCreated(DirectBuffer buffer, int offset) {
        var in = new AssetCreatedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ASSET,
                in.assetId(),
                in.assetKind().name(),
                in.scale(),
                in.code(),
                in.issueId(),
                in.originPlatform(),
                in.place());
    }

    private void walletOpened(DirectBuffer buffer, int offset) {
        var in = new WalletOpenedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.WALLET,
                in.walletId(),
                in.walletKind().name(),
                in.holdingKind().name(),
                in.keyRef());
        long walletId = in.walletId();
        for (var holder : in.holders()) {
            rows.add(
                    Table.WALLET_HOLDER,
                    walletId,
                    holder.holderRef(),
                    holder.shareNumerator(),
                    holder.shareDenominator());
        }
    }

    private void accountOpened(DirectBuffer buffer, int offset) {
        var in = new AccountOpenedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ACCOUNT,
                in.accountId(),
                in.walletId(),
                in.capacity().name(),
                in.activity().name(),
                in.issueId());
    }

    private void issueRegistered(DirectBuffer buffer, int offset) {
        var in = new IssueRegisteredDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ISSUE,
                in.issueId(),
                in.dfaKind().name(),
                in.issuerAccountId(),
                in.issuerSideAccountId(),
                in.unsoldAccountId(),
                in.reserveAccountId(),
                in.moneyAssetId(),
                in.scale(),
                in.nominalMinor(),
                in.authorisedVolume(),
                in.maturityEpochDay(),
                in.redemptionPriceMinor(),
                in.code(),
                Bytes.registrationNumber(in),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void issueChanged(DirectBuffer buffer, int offset) {
        var in = new IssueChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ISSUE_STATE,
                in.issueId(),
                in.status().name(),
                in.suspended() == BooleanFlag.TRUE,
                in.backingValidUntilMs(),
                in.mintedQuantity(),
                in.redeemedQuantity(),
                in.burnedQuantity(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void posting(DirectBuffer buffer, int offset) {
        var in = new PostingDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.POSTING,
                in.accountId(),
                in.assetId(),
                in.entryKind().name(),
                in.availableDelta(),
                in.heldDelta(),
                in.blockedDelta(),
                in.available(),
                in.held(),
                in.blocked(),
                in.subjectId(),
                in.effectiveEpochDay(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
        rows.add(Table.BALANCE, in.accountId(), in.assetId(), in.available(), in.held(), in.blocked());
        long total = in.available() + in.held() + in.blocked();
        boolean held = total != in.availableDelta() + in.heldDelta() + in.blockedDelta();
        if (held != (total != 0)) {
            rows.add(Table.HOLDER_RANGE, in.assetId(), HolderQueries.rangeOf(in.accountId()), held ? -1 : 1);
        }
    }

    private void holdChanged(DirectBuffer buffer, int offset) {
        var in = new HoldChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.HOLD,
                in.holdId(),
                in.accountId(),
                in.assetId(),
                in.reason().name(),
                in.subjectId(),
                in.openedQuantity(),
                in.remainingQuantity());
    }

    private void encumbranceChanged(DirectBuffer buffer, int offset) {
        var in = new EncumbranceChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ENCUMBRANCE,
                in.encumbranceId(),
                in.kind().name(),
                in.accountId(),
                in.assetId(),
                in.openedQuantity(),
                in.remainingQuantity(),
                in.coveredQuantity(),
                in.pledgeeRef(),
                in.rank(),
                in.stopsCirculation() == BooleanFlag.TRUE,
                in.stopsIncome() == BooleanFlag.TRUE,
                in.stopsRedemption() == BooleanFlag.TRUE,
                in.expiresAtMs(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
        rows.add(
                Table.ENCUMBRANCE_HISTORY,
                in.encumbranceId(),
                in.kind().name(),
                in.accountId(),
                in.assetId(),
                in.openedQuantity(),
                in.remainingQuantity(),
                in.coveredQuantity(),
                in.pledgeeRef(),
                in.rank(),
                in.stopsCirculation() == BooleanFlag.TRUE,
                in.stopsIncome() == BooleanFlag.TRUE,
                in.stopsRedemption() == BooleanFlag.TRUE,
                in.expiresAtMs(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void claimChanged(DirectBuffer buffer, int offset) {
        var in = new ClaimChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.CLAIM,
                in.claimId(),
                in.accountId(),
                in.claimAccountId(),
                in.assetId(),
                in.openedMinor(),
                in.remainingMinor());
    }

    private void bankEntryBooked(DirectBuffer buffer, int offset) {
        var in = new BankEntryBookedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.BANK_ENTRY,
                in.bankAccountId(),
                in.accountId(),
                in.assetId(),
                in.amountMinor(),
                in.entryKind().name(),
                in.holdId(),
                Bytes.hash(in.bankReference()));
    }

    private void reply(DirectBuffer buffer, int offset) {
        var in = new ReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        if (in.repeated() == BooleanFlag.FALSE) {
            rows.add(
                    Table.COMMAND_RESULT,
                    in.keyHigh(),
                    in.keyLow(),
                    in.rejectCode(),
                    in.commandTemplate(),
                    in.resultId(),
                    in.resultAmount(),
                    in.item());
        }
    }
}
