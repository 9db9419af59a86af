package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.SetAccountPermissionsDecoder;
import kz.sandyq.protocol.sbe.SetClearanceDecoder;
import kz.sandyq.protocol.sbe.SetClearanceRegimeDecoder;
import kz.sandyq.protocol.sbe.SetIssueRulesDecoder;

/** What is decided outside about accounts, wallets and issues, taken into the state. */
final class PermissionActs {
    private static final int ALL_CLASSES = 15;

    private final State state;
    private final Events events;
    private final PermissionEvents permissionEvents;
    private final Accounts accounts;
    private final Issues issues;
    private final SetAccountPermissionsDecoder permissions = new SetAccountPermissionsDecoder();
    private final SetClearanceDecoder clearance = new SetClearanceDecoder();
    private final SetIssueRulesDecoder rules = new SetIssueRulesDecoder();
    private final SetClearanceRegimeDecoder regime = new SetClearanceRegimeDecoder();

    PermissionActs(State state, Events events, PermissionEvents permissionEvents, Accounts accounts, Issues issues) {
        this.state = state;
        this.events = events;
        this.permissionEvents = permissionEvents;
        this.accounts = accounts;
        this.issues = issues;
    }

    private int ground(GroundDecoder ground) {
        int refused = Command.checkGround(ground, state.legalDay(), true, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    int setAccountPermissions(Command command) {
        SetAccountPermissionsDecoder in =
                permissions.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!Capacities.holdsAssets(accounts.capacityOf(in.accountId()))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (in.permittedClasses() > ALL_CLASSES || in.qualifiedUntilMs() < 0 || in.purchaseLimitMinor() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = in.purchaseLimitMinor() == 0 ? Command.OK : checkLimit(in);
        if (refused == Command.OK) {
            refused = ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        int slot = (int) in.accountId() - 1;
        Table rows = state.accounts;
        if (rows.get(slot, Account.PERMISSIONS) == 0) {
            state.scalars.increment(Scalars.RESTRICTED);
        }
        rows.set(slot, Account.PERMISSIONS, 1);
        rows.set(slot, Account.PERMITTED, in.permittedClasses());
        rows.set(slot, Account.QUALIFIED_UNTIL, in.qualifiedUntilMs());
        boolean anew = rows.get(slot, Account.LIMIT) == 0 || rows.get(slot, Account.LIMIT_ASSET) != in.limitAssetId();
        boolean forgotten = anew && rows.get(slot, Account.SPENT) != 0;
        if (anew) {
            rows.set(slot, Account.LIMIT_FROM, state.sequence());
            rows.set(slot, Account.SPENT, 0);
        }
        rows.set(slot, Account.LIMIT_ASSET, in.limitAssetId());
        rows.set(slot, Account.LIMIT, in.purchaseLimitMinor());
        permissionEvents.accountPermissionsChanged(slot);
        if (forgotten) {
            permissionEvents.purchaseLimitSpent(slot);
        }
        return Command.OK;
    }

    private int checkLimit(SetAccountPermissionsDecoder in) {
        if (in.purchaseLimitMinor() > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        if (!accounts.assetExists(in.limitAssetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        return accounts.isMoney(in.limitAssetId()) ? Command.OK : RejectCode.WRONG_ASSET_KIND.number();
    }

    int setClearance(Command command) {
        SetClearanceDecoder in = clearance.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int wallet = State.dense(state.wallets, in.walletId());
        if (wallet == Table.NONE) {
            return RejectCode.UNKNOWN_WALLET.number();
        }
        if (in.clearedUntilMs() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.wallets.set(wallet, Wallet.CLEARED_UNTIL, in.clearedUntilMs());
        permissionEvents.clearanceChanged(wallet);
        return Command.OK;
    }

    int setIssueRules(Command command) {
        SetIssueRulesDecoder in = rules.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        boolean share = in.maxShareNumerator() == 0
                ? in.maxShareDenominator() == 0
                : in.maxShareNumerator() > 0 && in.maxShareNumerator() <= in.maxShareDenominator();
        if (!share || in.qualifiedOnlyRaw() > 1 || in.maxInvestors() < 0 || in.lockedUntilMs() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        boolean ruled = state.issues.get(issue, Issue.RULED) != 0;
        if (!issues.isAlive(issue) || !ruled && mayBeHeld(in.issueId())) {
            return RejectCode.ISSUE_STATUS.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        if (!ruled) {
            state.scalars.increment(Scalars.RESTRICTED);
        }
        state.issues.set(issue, Issue.RULED, 1);
        state.issues.set(issue, Issue.QUALIFIED_ONLY, in.qualifiedOnlyRaw());
        state.issues.set(issue, Issue.MAX_INVESTORS, in.maxInvestors());
        state.issues.set(issue, Issue.SHARE_NUMERATOR, in.maxShareNumerator());
        state.issues.set(issue, Issue.SHARE_DENOMINATOR, in.maxShareDenominator());
        state.issues.set(issue, Issue.LOCKED_UNTIL, in.lockedUntilMs());
        permissionEvents.issueRulesChanged(issue);
        return Command.OK;
    }

    /** An account besides the issue's own two has a row for it, so that its stake was not counted. */
    private boolean mayBeHeld(long issueId) {
        int first = state.assets.getInt((int) issueId - 1, Asset.FIRST_BALANCE) - 1;
        int second = state.balances.getInt(first, Balance.NEXT_OF_ASSET) - 1;
        return state.balances.getInt(second, Balance.NEXT_OF_ASSET) != 0;
    }

    int startPurchasePeriod() {
        state.scalars.set(Scalars.PERIOD, state.sequence());
        permissionEvents.regimeChanged();
        return Command.OK;
    }

    int setClearanceRegime(Command command) {
        SetClearanceRegimeDecoder in =
                regime.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (in.requiredRaw() > 1) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        long change = in.requiredRaw() - state.scalars.get(Scalars.CLEARANCE);
        state.scalars.set(Scalars.RESTRICTED, state.scalars.get(Scalars.RESTRICTED) + change);
        state.scalars.set(Scalars.CLEARANCE, in.requiredRaw());
        permissionEvents.regimeChanged();
        return Command.OK;
    }
}
