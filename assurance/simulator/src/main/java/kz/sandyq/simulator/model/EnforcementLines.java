package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** A pledge is enforced: units to a buyer or the pledgee, the debt paid, the surplus back. */
final class EnforcementLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Tasks tasks;
    private final Liens liens;
    private final LienMoves moves;

    EnforcementLines(World world, Postings postings, Tasks tasks, Liens liens, LienMoves moves) {
        this.world = world;
        this.postings = postings;
        this.tasks = tasks;
        this.liens = liens;
        this.moves = moves;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "EnforcePledge",
                this::enforce,
                SECOND_PERSON_REQUIRED,
                UNKNOWN_ENCUMBRANCE,
                NOT_A_PLEDGE,
                TASK_RUNNING,
                UNITS_FIXED,
                PLEDGEE_MISMATCH,
                UNKNOWN_ACCOUNT,
                SAME_ACCOUNT,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                CLEARANCE_LAPSED,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                AMOUNT_NOT_POSITIVE,
                AMOUNT_OVERFLOW,
                RELEASE_ABOVE_REMAINING,
                UNKNOWN_ASSET,
                WRONG_ASSET_KIND,
                FIELD_OUT_OF_RANGE,
                INSUFFICIENT_FUNDS,
                LIMIT_BALANCES,
                LIMIT_ENCUMBRANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void enforce(Message in) {
        world.needTwoPersons();
        long id = in.number("encumbranceId");
        Encumbrance before = world.encumbrances.find(id);
        if (before != null) {
            tasks.stepOfIssue(before.asset());
        }
        Encumbrance pledge = World.found(world.encumbrances.find(id), UNKNOWN_ENCUMBRANCE);
        checkPledge(in, pledge);
        checkParties(in, pledge);
        checkAmounts(in, pledge);
        checkMoney(in, pledge);
        checkRoom(in, pledge);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        book(in, pledge);
        world.resultId = id;
        world.resultAmount = surplus(in);
    }

    private static BigInteger surplus(Message in) {
        return big(in.number("valueMinor"))
                .subtract(big(in.number("debtMinor")))
                .max(ZERO);
    }

    private void checkPledge(Message in, Encumbrance pledge) {
        Refused.when(!pledge.isPledge(), NOT_A_PLEDGE);
        Issue issue = world.issue(pledge.asset());
        Refused.when(Shared.isTaskOf(issue), TASK_RUNNING);
        Refused.when(issue != null && issue.principal != 0, UNITS_FIXED);
        boolean named = pledge.pledgeeAccount == 0 || pledge.pledgeeAccount == in.number("pledgeeAccountId");
        Refused.when(!named, PLEDGEE_MISMATCH);
    }

    private void checkParties(Message in, Encumbrance pledge) {
        Account pledgor = world.account(pledge.account);
        Account buyer = world.account(in.number("buyerAccountId"));
        Account pledgee = world.account(in.number("pledgeeAccountId"));
        Refused.when(buyer.id() == pledgor.id() || pledgee.id() == pledgor.id(), SAME_ACCOUNT);
        Refused.when(!Shared.mayPass(pledgor, buyer) || !Shared.mayPass(pledgor, pledgee), CAPACITY_MISMATCH);
        Refused.when(world.isFrozen(pledgor.id()), ACCOUNT_FROZEN);
        world.permissions.needParty(buyer.id());
        world.permissions.needClearance(pledgee.id());
        world.permissions.needAcquisition(buyer.id(), pledge.asset(), big(in.number("quantity")), ZERO);
    }

    private void checkAmounts(Message in, Encumbrance pledge) {
        BigInteger quantity = big(in.number("quantity"));
        BigInteger value = big(in.number("valueMinor"));
        boolean positive = Numbers.positive(quantity) && Numbers.positive(value) && in.number("debtMinor") > 0;
        Refused.when(!positive, AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.tooLarge(value), AMOUNT_OVERFLOW);
        Refused.when(Numbers.less(pledge.covered, quantity), RELEASE_ABOVE_REMAINING);
    }

    /** Money that is pledged goes as it is, and nothing of it above the debt. */
    private void checkMoney(Message in, Encumbrance pledge) {
        long money = in.number("moneyAssetId");
        world.asset(money);
        Refused.when(!world.isMoney(money), WRONG_ASSET_KIND);
        boolean toPledgee = in.number("buyerAccountId") == in.number("pledgeeAccountId");
        if (world.isMoney(pledge.asset())) {
            boolean fits = money == pledge.asset()
                    && in.number("valueMinor") == in.number("quantity")
                    && in.number("debtMinor") >= in.number("quantity")
                    && toPledgee;
            Refused.when(!fits, FIELD_OUT_OF_RANGE);
            return;
        }
        BigInteger needed = toPledgee ? surplus(in) : big(in.number("valueMinor"));
        Refused.when(Numbers.less(world.available(in.number("buyerAccountId"), money), needed), INSUFFICIENT_FUNDS);
    }

    private void checkRoom(Message in, Encumbrance pledge) {
        long money = in.number("moneyAssetId");
        long buyer = in.number("buyerAccountId");
        long pledgee = in.number("pledgeeAccountId");
        world.needBalances(world.missingWithMoney(buyer, pledge.asset())
                + world.missing(buyer, money)
                + world.missing(pledgee, money)
                + world.missing(pledge.account, money));
        Balance back = world.balance(pledge.account, money);
        int waiting = moves.waiting(pledge);
        boolean many = waiting > world.encumbrances.room()
                || world.encumbrancesOf(back).size() + waiting > Liens.MOST_OF_BALANCE;
        Refused.when(many, LIMIT_ENCUMBRANCES);
        BigInteger value = big(in.number("valueMinor"));
        postings.needRange(world.balance(buyer, pledge.asset()), big(in.number("quantity")));
        postings.needRange(world.balance(pledgee, money), value);
        postings.needRange(back, value);
    }

    private void book(Message in, Encumbrance pledge) {
        BigInteger quantity = big(in.number("quantity"));
        BigInteger value = big(in.number("valueMinor"));
        Balance units = Objects.requireNonNull(pledge.balance);
        said(in, pledge, value);
        Balance taken = world.openWithMoney(in.number("buyerAccountId"), pledge.asset());
        liens.shrink(pledge, quantity, quantity);
        postings.post(units, EntryKind.ENFORCEMENT, ZERO, ZERO, quantity.negate(), pledge.id);
        postings.post(taken, EntryKind.ENFORCEMENT, quantity, ZERO, ZERO, pledge.id);
        if (world.isMoney(pledge.asset())) {
            moves.follow(units, units, pledge, quantity, value, ZERO, ZERO);
        } else {
            pay(in, pledge, units, quantity, value);
        }
        liens.changed(pledge);
    }

    private void said(Message in, Encumbrance pledge, BigInteger value) {
        world.say(new Message("PledgeEnforced")
                .with("encumbranceId", pledge.id)
                .with("accountId", pledge.account)
                .with("assetId", pledge.asset())
                .with("quantity", in.number("quantity"))
                .with("buyerAccountId", in.number("buyerAccountId"))
                .with("pledgeeAccountId", in.number("pledgeeAccountId"))
                .with("moneyAssetId", in.number("moneyAssetId"))
                .with("valueMinor", in.number("valueMinor"))
                .with("paidMinor", value.subtract(surplus(in)).longValueExact())
                .with("surplusMinor", surplus(in).longValueExact())
                .with("ground", world.ground));
    }

    private void pay(Message in, Encumbrance pledge, Balance units, BigInteger quantity, BigInteger value) {
        long money = in.number("moneyAssetId");
        BigInteger surplus = surplus(in);
        Balance back = world.open(pledge.account, money);
        Balance pledgee = world.open(in.number("pledgeeAccountId"), money);
        if (in.number("buyerAccountId") != in.number("pledgeeAccountId")) {
            Balance buyer = world.existing(in.number("buyerAccountId"), money);
            postings.move(buyer, pledgee, EntryKind.ENFORCEMENT, value, pledge.id);
        }
        BigInteger blocked = moves.follow(units, back, pledge, quantity, value, surplus, surplus);
        if (Numbers.positive(surplus)) {
            postings.post(pledgee, EntryKind.ENFORCEMENT, surplus.negate(), ZERO, ZERO, pledge.id);
            postings.post(back, EntryKind.ENFORCEMENT, surplus.subtract(blocked), ZERO, blocked, pledge.id);
        }
    }
}
