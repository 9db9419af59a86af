package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Credit;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.BookBankDebitDecoder;
import kz.sandyq.protocol.sbe.BookPayoutDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.ReleasePayoutDecoder;
import kz.sandyq.protocol.sbe.ReservePayoutDecoder;
import kz.sandyq.protocol.sbe.SettleSuspenseDecoder;

/** Bank money: what came, what leaves, what waits in suspense (core.md 4.8). */
@LegalBasis("RUL-47.p1")
final class Money {
    private final State state;
    private final Events events;
    private final Accounts accounts;
    private final Balances balances;
    private final Holds holds;
    private final Restrictions restrictions;
    private final BookBankCreditDecoder credit = new BookBankCreditDecoder();
    private final ReservePayoutDecoder reserve = new ReservePayoutDecoder();
    private final BookPayoutDecoder payout = new BookPayoutDecoder();
    private final ReleasePayoutDecoder releasePayout = new ReleasePayoutDecoder();
    private final BookBankDebitDecoder debit = new BookBankDebitDecoder();
    private final SettleSuspenseDecoder suspense = new SettleSuspenseDecoder();

    Money(State state, Events events, Accounts accounts, Balances balances, Holds holds, Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.holds = holds;
        this.restrictions = restrictions;
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
        if (balances.overflows(balances.find(accountId, assetId), amountMinor)
                || !bankHasRange(in.bankAccountId(), assetId, amountMinor)) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        refused = ground(in.ground(), false);
        if (refused != Command.OK) {
            return refused;
        }
        rememberCredit(in.bankAccountId(), accountId, assetId, amountMinor);
        int bank = balances.open(in.bankAccountId(), assetId);
        int account = balances.open(accountId, assetId);
        balances.move(bank, account, EntryKind.BANK_CREDIT, amountMinor, state.sequence());
        int reference = command.offset + BookBankCreditDecoder.bankReferenceEncodingOffset();
        events.bankEntry(
                in.bankAccountId(),
                accountId,
                assetId,
                amountMinor,
                EntryKind.BANK_CREDIT,
                0,
                command.buffer,
                reference);
        command.resultId = state.sequence();
        return Command.OK;
    }

    private boolean bankHasRange(long bankAccountId, long assetId, long amountMinor) {
        int bank = balances.find(bankAccountId, assetId);
        return amountMinor < Long.MAX_VALUE / 2
                && (bank == Table.NONE || balances.total(bank) > Long.MIN_VALUE / 2 + amountMinor);
    }

