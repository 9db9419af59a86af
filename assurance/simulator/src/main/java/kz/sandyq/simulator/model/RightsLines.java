package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Succession, division and gift: what leaves one wallet, checked whole before its first posting. */
final class RightsLines implements Contract.Family {
    private static final int MOST_LEGS = 64;

    /** What one leg moves; {@code encumbrance} 0: free units. */
    private record Leg(long from, long to, long asset, BigInteger quantity, long encumbrance) {}

    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Liens liens;
    private final LienMoves moves;

    RightsLines(World world, Postings postings, Shared shared, Liens liens, LienMoves moves) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.liens = liens;
        this.moves = moves;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "TransferRights",
                this::transfer,
                LEGS_OUT_OF_RANGE,
                UNKNOWN_WALLET,
                FIELD_OUT_OF_RANGE,
                SECOND_PERSON_REQUIRED,
                HOLDER_NOTICE_MISSING,
                HOLDER_NOTICE_IN_FORCE,
                UNKNOWN_ACCOUNT,
                LEG_OF_OTHER_WALLET,
                SAME_ACCOUNT,
                SAME_HOLDERS,
                UNKNOWN_ASSET,
                AMOUNT_NOT_POSITIVE,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                TASK_RUNNING,
                UNITS_FIXED,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                CLEARANCE_LAPSED,
                ISSUE_LOCKED_UP,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                DFA_ENCUMBERED,
                INSUFFICIENT_UNITS,
                INSUFFICIENT_FUNDS,
                UNKNOWN_ENCUMBRANCE,
                RELEASE_ABOVE_REMAINING,
                AMOUNT_OVERFLOW,
                LIMIT_ENCUMBRANCES,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void transfer(Message in) {
        List<Leg> legs = in.group("legs").stream()
                .map(leg -> new Leg(
                        leg.number("fromAccountId"),
                        leg.number("toAccountId"),
                        leg.number("assetId"),
                        big(leg.number("quantity")),
                        leg.number("encumbranceId")))
                .toList();
        Refused.when(legs.isEmpty() || legs.size() > MOST_LEGS, LEGS_OUT_OF_RANGE);
        RightsBasis basis = checkedBasis(in);
        for (int i = 0; i < legs.size(); i++) {
            checkLeg(in.number("walletId"), basis, legs.subList(0, i + 1));
        }
        checkRoom(legs);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        world.say(new Message("RightsTransferred")
                .with("walletId", in.number("walletId"))
                .with("basis", basis.value())
                .with("legs", legs.size())
                .with("ground", world.ground));
        EntryKind kind = switch (basis) {
            case SUCCESSION -> EntryKind.SUCCESSION;
            case DIVISION -> EntryKind.DIVISION;
            default -> EntryKind.GIFT;
        };
        legs.forEach(leg -> move(leg, kind));
        world.resultId = world.sequence();
        world.resultAmount = big(legs.size());
    }

    private RightsBasis checkedBasis(Message in) {
        long wallet = in.number("walletId");
        World.found(World.dense(world.wallets, wallet), UNKNOWN_WALLET);
        long number = in.number("basis");
        Refused.when(number < 1 || number > 3, FIELD_OUT_OF_RANGE);
        RightsBasis basis = RightsBasis.get((short) number);
        if (basis != RightsBasis.GIFT) {
            world.needTwoPersons();
        }
        boolean succession = basis == RightsBasis.SUCCESSION;
        Refused.when(succession && !world.hasNotice(wallet), HOLDER_NOTICE_MISSING);
        Refused.when(!succession && world.hasNotice(wallet), HOLDER_NOTICE_IN_FORCE);
        return basis;
    }

