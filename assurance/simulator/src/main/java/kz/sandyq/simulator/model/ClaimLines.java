package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Deals.Claim;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Credit;
import kz.sandyq.simulator.schema.Message;

/** Credits that the bank takes back, and what a client then owes. */
final class ClaimLines implements Contract.Family {
    private static final int MOST_OF_BALANCE = 16;

    private final World world;
    private final Postings postings;
    private final Shared shared;

    ClaimLines(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "ReverseBankCredit",
                this::reverse,
                UNKNOWN_ACCOUNT,
                UNKNOWN_ASSET,
                AMOUNT_NOT_POSITIVE,
                WRONG_ASSET_KIND,
                CAPACITY_MISMATCH,
                UNKNOWN_BANK_CREDIT,
                ALREADY_REVERSED,
                LIMIT_BALANCES,
                LIMIT_CLAIMS,
                EFFECTIVE_DATE_IN_FUTURE));
    }

    private void reverse(Message in) {
        long bankId = in.number("bankAccountId");
        long accountId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger amount = big(in.number("amountMinor"));
        shared.needBankMoney(bankId, accountId, assetId, amount);
        Credit credit = credit(in);
        Refused.when(Numbers.less(credit.amount.subtract(credit.reversed), amount), ALREADY_REVERSED);
        BigInteger free = world.available(accountId, assetId).min(amount).max(ZERO);
        BigInteger rest = amount.subtract(free);
        if (Numbers.positive(rest)) {
            checkClaim(in);
        }
        world.checkGround(in.part("ground"), false, true);
        world.standOnGround();
        credit.reversed = credit.reversed.add(amount);
        long subject = credit.sequence;
        if (Numbers.positive(free)) {
            Balance account = world.existing(accountId, assetId);
            postings.post(account, EntryKind.BANK_REVERSAL, free.negate(), ZERO, ZERO, subject);
        }
        if (Numbers.positive(rest)) {
            Balance owed = world.open(in.number("claimAccountId"), assetId);
            postings.post(owed, EntryKind.BANK_REVERSAL, rest.negate(), ZERO, ZERO, subject);
            open(world.open(accountId, assetId), in.number("claimAccountId"), rest);
        }
        Balance bank = world.existing(bankId, assetId);
        postings.post(bank, EntryKind.BANK_REVERSAL, amount, ZERO, ZERO, subject);
        world.say(new Message("BankEntryBooked")
                .with("bankAccountId", bankId)
                .with("accountId", accountId)
                .with("assetId", assetId)
                .with("amountMinor", in.number("amountMinor"))
                .with("entryKind", EntryKind.BANK_REVERSAL.value())
                .with("bankReference", in.part("bankReference")));
        world.resultAmount = rest;
    }

    private Credit credit(Message in) {
        Credit credit = World.found(
                world.credits.stream()
                        .filter(each -> each.sequence == in.number("creditSequence"))
                        .findFirst()
                        .orElse(null),
                UNKNOWN_BANK_CREDIT);
        Account credited = world.account(credit.account);
        boolean named = credit.bank == in.number("bankAccountId")
                && credit.asset == in.number("assetId")
                && (credit.account == in.number("accountId") || Shared.isOneOf(credited.capacity(), Capacity.SUSPENSE));
        Refused.when(!named, UNKNOWN_BANK_CREDIT);
        return credit;
    }

    private void checkClaim(Message in) {
        Account claim = world.account(in.number("claimAccountId"));
        Account account = world.account(in.number("accountId"));
        boolean fits = Shared.isOneOf(claim.capacity(), Capacity.CLAIM)
                && claim.wallet() == account.wallet()
                && claim.activity() == account.activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
        long assetId = in.number("assetId");
        world.needBalances(world.missing(account.id(), assetId) + world.missing(claim.id(), assetId));
        Balance balance = world.balance(account.id(), assetId);
        boolean many = balance != null && world.claimsOf(balance).size() >= MOST_OF_BALANCE;
        Refused.when(many || world.claims.isFull(), LIMIT_CLAIMS);
    }

    private void open(Balance balance, long claimAccount, BigInteger amount) {
        Claim claim = world.claims.add(world.sequence(), new Claim(balance, claimAccount, amount));
        balance.claimed = balance.claimed.add(amount);
        world.touched.add(balance);
        changed(claim);
    }

    private void changed(Claim claim) {
        world.say(new Message("ClaimChanged")
                .with("claimId", claim.id)
                .with("accountId", claim.balance.account)
                .with("claimAccountId", claim.claimAccount)
                .with("assetId", claim.balance.asset)
                .with("openedMinor", claim.opened.longValueExact())
                .with("remainingMinor", claim.remaining.longValueExact()));
    }

    /** Pays open claims, oldest first, out of what is available. */
    void settle(Balance balance) {
        for (Claim claim : world.claimsOf(balance)) {
            if (!Numbers.positive(balance.available)) {
                return;
            }
            BigInteger amount = balance.available.min(claim.remaining);
            claim.remaining = claim.remaining.subtract(amount);
            balance.claimed = balance.claimed.subtract(amount);
            Balance owed = world.existing(claim.claimAccount, balance.asset);
            postings.move(balance, owed, EntryKind.CLAIM_SETTLEMENT, amount, claim.id);
            changed(claim);
            if (claim.remaining.signum() == 0) {
                world.claims.remove(claim);
            }
        }
    }
}
