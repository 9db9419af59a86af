package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.simulator.model.Platforms.Leg;
import kz.sandyq.simulator.model.Platforms.Move;
import kz.sandyq.simulator.model.Platforms.Peer;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Units that go to another platform: agreed on, kept, announced, burned, or given back before or after. */
final class MoveLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final MoveSteps steps;

    MoveLines(World world, Postings postings, Shared shared, Tasks tasks, MoveSteps steps) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.steps = steps;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "SetInteractionAgreement",
                        this::agree,
                        FIELD_OUT_OF_RANGE,
                        LIMIT_PLATFORMS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "BlockForMove",
                        this::block,
                        NO_INTERACTION_AGREEMENT,
                        LEGS_OUT_OF_RANGE,
                        UNKNOWN_ISSUE,
                        STABLECOIN_AGAINST_MONEY_ONLY,
                        FIELD_OUT_OF_RANGE,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        PLACEMENT_RUNNING,
                        UNKNOWN_ACCOUNT,
                        AMOUNT_NOT_POSITIVE,
                        AMOUNT_OVERFLOW,
                        CAPACITY_MISMATCH,
                        ACCOUNT_TWICE,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        DFA_ENCUMBERED,
                        INSUFFICIENT_UNITS,
                        LIMIT_MOVES,
                        LIMIT_HOLDS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "ProceedMove",
                        this::proceed,
                        UNKNOWN_MOVE,
                        MOVE_ENDED,
                        FIELD_OUT_OF_RANGE,
                        MOVE_STATUS,
                        NO_INTERACTION_AGREEMENT,
                        MOVE_DEADLINE_PASSED,
                        SECOND_PERSON_REQUIRED,
                        TASK_RUNNING,
                        ISSUE_SUSPENDED,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        DFA_ENCUMBERED,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void ground(Message in, boolean needed) {
        world.checkGround(in.part("ground"), needed, false);
        world.standOnGround();
    }

    private void agree(Message in) {
        long platform = in.number("platform");
        boolean inRange = platform > 0 && platform != world.scalar("CLUSTER") && in.number("inForce") <= 1;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Peer known = Platforms.peer(world, platform);
        Refused.when(known == null && world.peers.size() >= world.limit("INSTRUMENTS"), LIMIT_PLATFORMS);
        ground(in, true);
        Peer peer = known == null ? new Peer(world.peers.size() + 1L, platform) : known;
        if (known == null) {
            world.peers.add(peer);
        }
        peer.inForce = in.flag("inForce");
        world.say(new Message("InteractionAgreementChanged")
                .with("platform", platform)
                .with("inForce", peer.inForce)
                .with("ground", world.ground));
    }

    private void block(Message in) {
        List<Message> legs = in.group("legs");
        steps.needShape(legs);
        Peer peer = steps.peerInForce(in.number("platform"));
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(issue.isStablecoin(), STABLECOIN_AGAINST_MONEY_ONLY);
        tasks.stepOfIssue(issue.id);
        shared.needCirculation(issue.id, false);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        steps.needHolders(legs, issue);
        for (Message leg : legs) {
            world.needDisposal(leg.number("accountId"));
            postings.needUnits(leg.number("accountId"), issue.id, big(leg.number("quantity")));
        }
        Refused.when(world.holds.room() < legs.size(), LIMIT_HOLDS);
        Refused.when(in.number("deadlineMs") <= world.logicalNow(), FIELD_OUT_OF_RANGE);
        Refused.when(world.moves.isFull() || world.moveLegs.room() < legs.size(), LIMIT_MOVES);
        ground(in, true);
        peer.sent++;
        long origin = issue.place.origin == 0 ? world.scalar("CLUSTER") : issue.place.origin;
        BigInteger all = MoveSteps.sum(legs);
        Move move = world.moves.add(
                world.sequence(), new Move(peer, false, peer.sent, origin, all, in.number("deadlineMs")));
        move.issue = issue;
        legs.forEach(leg -> keep(move, leg));
        steps.said(move);
        world.resultId = move.id;
        world.resultAmount = big(move.number);
    }

    private void keep(Move move, Message in) {
        Leg leg = world.moveLegs.add(world.sequence(), new Leg(move, in));
        move.legs.add(leg);
        Balance units = world.existing(leg.account, MoveSteps.issue(move).id);
        leg.hold = postings.openHold(units, HoldReason.MOVE, move.id, leg.quantity);
        world.say(leg.event());
    }

    private void proceed(Message in) {
        Move move = steps.open(in.number("moveId"));
        Refused.when(move.incoming, MOVE_STATUS);
        long number = in.number("act");
        Refused.when(number < 1 || number > 4, FIELD_OUT_OF_RANGE);
        MoveAct act = MoveAct.get((short) number);
        if (act == MoveAct.BURN || act == MoveAct.RESTORE) {
            world.needTwoPersons();
        }
        check(move, act);
        ground(in, act == MoveAct.RESTORE);
        world.resultId = move.id;
        world.resultAmount = move.quantity;
        switch (act) {
            case NOTIFY -> steps.enter(move, MoveStatus.NOTIFIED);
            case BURN -> burn(move);
            case CANCEL -> released(move, MoveStatus.CANCELLED);
            default -> restored(move);
        }
    }

    private void check(Move move, MoveAct act) {
        boolean fits = switch (act) {
            case NOTIFY -> move.is(MoveStatus.BLOCKED);
            case BURN -> move.is(MoveStatus.ACCEPTED);
            case CANCEL -> move.mayExpire();
            default -> move.is(MoveStatus.BURNED);
        };
        Refused.when(!fits, MOVE_STATUS);
        boolean onwards = act == MoveAct.NOTIFY || act == MoveAct.BURN;
        Refused.when(onwards && world.logicalNow() >= move.deadline, MOVE_DEADLINE_PASSED);
        if (act == MoveAct.NOTIFY) {
            Refused.when(!move.peer.inForce, NO_INTERACTION_AGREEMENT);
        } else if (act == MoveAct.BURN) {
            checkBurn(move);
        } else if (act == MoveAct.RESTORE) {
            needIdle(MoveSteps.issue(move));
        }
    }

    private void checkBurn(Move move) {
        Issue issue = MoveSteps.issue(move);
        tasks.stepOfIssue(issue.id);
        shared.needCirculation(issue.id, false);
        for (Leg leg : move.legs) {
            world.needDisposal(leg.account);
            Refused.when(Numbers.positive(MoveSteps.hold(leg).balance.uncovered), DFA_ENCUMBERED);
        }
    }

    /** No task counts its units now. */
    void needIdle(Issue issue) {
        tasks.stepOfIssue(issue.id);
        Refused.when(issue.task != 0, TASK_RUNNING);
    }

    private void burn(Move move) {
        Platforms.Place place = MoveSteps.issue(move).place;
        steps.burn(move);
        place.movedOut = place.movedOut.add(move.quantity);
        place.inTransit = place.inTransit.add(move.quantity);
        steps.enter(move, MoveStatus.BURNED);
        steps.placeSaid(move);
    }

    /** Burned units that were never minted elsewhere exist here again. */
    void restored(Move move) {
        Platforms.Place place = MoveSteps.issue(move).place;
        place.movedOut = place.movedOut.subtract(move.quantity);
        place.inTransit = place.inTransit.subtract(move.quantity);
        steps.mint(move);
        steps.placeSaid(move);
        end(move, MoveStatus.RESTORED);
    }

    void released(Move move, MoveStatus status) {
        steps.giveBack(move);
        end(move, status);
    }

    void minted(Move move) {
        Platforms.Place place = MoveSteps.issue(move).place;
        place.inTransit = place.inTransit.subtract(move.quantity);
        steps.placeSaid(move);
        end(move, MoveStatus.MINTED);
    }

    private void end(Move move, MoveStatus status) {
        steps.enter(move, status);
        steps.remove(move);
    }

    /** Until so many legs are given back; says how many were. */
    long expire(long count) {
        long released = 0;
        Move move = steps.nextToExpire().orElse(null);
        while (move != null && released < count) {
            released += Math.max(1, move.legs.size());
            if (move.incoming) {
                steps.enter(move, MoveStatus.EXPIRED);
            } else {
                released(move, MoveStatus.EXPIRED);
            }
            move = steps.nextToExpire().orElse(null);
        }
        return released;
    }
}