    int reservePayout(Command command) {
        ReservePayoutDecoder in = reserve.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkMoney(in.accountId(), in.assetId(), in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        if (!Capacities.takesBankMoney(accounts.capacityOf(in.accountId()))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        refused = restrictions.checkDisposal(in.accountId());
        if (refused != Command.OK) {
            return refused;
        }
        int balance = balances.find(in.accountId(), in.assetId());
        if (balance != Table.NONE && state.balances.get(balance, Balance.CLAIMED) > 0) {
            return RejectCode.CLAIM_OPEN.number();
        }
        if (balances.available(in.accountId(), in.assetId()) < in.amountMinor()) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (state.holds.isFull()) {
            return RejectCode.LIMIT_HOLDS.number();
        }
        int hold = holds.open(balance, HoldReason.PAYOUT, 0, in.amountMinor());
        command.resultId = state.holds.get(hold, Hold.ID);
        command.resultAmount = in.amountMinor();
        return Command.OK;
    }

    int bookPayout(Command command) {
        BookPayoutDecoder in = payout.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int hold = findPayout(in.holdId());
        if (hold == Table.NONE) {
            return RejectCode.UNKNOWN_PAYOUT.number();
        }
        long accountId = state.holds.get(hold, Hold.ACCOUNT);
        long assetId = state.holds.get(hold, Hold.ASSET);
        int refused = checkBankMoney(in.bankAccountId(), accountId, assetId, in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        if (state.holds.get(hold, Hold.REMAINING) != in.amountMinor()) {
            return RejectCode.PAYOUT_AMOUNT_MISMATCH.number();
        }
        if (!balances.hasRoom(assetId, in.bankAccountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        refused = ground(in.ground(), false);
        if (refused != Command.OK) {
            return refused;
        }
        balances.post(holds.balanceOf(hold), EntryKind.PAYOUT, 0, -in.amountMinor(), 0, in.holdId());
        balances.post(
                balances.open(in.bankAccountId(), assetId), EntryKind.PAYOUT, in.amountMinor(), 0, 0, in.holdId());
        holds.reduce(hold, in.amountMinor());
        int reference = command.offset + BookPayoutDecoder.bankReferenceEncodingOffset();
        events.bankEntry(
                in.bankAccountId(),
                accountId,
                assetId,
                in.amountMinor(),
                EntryKind.PAYOUT,
                in.holdId(),
                command.buffer,
                reference);
        command.resultId = in.holdId();
        return Command.OK;
    }

    int releasePayout(Command command) {
        ReleasePayoutDecoder in =
                releasePayout.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int hold = findPayout(in.holdId());
        if (hold == Table.NONE) {
            return RejectCode.UNKNOWN_PAYOUT.number();
        }
        if (in.endRaw() < 1 || in.endRaw() > 3) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        long amountMinor = state.holds.get(hold, Hold.REMAINING);
        balances.post(holds.balanceOf(hold), EntryKind.RELEASE, amountMinor, -amountMinor, 0, in.holdId());
        holds.reduce(hold, amountMinor);
        command.resultId = in.holdId();
        command.resultAmount = amountMinor;
        return Command.OK;
    }

    private int findPayout(long holdId) {
        int hold = state.holds.find(holdId);
        return hold != Table.NONE && state.holds.get(hold, Hold.REASON) == HoldReason.PAYOUT.value()
                ? hold
                : Table.NONE;
    }

    int bookBankDebit(Command command) {
        BookBankDebitDecoder in = debit.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkBankMoney(in.bankAccountId(), in.accountId(), in.assetId(), in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        if (!accounts.mayPass(EntryKind.BANK_DEBIT, in.accountId(), in.bankAccountId())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (balances.available(in.accountId(), in.assetId()) < in.amountMinor()) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (!balances.hasRoom(in.assetId(), in.bankAccountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        refused = ground(in.ground(), false);
        if (refused != Command.OK) {
            return refused;
        }
        int account = balances.find(in.accountId(), in.assetId());
        int bank = balances.open(in.bankAccountId(), in.assetId());
        balances.move(account, bank, EntryKind.BANK_DEBIT, in.amountMinor(), state.sequence());
        int reference = command.offset + BookBankDebitDecoder.bankReferenceEncodingOffset();
        events.bankEntry(
                in.bankAccountId(),
                in.accountId(),
                in.assetId(),
                in.amountMinor(),
                EntryKind.BANK_DEBIT,
                0,
                command.buffer,
                reference);
        return Command.OK;
    }

    int settleSuspense(Command command) {
        SettleSuspenseDecoder in = suspense.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkMoney(in.suspenseAccountId(), in.assetId(), in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!accounts.mayPass(EntryKind.SUSPENSE_SETTLEMENT, in.suspenseAccountId(), in.accountId())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (balances.available(in.suspenseAccountId(), in.assetId()) < in.amountMinor()) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (!balances.hasRoom(in.assetId(), in.accountId(), 0)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        if (balances.overflows(balances.find(in.accountId(), in.assetId()), in.amountMinor())) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        refused = ground(in.ground(), false);
        if (refused != Command.OK) {
            return refused;
        }
        int from = balances.find(in.suspenseAccountId(), in.assetId());
        int to = balances.open(in.accountId(), in.assetId());
        balances.move(from, to, EntryKind.SUSPENSE_SETTLEMENT, in.amountMinor(), state.sequence());
        return Command.OK;
    }

    private int ground(GroundDecoder ground, boolean reversal) {
        int refused = Command.checkGround(ground, state.legalDay(), false, reversal);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    int checkMoney(long accountId, long assetId, long amountMinor) {
        if (!accounts.exists(accountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!accounts.assetExists(assetId)) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (amountMinor <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        return accounts.isMoney(assetId) ? Command.OK : RejectCode.WRONG_ASSET_KIND.number();
    }

    int checkBankMoney(long bankAccountId, long accountId, long assetId, long amountMinor) {
        if (!accounts.exists(bankAccountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        int refused = checkMoney(accountId, assetId, amountMinor);
        if (refused != Command.OK) {
            return refused;
        }
        return accounts.mayPass(EntryKind.BANK_CREDIT, bankAccountId, accountId)
                ? Command.OK
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    /** Credits are remembered, so that a reversal can name one; the oldest makes room for the newest. */
    private void rememberCredit(long bankAccountId, long accountId, long assetId, long amountMinor) {
        Table credits = state.credits;
        if (credits.isFull()) {
            int oldest = state.creditAges.top();
            state.creditAges.remove(oldest);
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
        state.creditAges.insert(slot);
    }
}
