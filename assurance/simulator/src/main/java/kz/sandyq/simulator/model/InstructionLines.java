package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.InstructionStatus;
import kz.sandyq.protocol.sbe.SettlementEnd;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Settlements.Instruction;
import kz.sandyq.simulator.model.Settlements.Leg;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Many-leg instructions: proposed, affirmed by who gives, settled as a whole or given back as a whole. */
final class InstructionLines implements Contract.Family {
    private static final int MOST_LEGS = 64;

    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    /** The command in which a task has taken the one step that a command takes. */
    private long steppedAt;

    InstructionLines(World world, Postings postings, Shared shared, Tasks tasks) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "ProposeSettlement",
                        this::propose,
                        LEGS_OUT_OF_RANGE,
                        FIELD_OUT_OF_RANGE,
                        LIMIT_INSTRUCTIONS,
                        UNKNOWN_ACCOUNT,
                        SAME_ACCOUNT,
                        UNKNOWN_ASSET,
                        AMOUNT_NOT_POSITIVE,
                        AMOUNT_OVERFLOW,
                        CAPACITY_MISMATCH,
                        LIMIT_BALANCES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "AffirmSettlement",
                        this::affirm,
                        UNKNOWN_INSTRUCTION,
                        DEADLINE_PASSED,
                        NOT_A_PARTY,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        ALREADY_AFFIRMED,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        CLAIM_OPEN,
                        INSUFFICIENT_FUNDS,
                        DFA_ENCUMBERED,
                        INSUFFICIENT_UNITS,
                        AMOUNT_OVERFLOW,
                        LIMIT_HOLDS,
                        CLEARANCE_LAPSED,
                        ISSUE_LOCKED_UP,
                        ASSET_CLASS_NOT_PERMITTED,
                        QUALIFIED_INVESTORS_ONLY,
                        INVESTOR_LIMIT,
                        CONCENTRATION_LIMIT),
                Contract.line(
                        "EndSettlement",
                        this::end,
                        UNKNOWN_INSTRUCTION,
                        DEADLINE_PASSED,
                        FIELD_OUT_OF_RANGE,
                        NOT_A_PARTY,
                        NOT_AFFIRMED,
                        SECOND_PERSON_REQUIRED,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        ISSUE_LOCKED_UP,
                        ASSET_CLASS_NOT_PERMITTED,
                        QUALIFIED_INVESTORS_ONLY,
                        INVESTOR_LIMIT,
                        CONCENTRATION_LIMIT,
                        TASK_RUNNING,
                        ISSUE_SUSPENDED,
                        DFA_ENCUMBERED,
                        AMOUNT_OVERFLOW,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void propose(Message in) {
        List<Message> legs = in.group("legs");
        Refused.when(legs.isEmpty() || legs.size() > MOST_LEGS, LEGS_OUT_OF_RANGE);
        boolean inRange = in.number("deadlineMs") > world.logicalNow() && in.number("mediatorRef") >= 0;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Refused.when(world.instructions.isFull() || legs.size() > world.legs.room(), LIMIT_INSTRUCTIONS);
        long missing = 0;
        for (Message leg : legs) {
            checkProposed(leg);
            missing += world.missingWithMoney(leg.number("toAccountId"), leg.number("assetId"));
        }
        world.needBalances(missing);
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Instruction instruction = world.instructions.add(
                world.sequence(), new Instruction(in.number("deadlineMs"), in.number("mediatorRef"), legs.size()));
        world.say(instruction.event(world.ground));
        for (Message each : legs) {
            Leg leg = world.legs.add(world.sequence(), new Leg(instruction.id, each));
            instruction.legs.add(leg);
            world.openWithMoney(leg.to, leg.asset);
            world.say(leg.event());
        }
        world.resultId = instruction.id;
    }

    private void checkProposed(Message leg) {
        Account from = world.account(leg.number("fromAccountId"));
        Account to = world.account(leg.number("toAccountId"));
        Refused.when(from.id() == to.id(), SAME_ACCOUNT);
        world.asset(leg.number("assetId"));
        BigInteger quantity = big(leg.number("quantity"));
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.tooLarge(quantity), AMOUNT_OVERFLOW);
        Refused.when(!Shared.mayPass(from, to), CAPACITY_MISMATCH);
    }

    private Instruction open(Message in) {
        Instruction instruction = World.found(world.instructions.find(in.number("instructionId")), UNKNOWN_INSTRUCTION);
        Refused.when(world.logicalNow() >= instruction.deadline, DEADLINE_PASSED);
        return instruction;
    }

    private void affirm(Message in) {
        Instruction instruction = open(in);
        long account = in.number("accountId");
        List<Leg> given =
                instruction.legs.stream().filter(leg -> leg.from == account).toList();
        checkReserve(given);
        boolean settles = instruction.affirmed() + given.size() == instruction.size && instruction.mediator == 0;
        if (settles) {
            checkSettle(instruction);
        }
        for (Leg leg : given) {
            Balance balance = world.existing(account, leg.asset);
            leg.hold = postings.openHold(balance, HoldReason.INSTRUCTION, instruction.id, leg.quantity).id;
            world.say(leg.event());
        }
        world.resultId = instruction.id;
        world.resultAmount = big(instruction.size - instruction.affirmed());
        if (settles) {
            settle(instruction);
            return;
        }
        if (instruction.affirmed() == instruction.size) {
            instruction.status = InstructionStatus.AFFIRMED;
        }
        world.say(instruction.event(world.ground));
    }

    /** Everything that an account gives can be reserved now. */
    private void checkReserve(List<Leg> given) {
        Refused.when(given.isEmpty(), NOT_A_PARTY);
        world.needDisposal(given.getFirst().from);
        for (Leg leg : given) {
            Refused.when(leg.hold != 0, ALREADY_AFFIRMED);
            checkAsset(leg.asset);
            Balance balance = world.balance(leg.from, leg.asset);
            Refused.when(balance != null && Numbers.positive(balance.claimed), CLAIM_OPEN);
            BigInteger all = sum(given, each -> each.asset == leg.asset);
            Refused.when(Numbers.tooLarge(all), AMOUNT_OVERFLOW);
            postings.need(leg.from, leg.asset, all);
        }
        Refused.when(given.size() > world.holds.room(), LIMIT_HOLDS);
    }

    private static BigInteger sum(List<Leg> legs, Predicate<Leg> fits) {
        return legs.stream().filter(fits).map(leg -> leg.quantity).reduce(ZERO, BigInteger::add);
    }

    private void checkAsset(long assetId) {
        if (Shared.isTaskOf(world.issue(assetId)) && steppedAt != world.sequence()) {
            steppedAt = world.sequence();
            tasks.stepOfIssue(assetId);
        }
        shared.needCirculation(assetId, false);
    }

    /** All legs may settle now: what has come between since they were affirmed counts. */
    private void checkSettle(Instruction instruction) {
        for (Leg leg : instruction.legs) {
            List<Leg> ofAsset = instruction.legs.stream()
                    .filter(each -> each.asset == leg.asset)
                    .toList();
            long wallet = wallet(leg.to);
            BigInteger comes = sum(ofAsset, each -> wallet(each.to) == wallet && wallet(each.from) != wallet);
            world.permissions.needPassage(leg.from, leg.to, leg.asset, comes);
            if (ofAsset.getFirst() == leg) {
                world.permissions.needRoomFor(newInvestors(ofAsset), leg.asset);
            }
            checkAsset(leg.asset);
            Balance from = world.balance(leg.from, leg.asset);
            Refused.when(from != null && Numbers.positive(from.uncovered), DFA_ENCUMBERED);
            BigInteger arrives = sum(instruction.legs, each -> each.to == leg.to && each.asset == leg.asset);
            postings.needRange(world.balance(leg.to, leg.asset), arrives);
        }
    }

    private long wallet(long account) {
        return world.account(account).wallet();
    }

    /** Wallets that come to hold an asset first by these legs. */
    private long newInvestors(List<Leg> ofAsset) {
        return ofAsset.stream()
                .filter(leg -> world.permissions.addsInvestor(leg.to, leg.asset))
                .map(leg -> wallet(leg.to))
                .distinct()
                .count();
    }

    private void end(Message in) {
        Instruction instruction = open(in);
        long end = in.number("end");
        long mediator = in.number("mediatorRef");
        long account = in.number("accountId");
        Refused.when(end < 1 || end > 2, FIELD_OUT_OF_RANGE);
        boolean settles = end == SettlementEnd.SETTLE.value();
        if (settles) {
            Refused.when(mediator == 0 || mediator != instruction.mediator, NOT_A_PARTY);
            Refused.when(instruction.status != InstructionStatus.AFFIRMED, NOT_AFFIRMED);
            checkSettle(instruction);
        } else {
            checkCancel(instruction, mediator, account);
        }
        world.checkGround(in.part("ground"), mediator == 0 && account == 0, false);
        world.standOnGround();
        world.resultId = instruction.id;
        if (settles) {
            settle(instruction);
        } else {
            release(instruction, InstructionStatus.CANCELLED);
        }
    }

    /** By its mediator, by a party, or by two persons of the operator. */
    private void checkCancel(Instruction instruction, long mediator, long account) {
        if (mediator != 0) {
            Refused.when(mediator != instruction.mediator, NOT_A_PARTY);
        } else if (account != 0) {
            boolean party = instruction.legs.stream().anyMatch(leg -> leg.from == account || leg.to == account);
            Refused.when(!party, NOT_A_PARTY);
        } else {
            world.needTwoPersons();
        }
    }

    private void settle(Instruction instruction) {
        instruction.status = InstructionStatus.SETTLED;
        world.say(instruction.event(world.ground));
        for (Leg leg : instruction.legs) {
            Hold hold = Objects.requireNonNull(world.holds.find(leg.hold));
            postings.post(hold.balance, EntryKind.SETTLEMENT, ZERO, leg.quantity.negate(), ZERO, instruction.id);
            Balance to = world.existing(leg.to, leg.asset);
            postings.post(to, EntryKind.SETTLEMENT, leg.quantity, ZERO, ZERO, instruction.id);
            postings.reduceHold(hold, HoldReason.INSTRUCTION, leg.quantity);
            world.legs.remove(leg);
        }
        world.instructions.remove(instruction);
    }

    /** Gives back what it reserved; says how many legs it has. */
    long cancel(Instruction instruction) {
        release(instruction, InstructionStatus.CANCELLED);
        return instruction.size;
    }

    private void release(Instruction instruction, InstructionStatus status) {
        instruction.status = status;
        world.say(instruction.event(world.ground));
        for (Leg leg : instruction.legs) {
            Hold hold = world.holds.find(leg.hold);
            if (hold != null) {
                postings.free(hold.balance, leg.quantity, instruction.id);
                postings.reduceHold(hold, HoldReason.INSTRUCTION, leg.quantity);
            }
            world.legs.remove(leg);
        }
        world.instructions.remove(instruction);
    }

    /** Ends what has passed its deadline, until so many legs are given back. */
    long expire(long count) {
        long released = 0;
        while (released < count) {
            Optional<Instruction> next = world.instructions.all().stream()
                    .min(Comparator.comparingLong((Instruction each) -> each.deadline)
                            .thenComparingLong(each -> each.id));
            if (next.isEmpty() || next.get().deadline > world.logicalNow()) {
                return released;
            }
            released += next.get().size;
            release(next.get(), InstructionStatus.EXPIRED);
        }
        return released;
    }
}
