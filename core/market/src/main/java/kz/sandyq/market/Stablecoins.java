package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BurnStablecoinDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.MintStablecoinDecoder;

/** A stablecoin comes against money and goes for money, at par, in one step; RESERVE money moves in no other way. */
@LegalBasis("LAW-5.1")
final class Stablecoins {
    private final State state;
    private final MarketEvents events;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Permissions permissions;
    private final Allowances allowances;
    private final MintStablecoinDecoder mint = new MintStablecoinDecoder();
    private final BurnStablecoinDecoder burn = new BurnStablecoinDecoder();

    Stablecoins(
            State state,
            MarketEvents events,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Permissions permissions,
            Allowances allowances) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.permissions = permissions;
        this.allowances = allowances;
    }

    int mint(Command command) {
        MintStablecoinDecoder in = mint.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = issues.find(in.issueId());
        int refused = checkParties(slot, in.accountId());
        if (refused == Command.OK) {
            refused = issues.checkMint(slot, in.quantity());
        }
        if (refused != Command.OK) {
            return refused;
        }
        long money = money(slot, in.quantity());
        if (money < 0) {
            return moneyRefused(money);
        }
        long moneyAsset = state.issues.get(slot, Issue.MONEY_ASSET);
        refused = permissions.checkPurchaseOf(
                in.accountId(), in.issueId(), in.quantity(), in.quantity(), moneyAsset, money);
        if (refused != Command.OK) {
            return refused;
        }
        if (balances.available(in.accountId(), moneyAsset) < money) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (!balances.hasRoom(in.issueId(), in.accountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        int units = balances.open(in.accountId(), in.issueId());
        int payer = balances.find(in.accountId(), moneyAsset);
        allowances.spend(payer, money);
        balances.move(payer, reserve(slot), EntryKind.STABLECOIN_MINT, money, in.issueId());
        balances.move(issues.sideBalance(slot), units, EntryKind.STABLECOIN_MINT, in.quantity(), in.issueId());
        state.issues.add(slot, Issue.MINTED, in.quantity());
        state.issues.set(slot, Issue.STATUS, Issues.CIRCULATING);
        events.issueChanged(slot);
        command.resultAmount = money;
        return Command.OK;
    }

    int burn(Command command) {
        BurnStablecoinDecoder in = burn.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = issues.find(in.issueId());
        int refused = checkParties(slot, in.accountId());
        if (refused == Command.OK && in.quantity() <= 0) {
            refused = RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (refused == Command.OK) {
            refused = issues.checkCirculation(in.issueId());
        }
        if (refused == Command.OK) {
            refused = balances.checkUnits(in.accountId(), in.issueId(), in.quantity());
        }
        if (refused != Command.OK) {
            return refused;
        }
        long money = money(slot, in.quantity());
        if (money < 0) {
            return moneyRefused(money);
        }
        long moneyAsset = state.issues.get(slot, Issue.MONEY_ASSET);
        if (!balances.hasRoom(moneyAsset, in.accountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        int payee = balances.open(in.accountId(), moneyAsset);
        int units = balances.find(in.accountId(), in.issueId());
        balances.move(units, issues.sideBalance(slot), EntryKind.STABLECOIN_BURN, in.quantity(), in.issueId());
        balances.move(reserve(slot), payee, EntryKind.STABLECOIN_BURN, money, in.issueId());
        state.issues.add(slot, Issue.BURNED, in.quantity());
        events.issueChanged(slot);
        command.resultAmount = money;
        return Command.OK;
    }

    private int checkParties(int slot, long accountId) {
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (!issues.isStablecoin(slot)) {
            return RejectCode.NOT_A_STABLECOIN.number();
        }
        if (!accounts.exists(accountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        return accounts.mayPass(EntryKind.STABLECOIN_MINT, accountId, state.issues.get(slot, Issue.RESERVE))
                ? permissions.checkParty(accountId)
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    private long money(int slot, long quantity) {
        return Amounts.money(
                quantity, state.issues.get(slot, Issue.NOMINAL), state.issues.get(slot, Issue.SCALE_FACTOR));
    }

    private static int moneyRefused(long money) {
        return money == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : RejectCode.CONTRADICTS_ISSUE_TERMS.number();
    }

    private int reserve(int slot) {
        return balances.find(state.issues.get(slot, Issue.RESERVE), state.issues.get(slot, Issue.MONEY_ASSET));
    }
}
