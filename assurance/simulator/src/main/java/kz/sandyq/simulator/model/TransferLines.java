package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Free transfers. */
final class TransferLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;

    TransferLines(World world, Postings postings, Shared shared, Tasks tasks) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "Transfer",
                this::transfer,
                UNKNOWN_ACCOUNT,
                SAME_ACCOUNT,
                UNKNOWN_ASSET,
                AMOUNT_NOT_POSITIVE,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                CLEARANCE_LAPSED,
                ISSUE_LOCKED_UP,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                TASK_RUNNING,
                UNITS_FIXED,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                CLAIM_OPEN,
                INSUFFICIENT_FUNDS,
                DFA_ENCUMBERED,
                INSUFFICIENT_UNITS,
                AMOUNT_OVERFLOW,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void transfer(Message in) {
        long fromId = in.number("fromAccountId");
        long toId = in.number("toAccountId");
        long assetId = in.number("assetId");
        BigInteger quantity = big(in.number("quantity"));
        needParties(fromId, toId, assetId, quantity);
        world.permissions.needPassage(fromId, toId, assetId, quantity);
        tasks.stepOfIssue(assetId);
        shared.needCirculation(assetId, false);
        needSource(fromId, assetId, quantity);
        postings.needRange(world.balance(toId, assetId), quantity);
        world.needBalances(world.missingWithMoney(toId, assetId) + world.missing(fromId, assetId));
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        Balance payee = world.openWithMoney(toId, assetId);
        postings.move(world.open(fromId, assetId), payee, EntryKind.TRANSFER, quantity, world.sequence());
    }

    /** So much may pass between the two at all. */
    void needParties(long fromId, long toId, long assetId, BigInteger quantity) {
        Account from = world.account(fromId);
        Account to = world.account(toId);
        Refused.when(fromId == toId, SAME_ACCOUNT);
        world.asset(assetId);
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        boolean crosses = world.asset(assetId).kind() == AssetKind.UNBACKED.value() && mayCross(from, to);
        Refused.when(!Shared.mayPass(from, to) && !crosses, CAPACITY_MISMATCH);
    }

    /** Who gives it has it; another provider may give whatever can be counted. */
    void needSource(long fromId, long assetId, BigInteger quantity) {
        Balance payer = world.balance(fromId, assetId);
        Refused.when(payer != null && Numbers.positive(payer.claimed), CLAIM_OPEN);
        if (isElsewhere(world.account(fromId))) {
            BigInteger given = payer == null ? Numbers.ZERO : payer.available.negate();
            boolean tooMuch = Numbers.tooLarge(quantity) || Numbers.tooLarge(given.add(quantity));
            Refused.when(tooMuch, AMOUNT_OVERFLOW);
        } else {
            postings.need(fromId, assetId, quantity);
        }
    }

    static boolean isElsewhere(Account account) {
        return Shared.isOneOf(account.capacity(), Capacity.OTHER_PLATFORM);
    }

    /** Between an account here and another provider. */
    private static boolean mayCross(Account from, Account to) {
        Account here = isElsewhere(from) ? to : from;
        return isElsewhere(from) != isElsewhere(to) && Shared.holdsAssets(here) && from.activity() == to.activity();
    }
}
