package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.TransferDecoder;

/** Free transfers, each with its ground. */
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
        int refused = checkParties(in);
        if (refused == Command.OK) {
            tasks.stepOfIssue(issues.find(in.assetId()));
            refused = issues.checkCirculation(in.assetId());
        }
        if (refused == Command.OK) {
            refused = checkQuantity(in);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        int to = issues.open(in.toAccountId(), in.assetId());
        int from = balances.find(in.fromAccountId(), in.assetId());
        balances.move(from, to, EntryKind.TRANSFER, in.quantity(), state.sequence());
        return Command.OK;
    }

    private int checkParties(TransferDecoder in) {
        if (!accounts.exists(in.fromAccountId()) || !accounts.exists(in.toAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (in.fromAccountId() == in.toAccountId()) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.assetExists(in.assetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        return accounts.mayPass(in.fromAccountId(), in.toAccountId())
                ? permissions.checkPassage(in.fromAccountId(), in.toAccountId(), in.assetId(), in.quantity())
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    private int checkQuantity(TransferDecoder in) {
        int from = balances.find(in.fromAccountId(), in.assetId());
        if (from != Table.NONE && state.balances.get(from, Balance.CLAIMED) > 0) {
            return RejectCode.CLAIM_OPEN.number();
        }
        int refused = balances.checkUnits(in.fromAccountId(), in.assetId(), in.quantity());
        if (refused != Command.OK) {
            return accounts.isMoney(in.assetId()) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
        }
        if (balances.overflows(balances.find(in.toAccountId(), in.assetId()), in.quantity())) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        return issues.hasRoom(in.toAccountId(), in.assetId()) ? Command.OK : RejectCode.LIMIT_BALANCES.number();
    }
}
