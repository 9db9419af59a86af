package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Credit;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;

/** Bank money: what came, what leaves, what the bank took back (core.md 4.8). */
@LegalBasis("RUL-47.p1")
final class Money {
    private final State state;
    private final Events events;
    private final Accounts accounts;
    private final Balances balances;
    private final BookBankCreditDecoder credit = new BookBankCreditDecoder();

    Money(State state, Events events, Accounts accounts, Balances balances) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
    }

    int bookBankCredit(Command command) {
        BookBankCreditDecoder in = credit.wrap(command.buffer, command.offset, command.blockLength, command.version);
        long accountId = in.accountId();
        long assetId = in.assetId();
        long amountMinor = in.amountMinor();
        int refused = checkBankMoney(in.bankAccountId(), accountId, assetId, amountMinor);
        if (refused != Command.OK) {
            return refused;
        }
        if (!balances.hasRoom(assetId, accountId, in.bankAccountId())) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        if (balances.overflows(balances.find(accountId, assetId), amountMinor)) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        GroundDecoder ground = in.ground();
        refused = Command.checkGround(ground, state.legalDay(), false, false);
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        rememberCredit(in.bankAccountId(), accountId, assetId, amountMinor);
        int bank = balances.open(in.bankAccountId(), assetId);
        int account = balances.open(accountId, assetId);
        balances.move(bank, account, EntryKind.BANK_CREDIT, amountMinor, state.sequence());
        events.bankEntry(
                in.bankAccountId(),
                accountId,
                assetId,
                amountMinor,
                EntryKind.BANK_CREDIT,
                0,
                command.buffer,
                command.offset + BookBankCreditDecoder.bankReferenceEncodingOffset());
        command.resultId = state.sequence();
        return Command.OK;
    }

    private int checkBankMoney(long bankAccountId, long accountId, long assetId, long amountMinor) {
        if (!accounts.exists(bankAccountId) || !accounts.exists(accountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!accounts.assetExists(assetId)) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (amountMinor <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (!accounts.isMoney(assetId)) {
            return RejectCode.WRONG_ASSET_KIND.number();
        }
        boolean fits = accounts.capacityOf(bankAccountId) == Capacities.BANK_SIDE
                && Capacities.takesBankMoney(accounts.capacityOf(accountId))
                && accounts.activityOf(bankAccountId) == accounts.activityOf(accountId);
        return fits ? Command.OK : RejectCode.CAPACITY_MISMATCH.number();
    }

    /** Credits are remembered, so that a reversal can name one; the oldest makes room for the newest. */
    private void rememberCredit(long bankAccountId, long accountId, long assetId, long amountMinor) {
        Table credits = state.credits;
        if (credits.isFull()) {
            int oldest = (int) (state.scalars.get(Scalars.CREDITS) % credits.capacity());
            state.creditSequences.remove(oldest);
            credits.release(oldest);
        }
        state.scalars.increment(Scalars.CREDITS);
        int slot = credits.allocate(state.sequence());
        credits.set(slot, Credit.BANK_ACCOUNT, bankAccountId);
        credits.set(slot, Credit.ACCOUNT, accountId);
        credits.set(slot, Credit.ASSET, assetId);
        credits.set(slot, Credit.AMOUNT, amountMinor);
        state.creditSequences.insert(slot);
    }
}
