package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.sbe.AccountPermissionsChangedEncoder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.ClearanceChangedEncoder;
import kz.sandyq.protocol.sbe.IssueRulesChangedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.PlatformStatusChangedEncoder;
import kz.sandyq.protocol.sbe.PurchaseLimitSpentEncoder;
import kz.sandyq.protocol.sbe.RegimeChangedEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about who may acquire what. */
final class PermissionEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final AccountPermissionsChangedEncoder permissions = new AccountPermissionsChangedEncoder();
    private final ClearanceChangedEncoder clearance = new ClearanceChangedEncoder();
    private final IssueRulesChangedEncoder rules = new IssueRulesChangedEncoder();
    private final RegimeChangedEncoder regime = new RegimeChangedEncoder();
    private final PurchaseLimitSpentEncoder spent = new PurchaseLimitSpentEncoder();
    private final PlatformStatusChangedEncoder platform = new PlatformStatusChangedEncoder();

    PermissionEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void accountPermissionsChanged(int slot) {
        permissions
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .accountId(slot + 1L)
                .permittedClasses((short) state.accounts.get(slot, Account.PERMITTED))
                .qualifiedUntilMs(state.accounts.get(slot, Account.QUALIFIED_UNTIL))
                .limitAssetId(state.accounts.get(slot, Account.LIMIT_ASSET))
                .purchaseLimitMinor(state.accounts.get(slot, Account.LIMIT));
        events.copyGround(buffer, AccountPermissionsChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + AccountPermissionsChangedEncoder.BLOCK_LENGTH);
    }

    void clearanceChanged(int wallet) {
        clearance
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .walletId(wallet + 1L)
                .clearedUntilMs(state.wallets.get(wallet, Wallet.CLEARED_UNTIL));
        events.copyGround(buffer, ClearanceChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + ClearanceChangedEncoder.BLOCK_LENGTH);
    }

    void issueRulesChanged(int issue) {
        rules.wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(state.issues.get(issue, Issue.ID))
                .qualifiedOnly(Events.flag(state.issues.get(issue, Issue.QUALIFIED_ONLY) != 0))
                .maxInvestors(state.issues.getInt(issue, Issue.MAX_INVESTORS))
                .maxShareNumerator(state.issues.getInt(issue, Issue.SHARE_NUMERATOR))
                .maxShareDenominator(state.issues.getInt(issue, Issue.SHARE_DENOMINATOR))
                .lockedUntilMs(state.issues.get(issue, Issue.LOCKED_UNTIL));
        events.copyGround(buffer, IssueRulesChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + IssueRulesChangedEncoder.BLOCK_LENGTH);
    }

    void regimeChanged() {
        regime.wrapAndApplyHeader(buffer, 0, messageHeader)
                .clearanceRequired(Events.flag(state.scalars.get(Scalars.CLEARANCE) != 0))
                .periodSequence(state.scalars.get(Scalars.PERIOD));
        events.copyGround(buffer, RegimeChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + RegimeChangedEncoder.BLOCK_LENGTH);
    }

    void purchaseLimitSpent(int account) {
        spent.wrapAndApplyHeader(buffer, 0, messageHeader)
                .accountId(account + 1L)
                .spentMinor(state.accounts.get(account, Account.SPENT));
        events.emit(buffer, HEADER + PurchaseLimitSpentEncoder.BLOCK_LENGTH);
    }

    void platformStatusChanged(int activity) {
        platform.wrapAndApplyHeader(buffer, 0, messageHeader)
                .activity(Activity.get((short) activity))
                .status(PlatformStatus.get((short) Platform.status(state, activity)));
        events.copyGround(buffer, PlatformStatusChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + PlatformStatusChangedEncoder.BLOCK_LENGTH);
    }
}
