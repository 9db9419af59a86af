package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Credit;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.ReverseBankCreditDecoder;

/** Credits that the bank takes back: what is free goes, the rest becomes a claim. */
final class Reversals {
    private final State state;
    private final Events events;
    private final Accounts accounts;
    private final Balances balances;
    private final Money money;
    private final Claims claims;
    private final ReverseBankCreditDecoder reversal = new ReverseBankCreditDecoder();

    Reversals(State state, Events events, Accounts accounts, Balances balances, Money money, Claims claims) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.money = money;
        this.claims = claims;
    }

    int reverseBankCredit(Command command) {
        ReverseBankCreditDecoder in =
                reversal.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = money.checkBankMoney(in.bankAccountId(), in.accountId(), in.assetId(), in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        int credit = state.creditSequences.find(in.creditSequence());
        if (credit == Table.NONE || !names(in, credit)) {
            return RejectCode.UNKNOWN_BANK_CREDIT.number();
        }
        if (in.amountMinor() > state.credits.get(credit, Credit.AMOUNT) - state.credits.get(credit, Credit.REVERSED)) {
            return RejectCode.ALREADY_REVERSED.number();
        }
        long free = Math.max(0, Math.min(balances.available(in.accountId(), in.assetId()), in.amountMinor()));
        long rest = in.amountMinor() - free;
        refused = rest > 0 ? checkClaim(in) : Command.OK;
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), false, true);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        book(in, credit, free, rest);
        int reference = command.offset + ReverseBankCreditDecoder.bankReferenceEncodingOffset();
        events.bankEntry(
                in.bankAccountId(),
                in.accountId(),
                in.assetId(),
                in.amountMinor(),
                EntryKind.BANK_REVERSAL,
                0,
                command.buffer,
                reference);
        command.resultAmount = rest;
        return Command.OK;
    }

    private boolean names(ReverseBankCreditDecoder in, int credit) {
        long creditedId = state.credits.get(credit, Credit.ACCOUNT);
        return state.credits.get(credit, Credit.BANK_ACCOUNT) == in.bankAccountId()
                && state.credits.get(credit, Credit.ASSET) == in.assetId()
                && (creditedId == in.accountId() || accounts.capacityOf(creditedId) == Capacities.SUSPENSE);
    }

    private int checkClaim(ReverseBankCreditDecoder in) {
        if (!accounts.exists(in.claimAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (accounts.capacityOf(in.claimAccountId()) != Capacities.CLAIM
                || accounts.walletOf(in.claimAccountId()) != accounts.walletOf(in.accountId())
                || accounts.activityOf(in.claimAccountId()) != accounts.activityOf(in.accountId())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (!balances.hasRoom(in.assetId(), in.accountId(), in.claimAccountId())) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        int balance = balances.find(in.accountId(), in.assetId());
        boolean room = balance == Table.NONE ? !state.claims.isFull() : claims.hasRoom(balance);
        return room ? Command.OK : RejectCode.LIMIT_CLAIMS.number();
    }

    private void book(ReverseBankCreditDecoder in, int credit, long free, long rest) {
        long subject = in.creditSequence();
        state.credits.add(credit, Credit.REVERSED, in.amountMinor());
        if (free > 0) {
            int account = balances.find(in.accountId(), in.assetId());
            balances.post(account, EntryKind.BANK_REVERSAL, -free, 0, 0, subject);
        }
        if (rest > 0) {
            int owed = balances.open(in.claimAccountId(), in.assetId());
            balances.post(owed, EntryKind.BANK_REVERSAL, -rest, 0, 0, subject);
            claims.open(balances.open(in.accountId(), in.assetId()), in.claimAccountId(), rest);
        }
        int bank = balances.find(in.bankAccountId(), in.assetId());
        balances.post(bank, EntryKind.BANK_REVERSAL, in.amountMinor(), 0, 0, subject);
    }
}