    /** The last of these legs, given those before it. */
    private void checkLeg(long wallet, RightsBasis basis, List<Leg> legs) {
        Leg leg = legs.getLast();
        Account from = world.account(leg.from);
        Account to = world.account(leg.to);
        Refused.when(from.wallet() != wallet, LEG_OF_OTHER_WALLET);
        Refused.when(from.id() == to.id(), SAME_ACCOUNT);
        Refused.when(to.wallet() == wallet, SAME_HOLDERS);
        world.asset(leg.asset);
        Refused.when(!Numbers.positive(leg.quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(!Shared.mayPass(from, to), CAPACITY_MISMATCH);
        Refused.when(world.isFrozen(from.id()), ACCOUNT_FROZEN);
        boolean gift = basis == RightsBasis.GIFT;
        shared.needCirculation(leg.asset, !gift);
        if (gift) {
            boolean oneReceiver =
                    to.wallet() == world.account(legs.getFirst().to).wallet();
            Refused.when(!oneReceiver, LEG_OF_OTHER_WALLET);
            BigInteger all = sum(legs, each -> each.asset == leg.asset);
            world.permissions.needPassage(from.id(), to.id(), leg.asset, all);
        }
        if (leg.encumbrance == 0) {
            BigInteger all =
                    sum(legs, each -> each.from == leg.from && each.asset == leg.asset && each.encumbrance == 0);
            postings.need(leg.from, leg.asset, all);
        } else {
            Refused.when(gift, DFA_ENCUMBERED);
            checkEncumbered(leg, sum(legs, each -> each.encumbrance == leg.encumbrance));
        }
        postings.needRange(
                world.balance(leg.to, leg.asset), sum(legs, each -> each.to == leg.to && each.asset == leg.asset));
    }

    private static BigInteger sum(List<Leg> legs, Predicate<Leg> fits) {
        return legs.stream().filter(fits).map(Leg::quantity).reduce(ZERO, BigInteger::add);
    }

    private void checkEncumbered(Leg leg, BigInteger all) {
        Encumbrance encumbrance = World.found(world.encumbrances.find(leg.encumbrance), UNKNOWN_ENCUMBRANCE);
        boolean there = encumbrance.account == leg.from && encumbrance.asset() == leg.asset;
        Refused.when(!there, UNKNOWN_ENCUMBRANCE);
        Refused.when(Numbers.less(encumbrance.covered, all), RELEASE_ABOVE_REMAINING);
    }

    private void checkRoom(List<Leg> legs) {
        long rows = 0;
        long missing = 0;
        for (Leg leg : legs) {
            missing += world.missingWithMoney(leg.to, leg.asset);
            rows += entered(leg);
            long there = legs.stream()
                    .filter(each -> each.to == leg.to && each.asset == leg.asset)
                    .mapToLong(this::entered)
                    .sum();
            int before = world.encumbrancesOf(world.balance(leg.to, leg.asset)).size();
            Refused.when(there + before > Liens.MOST_OF_BALANCE, LIMIT_ENCUMBRANCES);
        }
        Refused.when(rows > world.encumbrances.room(), LIMIT_ENCUMBRANCES);
        world.needBalances(missing);
    }

    /** Encumbrances that a leg enters: its own, and those that wait behind it. */
    private long entered(Leg leg) {
        Encumbrance encumbrance = world.encumbrances.find(leg.encumbrance);
        return encumbrance == null ? 0 : 1 + moves.waiting(encumbrance);
    }

    private void move(Leg leg, EntryKind kind) {
        Balance to = world.openWithMoney(leg.to, leg.asset);
        Balance from = world.existing(leg.from, leg.asset);
        BigInteger quantity = leg.quantity;
        if (leg.encumbrance == 0) {
            postings.move(from, to, kind, quantity, world.sequence());
            return;
        }
        Encumbrance encumbrance = Objects.requireNonNull(world.encumbrances.find(leg.encumbrance));
        moves.copy(encumbrance, to, quantity, quantity);
        liens.shrink(encumbrance, quantity, quantity);
        postings.post(from, kind, ZERO, ZERO, quantity.negate(), world.sequence());
        postings.post(to, kind, ZERO, ZERO, quantity, world.sequence());
        moves.follow(from, to, encumbrance, quantity, quantity, quantity, ZERO);
        liens.changed(encumbrance);
    }
}
