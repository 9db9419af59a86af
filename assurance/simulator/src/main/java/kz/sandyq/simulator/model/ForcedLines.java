package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Holder;
import kz.sandyq.simulator.model.Things.Wallet;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Moves without the holder's will: free units to others, or everything to another account of the same holders. */
final class ForcedLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final LienMoves moves;

    ForcedLines(World world, Postings postings, Shared shared, Tasks tasks, LienMoves moves) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.moves = moves;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "ForcedTransfer",
                        this::force,
                        SECOND_PERSON_REQUIRED,
                        UNKNOWN_ACCOUNT,
                        SAME_ACCOUNT,
                        UNKNOWN_ASSET,
                        CAPACITY_MISMATCH,
                        AMOUNT_NOT_POSITIVE,
                        SAME_HOLDERS,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        CLAIM_OPEN,
                        INSUFFICIENT_FUNDS,
                        DFA_ENCUMBERED,
                        INSUFFICIENT_UNITS,
                        AMOUNT_OVERFLOW,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "RecoverHolding",
                        this::recover,
                        SECOND_PERSON_REQUIRED,
                        UNKNOWN_ACCOUNT,
                        SAME_ACCOUNT,
                        UNKNOWN_ASSET,
                        CAPACITY_MISMATCH,
                        OTHER_HOLDERS,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        CLAIM_OPEN,
                        INSUFFICIENT_FUNDS,
                        INSUFFICIENT_UNITS,
                        STILL_HELD,
                        RANK_TAKEN,
                        AMOUNT_OVERFLOW,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void force(Message in) {
        Account from = world.account(checkedParties(in));
        Account to = world.account(in.number("toAccountId"));
        long assetId = in.number("assetId");
        BigInteger quantity = big(in.number("quantity"));
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(holders(from).equals(holders(to)), SAME_HOLDERS);
        checkAsset(from, assetId);
        postings.need(from.id(), assetId, quantity);
        checkArrival(in, to, quantity);
        Balance payee = world.openWithMoney(to.id(), assetId);
        Balance payer = world.existing(from.id(), assetId);
        postings.move(payer, payee, EntryKind.FORCED_TRANSFER, quantity, world.sequence());
        said(payer, payee, quantity, ZERO, false);
        world.resultAmount = quantity;
    }

    private void recover(Message in) {
        Account from = world.account(checkedParties(in));
        Account to = world.account(in.number("toAccountId"));
        long assetId = in.number("assetId");
        Refused.when(!holders(from).equals(holders(to)), OTHER_HOLDERS);
        world.needDisposal(from.id());
        checkAsset(from, assetId);
        Balance payer = world.balance(from.id(), assetId);
        if (payer == null || payer.total().signum() == 0) {
            throw new Refused(world.isMoney(assetId) ? INSUFFICIENT_FUNDS : INSUFFICIENT_UNITS);
        }
        Refused.when(Numbers.positive(payer.held), STILL_HELD);
        checkTogether(payer, world.balance(to.id(), assetId));
        BigInteger quantity = payer.total();
        checkArrival(in, to, quantity);
        world.resultAmount = quantity;
        Balance payee = world.openWithMoney(to.id(), assetId);
        BigInteger available = payer.available;
        BigInteger blocked = payer.blocked;
        postings.post(payer, EntryKind.RECOVERY, available.negate(), ZERO, blocked.negate(), world.sequence());
        postings.post(payee, EntryKind.RECOVERY, available, ZERO, blocked, world.sequence());
        moves.moveAll(payer, payee);
        said(payer, payee, quantity, blocked, true);
    }

    private long checkedParties(Message in) {
        world.needTwoPersons();
        Account from = world.account(in.number("fromAccountId"));
        Account to = world.account(in.number("toAccountId"));
        Refused.when(from.id() == to.id(), SAME_ACCOUNT);
        world.asset(in.number("assetId"));
        Refused.when(!Shared.mayPass(from, to), CAPACITY_MISMATCH);
        return from.id();
    }

    /** How the wallet is held, and who holds it with which share, in whatever order. */
    private List<String> holders(Account account) {
        Wallet wallet = world.wallets.get((int) account.wallet() - 1);
        return world.holders.stream()
                .filter(holder -> holder.wallet() == wallet.id())
                .map(ForcedLines::share)
                .map(share -> wallet.holdingKind() + ": " + share)
                .sorted()
                .toList();
    }

    private static String share(Holder holder) {
        BigInteger numerator = big(holder.numerator());
        BigInteger denominator = big(holder.denominator());
        BigInteger common = numerator.gcd(denominator);
        return holder.holderRef() + " has " + numerator.divide(common) + "/" + denominator.divide(common);
    }

    private void checkAsset(Account from, long assetId) {
        tasks.stepOfIssue(assetId);
        shared.needCirculation(assetId, true);
        Balance payer = world.balance(from.id(), assetId);
        Refused.when(payer != null && Numbers.positive(payer.claimed), CLAIM_OPEN);
    }

    /** Encumbrances of both may stand on one balance. */
    private void checkTogether(Balance from, @Nullable Balance to) {
        List<Encumbrance> there = world.encumbrancesOf(to);
        List<Encumbrance> coming = world.encumbrancesOf(from);
        for (Encumbrance each : coming) {
            boolean taken = there.stream().anyMatch(other -> each.rank > 0 && other.rank == each.rank);
            Refused.when(taken, RANK_TAKEN);
        }
        boolean many = !coming.isEmpty() && there.size() + coming.size() > Liens.MOST_OF_BALANCE;
        Refused.when(many, LIMIT_ENCUMBRANCES);
        Refused.when(to != null && Numbers.tooLarge(to.uncovered.add(from.uncovered)), AMOUNT_OVERFLOW);
    }

    private void checkArrival(Message in, Account to, BigInteger quantity) {
        long assetId = in.number("assetId");
        postings.needRange(world.balance(to.id(), assetId), quantity);
        world.needBalances(world.missingWithMoney(to.id(), assetId));
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
    }

    private void said(Balance from, Balance to, BigInteger quantity, BigInteger blocked, boolean recovery) {
        world.say(new Message("HoldingForced")
                .with("fromAccountId", from.account)
                .with("toAccountId", to.account)
                .with("assetId", from.asset)
                .with("quantity", quantity.longValueExact())
                .with("blockedQuantity", blocked.longValueExact())
                .with("recovery", recovery)
                .with("ground", world.ground));
    }
}
