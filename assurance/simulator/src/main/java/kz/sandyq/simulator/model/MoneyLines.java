package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Bank money that comes, leaves, waits in suspense. */
final class MoneyLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;

    MoneyLines(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "BookBankCredit",
                        this::credit,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        LIMIT_BALANCES,
                        AMOUNT_OVERFLOW,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "ReservePayout",
                        this::reserve,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLAIM_OPEN,
                        INSUFFICIENT_FUNDS,
                        LIMIT_HOLDS),
                Contract.line(
                        "BookPayout",
                        this::payout,
                        UNKNOWN_PAYOUT,
                        UNKNOWN_ACCOUNT,
                        AMOUNT_NOT_POSITIVE,
                        CAPACITY_MISMATCH,
                        PAYOUT_AMOUNT_MISMATCH,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line("ReleasePayout", this::release, UNKNOWN_PAYOUT, FIELD_OUT_OF_RANGE),
                Contract.line(
                        "BookBankDebit",
                        this::debit,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        INSUFFICIENT_FUNDS,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "SettleSuspense",
                        this::settle,
                        UNKNOWN_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        WRONG_ASSET_KIND,
                        CAPACITY_MISMATCH,
                        INSUFFICIENT_FUNDS,
                        LIMIT_BALANCES,
                        AMOUNT_OVERFLOW,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void ground(Message in) {
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
    }

    private void credit(Message in) {
        long bankId = in.number("bankAccountId");
        long accountId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger amount = big(in.number("amountMinor"));
        shared.needBankMoney(bankId, accountId, assetId, amount);
        world.needBalances(world.missing(accountId, assetId) + world.missing(bankId, assetId));
        postings.needRange(world.balance(accountId, assetId), amount);
        Balance known = world.balance(bankId, assetId);
        BigInteger owed = known == null ? ZERO : known.total();
        Refused.when(owed.subtract(amount).compareTo(big(Long.MIN_VALUE / 2)) <= 0, AMOUNT_OVERFLOW);
        ground(in);
        if (world.credits.size() >= world.limit("HOLDS")) {
            world.credits.removeFirst();
        }
        world.scalar("CREDITS", world.scalar("CREDITS") + 1);
        world.credits.add(new Things.Credit(world.sequence(), bankId, accountId, assetId, amount));
        Balance bank = world.open(bankId, assetId);
        Balance account = world.open(accountId, assetId);
        postings.move(bank, account, EntryKind.BANK_CREDIT, amount, world.sequence());
        bankEntry(in, bankId, accountId, assetId, EntryKind.BANK_CREDIT, 0);
        world.resultId = world.sequence();
    }

    private void bankEntry(Message in, long bankId, long accountId, long assetId, EntryKind kind, long holdId) {
        world.say(new Message("BankEntryBooked")
                .with("bankAccountId", bankId)
                .with("accountId", accountId)
                .with("assetId", assetId)
                .with("amountMinor", in.number("amountMinor"))
                .with("entryKind", kind.value())
                .with("holdId", holdId)
                .with("bankReference", in.part("bankReference")));
    }

    private void reserve(Message in) {
        long accountId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger amount = big(in.number("amountMinor"));
        shared.needMoney(accountId, assetId, amount);
        Refused.when(!Shared.takesBankMoney(world.account(accountId)), CAPACITY_MISMATCH);
        world.needDisposal(accountId);
        Balance balance = world.balance(accountId, assetId);
        Refused.when(balance != null && Numbers.positive(balance.claimed), CLAIM_OPEN);
        Refused.when(Numbers.less(world.available(accountId, assetId), amount), INSUFFICIENT_FUNDS);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        world.resultId = postings.openHold(world.existing(accountId, assetId), HoldReason.PAYOUT, 0, amount).id;
        world.resultAmount = amount;
    }

    private Deals.Hold payoutOf(long holdId) {
        Deals.Hold hold = World.found(world.holds.find(holdId), UNKNOWN_PAYOUT);
        Refused.when(hold.reason != HoldReason.PAYOUT.value(), UNKNOWN_PAYOUT);
        return hold;
    }

    private void payout(Message in) {
        Deals.Hold hold = payoutOf(in.number("holdId"));
        long bankId = in.number("bankAccountId");
        BigInteger amount = big(in.number("amountMinor"));
        long assetId = hold.balance.asset;
        shared.needBankMoney(bankId, hold.balance.account, assetId, amount);
        Refused.when(!amount.equals(hold.remaining), PAYOUT_AMOUNT_MISMATCH);
        world.needBalances(world.missing(bankId, assetId));
        ground(in);
        postings.post(hold.balance, EntryKind.PAYOUT, ZERO, amount.negate(), ZERO, hold.id);
        postings.post(world.open(bankId, assetId), EntryKind.PAYOUT, amount, ZERO, ZERO, hold.id);
        postings.reduceHold(hold, HoldReason.PAYOUT, amount);
        bankEntry(in, bankId, hold.balance.account, assetId, EntryKind.PAYOUT, hold.id);
        world.resultId = hold.id;
    }

    private void release(Message in) {
        Deals.Hold hold = payoutOf(in.number("holdId"));
        Refused.when(in.number("end") < 1 || in.number("end") > 3, FIELD_OUT_OF_RANGE);
        BigInteger amount = hold.remaining;
        postings.free(hold.balance, amount, hold.id);
        postings.reduceHold(hold, HoldReason.PAYOUT, amount);
        world.resultId = hold.id;
        world.resultAmount = amount;
    }

    private void debit(Message in) {
        long bankId = in.number("bankAccountId");
        long accountId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger amount = big(in.number("amountMinor"));
        shared.needBankMoney(bankId, accountId, assetId, amount);
        Account account = world.account(accountId);
        boolean payable = Shared.isOwn(account) || Shared.isOneOf(account.capacity(), Capacity.SUSPENSE);
        Refused.when(!payable, CAPACITY_MISMATCH);
        Refused.when(Numbers.less(world.available(accountId, assetId), amount), INSUFFICIENT_FUNDS);
        world.needBalances(world.missing(bankId, assetId));
        ground(in);
        Balance from = world.existing(accountId, assetId);
        Balance bank = world.open(bankId, assetId);
        postings.move(from, bank, EntryKind.BANK_DEBIT, amount, world.sequence());
        bankEntry(in, bankId, accountId, assetId, EntryKind.BANK_DEBIT, 0);
    }

    private void settle(Message in) {
        long fromId = in.number("suspenseAccountId");
        long toId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger amount = big(in.number("amountMinor"));
        shared.needMoney(fromId, assetId, amount);
        Account to = world.account(toId);
        Account from = world.account(fromId);
        boolean fits = Shared.isOneOf(from.capacity(), Capacity.SUSPENSE)
                && Shared.takesBankMoney(to)
                && !Shared.isOneOf(to.capacity(), Capacity.SUSPENSE)
                && from.activity() == to.activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
        Refused.when(Numbers.less(world.available(fromId, assetId), amount), INSUFFICIENT_FUNDS);
        world.needBalances(world.missing(toId, assetId));
        postings.needRange(world.balance(toId, assetId), amount);
        ground(in);
        postings.move(
                world.existing(fromId, assetId),
                world.open(toId, assetId),
                EntryKind.SUSPENSE_SETTLEMENT,
                amount,
                world.sequence());
    }
}
