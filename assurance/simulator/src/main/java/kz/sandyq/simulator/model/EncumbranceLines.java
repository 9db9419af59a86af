package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Pledges, arrests, freezes, lock-ups: entered, released, expired. */
final class EncumbranceLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final Liens liens;
    private final RestrictionLines restrictions;

    EncumbranceLines(
            World world, Postings postings, Shared shared, Tasks tasks, Liens liens, RestrictionLines restrictions) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.liens = liens;
        this.restrictions = restrictions;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "PlaceEncumbrance",
                        this::place,
                        FIELD_OUT_OF_RANGE,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        SAME_ACCOUNT,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        AMOUNT_OVERFLOW,
                        TASK_RUNNING,
                        ISSUE_STATUS,
                        RANK_TAKEN,
                        INSUFFICIENT_FUNDS,
                        DFA_ENCUMBERED,
                        SUBSEQUENT_ABOVE_EARLIER,
                        INSUFFICIENT_UNITS,
                        LIMIT_ENCUMBRANCES,
                        LIMIT_BALANCES,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "ReleaseEncumbrance",
                        this::release,
                        UNKNOWN_ENCUMBRANCE,
                        SECOND_PERSON_REQUIRED,
                        TASK_RUNNING,
                        AMOUNT_NOT_POSITIVE,
                        RELEASE_ABOVE_REMAINING,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void place(Message in) {
        boolean pledge = in.number("kind") == EncumbranceKind.PLEDGE.value();
        boolean lockUp = in.number("kind") == EncumbranceKind.LOCK_UP.value();
        boolean whole = in.number("kind") == EncumbranceKind.FREEZE.value() && in.number("assetId") == 0;
        checkFields(in, pledge, lockUp, whole);
        checkSubject(in, pledge);
        boolean recalls = false;
        if (whole) {
            Refused.when(world.encumbrances.isFull(), LIMIT_ENCUMBRANCES);
            restrictions.needRoom();
        } else {
            checkAsset(in, pledge || lockUp);
            recalls = !pledge && recalls(in);
            if (recalls) {
                restrictions.needRoom();
            }
        }
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        BigInteger quantity = big(in.number("quantity"));
        Balance balance = whole ? null : world.openWithMoney(in.number("accountId"), in.number("assetId"));
        Encumbrance encumbrance = world.encumbrances.add(world.sequence(), new Encumbrance(in));
        encumbrance.opened = quantity;
        encumbrance.remaining = quantity;
        world.resultId = encumbrance.id;
        if (balance == null) {
            restrictions.freeze(encumbrance.account, 1);
            liens.said(encumbrance);
            restrictions.recall(RestrictionLines.OF_ACCOUNT, encumbrance.account);
            return;
        }
        liens.add(balance, encumbrance);
        if (recalls) {
            restrictions.recall(RestrictionLines.OF_BALANCE, balance.account << 32 | balance.asset);
        }
    }

    private void checkFields(Message in, boolean pledge, boolean lockUp, boolean whole) {
        long expires = in.number("expiresAtMs");
        boolean stops = in.number("stopsCirculation") == 1;
        boolean terms = in.number("pledgeeAccountId") == 0 && in.number("incomeTo") == 0 && !in.flag("subsequent");
        boolean pledgeFits = in.number("rank") >= 1
                && in.number("pledgeeRef") > 0
                && in.number("pledgeeAccountId") >= 0
                && in.number("incomeTo") <= 1
                && (in.number("incomeTo") != PledgeIncome.PLEDGEE.value() || in.number("pledgeeAccountId") > 0)
                && in.number("subsequent") <= in.number("stopsCirculation");
        boolean inRange = in.number("kind") >= 1
                && in.number("kind") <= 4
                && in.number("stopsCirculation") <= 1
                && in.number("stopsIncome") <= 1
                && in.number("stopsRedemption") <= 1
                && in.number("rank") >= 0
                && (expires == 0 || expires > world.logicalNow())
                && (pledge ? pledgeFits : terms)
                && (!lockUp || expires > 0 && stops)
                && (!whole || in.number("quantity") == 1 && stops && in.number("rank") == 0);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
    }

    private void checkSubject(Message in, boolean pledge) {
        Account account = world.account(in.number("accountId"));
        Refused.when(!Shared.holdsAssets(account), CAPACITY_MISMATCH);
        long pledgeeId = in.number("pledgeeAccountId");
        if (pledgeeId != 0) {
            Account pledgee = world.account(pledgeeId);
            Refused.when(pledgee.id() == account.id(), SAME_ACCOUNT);
            Refused.when(!Shared.mayPass(account, pledgee), CAPACITY_MISMATCH);
        }
        if (pledge) {
            world.needDisposal(account.id());
        }
    }

    private void checkAsset(Message in, boolean ofWhatIsFree) {
        long accountId = in.number("accountId");
        long assetId = in.number("assetId");
        BigInteger quantity = big(in.number("quantity"));
        world.asset(assetId);
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.tooLarge(quantity), AMOUNT_OVERFLOW);
        tasks.stepOfIssue(assetId);
        shared.needEncumbrable(assetId);
        Balance balance = world.balance(accountId, assetId);
        Refused.when(liens.isRankTaken(balance, in.number("rank")), RANK_TAKEN);
        if (in.flag("subsequent")) {
            checkSubsequent(in, balance, quantity);
        } else if (ofWhatIsFree) {
            postings.need(accountId, assetId, quantity);
        } else if (balance != null && in.number("kind") != EncumbranceKind.PLEDGE.value()) {
            Refused.when(Numbers.tooLarge(balance.uncovered.add(quantity)), AMOUNT_OVERFLOW);
        }
        boolean many = world.encumbrancesOf(balance).size() >= Liens.MOST_OF_BALANCE;
        Refused.when(many || world.encumbrances.isFull(), LIMIT_ENCUMBRANCES);
        world.needBalances(world.missingWithMoney(accountId, assetId));
    }

    /** Rests on earlier pledges, behind all of them. */
    private void checkSubsequent(Message in, @Nullable Balance balance, BigInteger quantity) {
        Refused.when(in.number("rank") <= liens.lastRank(balance), RANK_TAKEN);
        Refused.when(balance != null && Numbers.positive(balance.uncovered), DFA_ENCUMBERED);
        Refused.when(Numbers.less(liens.pledged(balance), quantity), SUBSEQUENT_ABOVE_EARLIER);
    }

    /** Open orders hold what it will lack. */
    private boolean recalls(Message in) {
        Balance balance = world.balance(in.number("accountId"), in.number("assetId"));
        return in.flag("stopsCirculation")
                && balance != null
                && Numbers.positive(balance.held)
                && Numbers.less(balance.available, big(in.number("quantity")));
    }

    private void release(Message in) {
        long id = in.number("encumbranceId");
        Encumbrance before = World.found(world.encumbrances.find(id), UNKNOWN_ENCUMBRANCE);
        if (!before.isPledge()) {
            world.needTwoPersons();
        }
        Issue issue = world.issue(before.asset());
        tasks.stepOfIssue(before.asset());
        Encumbrance encumbrance = World.found(world.encumbrances.find(id), UNKNOWN_ENCUMBRANCE);
        Refused.when(Shared.isTaskOf(issue), TASK_RUNNING);
        BigInteger quantity = big(in.number("quantity"));
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.less(encumbrance.remaining, quantity), RELEASE_ABOVE_REMAINING);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        reduce(encumbrance, quantity);
    }

    private void reduce(Encumbrance encumbrance, BigInteger quantity) {
        if (encumbrance.balance != null) {
            liens.reduce(encumbrance, quantity);
            return;
        }
        encumbrance.remaining = Numbers.ZERO;
        liens.said(encumbrance);
        restrictions.freeze(encumbrance.account, -1);
        world.encumbrances.remove(encumbrance);
    }

    long expire(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Encumbrance> next = world.encumbrances.all().stream()
                    .filter(each -> each.expires > 0)
                    .min(Comparator.comparingLong(each -> each.expires));
            if (next.isEmpty() || next.get().expires > world.logicalNow()) {
                return i;
            }
            reduce(next.get(), next.get().remaining);
        }
        return count;
    }
}
