package kz.sandyq.market;

import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.TransferDecoder;

/**
 * Free transfers, each with its ground. An unbacked asset may also leave to another provider or come from there: that
 * provider's account is negative by what of it is kept here.
 */
final class Transfers {
    private final State state;
    private final Events events;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Permissions permissions;
    private final TransferDecoder transfer = new TransferDecoder();

    Transfers(
            State state,
            Events events,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.permissions = permissions;
    }

    int transfer(Command command) {
        TransferDecoder in = transfer.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkParties(in.fromAccountId(), in.toAccountId(), in.assetId(), in.quantity());
        if (refused == Command.OK) {
            refused = permissions.checkPassage(in.fromAccountId(), in.toAccountId(), in.assetId(), in.quantity());
        }
        if (refused == Command.OK) {
            tasks.stepOfIssue(issues.find(in.assetId()));
            refused = issues.checkCirculation(in.assetId());
        }
        if (refused == Command.OK) {
            refused = checkSource(in.fromAccountId(), in.assetId(), in.quantity());
        }
        if (refused == Command.OK) {
            refused = checkTarget(in.toAccountId(), in.assetId(), in.quantity());
        }
        if (refused == Command.OK && !hasRoom(in)) {
            refused = RejectCode.LIMIT_BALANCES.number();
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        int to = issues.open(in.toAccountId(), in.assetId());
        int from = balances.open(in.fromAccountId(), in.assetId());
        balances.move(from, to, EntryKind.TRANSFER, in.quantity(), state.sequence());
        return Command.OK;
    }

    private boolean hasRoom(TransferDecoder in) {
        int needed =
                issues.missing(in.toAccountId(), in.assetId()) + balances.missing(in.fromAccountId(), in.assetId());
        return needed <= state.balances.room();
    }

    /** Whether these two may have such a transfer between them at all. */
    int checkParties(long fromAccountId, long toAccountId, long assetId, long quantity) {
        if (!accounts.exists(fromAccountId) || !accounts.exists(toAccountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (fromAccountId == toAccountId) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.assetExists(assetId)) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (quantity <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        boolean here = !isFromElsewhere(fromAccountId) && !isFromElsewhere(toAccountId);
        boolean fits =
                (here || isUnbacked(assetId)) && accounts.mayPass(EntryKind.TRANSFER, fromAccountId, toAccountId);
        return fits ? Command.OK : RejectCode.CAPACITY_MISMATCH.number();
    }

    /** Whether this may come from elsewhere for somebody who is not known yet. */
    int checkArrival(long assetId, long quantity) {
        if (!accounts.assetExists(assetId)) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (quantity <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        return isUnbacked(assetId) ? Command.OK : RejectCode.WRONG_ASSET_KIND.number();
    }

    private boolean isUnbacked(long assetId) {
        return state.assets.get((int) assetId - 1, Asset.ASSET_KIND) == AssetKind.UNBACKED.value();
    }

    /** Whether an account is that of another provider. */
    boolean isFromElsewhere(long accountId) {
        return accounts.exists(accountId) && accounts.capacityOf(accountId) == Capacities.OTHER_PLATFORM;
    }

    /** Whether so much is there: free, and owed to nobody. What comes from elsewhere is not limited by what is here. */
    int checkSource(long fromAccountId, long assetId, long quantity) {
        int from = balances.find(fromAccountId, assetId);
        if (isFromElsewhere(fromAccountId)) {
            long kept = from == Table.NONE ? 0 : -state.balances.get(from, Balance.AVAILABLE);
            return quantity > Amounts.MAX || kept > Amounts.MAX - quantity
                    ? RejectCode.AMOUNT_OVERFLOW.number()
                    : Command.OK;
        }
        if (from != Table.NONE && state.balances.get(from, Balance.CLAIMED) > 0) {
            return RejectCode.CLAIM_OPEN.number();
        }
        int refused = balances.checkUnits(fromAccountId, assetId, quantity);
        return refused != Command.OK && accounts.isMoney(assetId) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
    }

    /** Whether so much may come to an account. */
    int checkTarget(long toAccountId, long assetId, long quantity) {
        if (balances.overflows(balances.find(toAccountId, assetId), quantity)) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        return issues.hasRoom(toAccountId, assetId) ? Command.OK : RejectCode.LIMIT_BALANCES.number();
    }
}
