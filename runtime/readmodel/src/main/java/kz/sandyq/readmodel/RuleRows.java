package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.AccountPermissionsChangedDecoder;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.ClearanceChangedDecoder;
import kz.sandyq.protocol.sbe.IssueRulesChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PurchaseLimitSpentDecoder;
import kz.sandyq.protocol.sbe.RegimeChangedDecoder;
import org.agrona.DirectBuffer;

/** Who may acquire what and how much of it, as rows. */
final class RuleRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    RuleRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case AccountPermissionsChangedDecoder.TEMPLATE_ID -> permissionsChanged(buffer, offset);
            case PurchaseLimitSpentDecoder.TEMPLATE_ID -> limitSpent(buffer, offset);
            case ClearanceChangedDecoder.TEMPLATE_ID -> clearanceChanged(buffer, offset);
            case IssueRulesChangedDecoder.TEMPLATE_ID -> issueRulesChanged(buffer, offset);
            case RegimeChangedDecoder.TEMPLATE_ID -> regimeChanged(buffer, offset);
            default -> {}
        }
    }

    private void permissionsChanged(DirectBuffer buffer, int offset) {
        var in = new AccountPermissionsChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(
                in.ground(),
                Table.ACCOUNT_PERMISSIONS,
                in.accountId(),
                in.permittedClasses(),
                in.qualifiedUntilMs(),
                in.limitAssetId(),
                in.purchaseLimitMinor());
    }

    private void limitSpent(DirectBuffer buffer, int offset) {
        var in = new PurchaseLimitSpentDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.PURCHASE_SPENT, in.accountId(), in.spentMinor());
    }

    private void clearanceChanged(DirectBuffer buffer, int offset) {
        var in = new ClearanceChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(in.ground(), Table.CLEARANCE, in.walletId(), in.clearedUntilMs());
    }

    private void issueRulesChanged(DirectBuffer buffer, int offset) {
        var in = new IssueRulesChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(
                in.ground(),
                Table.ISSUE_RULES,
                in.issueId(),
                in.qualifiedOnly() == BooleanFlag.TRUE,
                in.maxInvestors(),
                in.maxShareNumerator(),
                in.maxShareDenominator(),
                in.lockedUntilMs());
    }

    private void regimeChanged(DirectBuffer buffer, int offset) {
        var in = new RegimeChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(in.ground(), Table.REGIME, in.clearanceRequired() == BooleanFlag.TRUE, in.periodSequence());
    }
}
