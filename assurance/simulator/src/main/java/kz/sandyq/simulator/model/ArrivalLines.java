package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.simulator.model.Platforms.Leg;
import kz.sandyq.simulator.model.Platforms.Move;
import kz.sandyq.simulator.model.Platforms.Peer;
import kz.sandyq.simulator.schema.Message;

/** Units that come from another platform, and what that platform says. */
final class ArrivalLines implements Contract.Family {
    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final MoveSteps steps;
    private final MoveLines moves;

    ArrivalLines(World world, Shared shared, Tasks tasks, MoveSteps steps, MoveLines moves) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.steps = steps;
        this.moves = moves;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "ReceiveMoveNotice",
                        this::notice,
                        NO_INTERACTION_AGREEMENT,
                        FIELD_OUT_OF_RANGE,
                        AMOUNT_NOT_POSITIVE,
                        MOVE_OUT_OF_ORDER,
                        MOVE_VOLUME_MISMATCH,
                        MOVE_ENDED,
                        LIMIT_MOVES,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                answerLine(),
                Contract.line(
                        "ReceiveMoveMessage",
                        this::receive,
                        UNKNOWN_MOVE,
                        MOVE_ENDED,
                        FIELD_OUT_OF_RANGE,
                        MOVE_STATUS,
                        MOVE_VOLUME_MISMATCH,
                        MOVE_DEADLINE_PASSED,
                        TASK_RUNNING,
                        MOVE_OUT_OF_ORDER));
    }

    private Contract.Line answerLine() {
        return Contract.line(
                "AnswerMove",
                this::answer,
                UNKNOWN_MOVE,
                MOVE_ENDED,
                MOVE_STATUS,
                FIELD_OUT_OF_RANGE,
                MOVE_REFUSAL_REASON_MISSING,
                SECOND_PERSON_REQUIRED,
                MOVE_DEADLINE_PASSED,
                LEGS_OUT_OF_RANGE,
                UNKNOWN_ISSUE,
                STABLECOIN_AGAINST_MONEY_ONLY,
                TASK_RUNNING,
                UNITS_FIXED,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                MOVE_ORIGIN_MISMATCH,
                MOVE_ABOVE_MOVED_OUT,
                ABOVE_AUTHORISED_VOLUME,
                UNKNOWN_ACCOUNT,
                AMOUNT_NOT_POSITIVE,
                AMOUNT_OVERFLOW,
                CAPACITY_MISMATCH,
                ACCOUNT_TWICE,
                CLEARANCE_LAPSED,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                MOVE_VOLUME_MISMATCH,
                LIMIT_MOVES,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED);
    }

    private void ground(Message in, boolean needed) {
        world.checkGround(in.part("ground"), needed, false);
        world.standOnGround();
    }

    private void notice(Message in) {
        long number = in.number("number");
        BigInteger quantity = big(in.number("quantity"));
        long origin = in.number("originPlatform");
        Peer known = Platforms.peer(world, in.number("platform"));
        if (known != null) {
            Optional<Move> before = Platforms.move(world, known, true, number);
            if (before.isPresent()) {
                repeated(before.get(), quantity, origin);
                return;
            }
            Refused.when(number >= 1 && number <= known.received, MOVE_ENDED);
        }
        Peer peer = steps.peerInForce(in.number("platform"));
        boolean inRange = number >= 1
                && origin >= 1
                && !Numbers.tooLarge(quantity)
                && in.number("deadlineMs") > world.logicalNow();
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(number > peer.received + 1, MOVE_OUT_OF_ORDER);
        Refused.when(world.moves.isFull(), LIMIT_MOVES);
        ground(in, false);
        peer.received++;
        Move move = world.moves.add(
                world.sequence(), new Move(peer, true, number, origin, quantity, in.number("deadlineMs")));
        steps.said(move);
        world.resultId = move.id;
    }

    private void repeated(Move move, BigInteger quantity, long origin) {
        Refused.when(!move.quantity.equals(quantity) || move.origin != origin, MOVE_VOLUME_MISMATCH);
        steps.said(move);
        world.resultId = move.id;
    }

    private void answer(Message in) {
        Move move = steps.open(in.number("moveId"));
        Refused.when(!move.incoming, MOVE_STATUS);
        Refused.when(in.number("accept") > 1, FIELD_OUT_OF_RANGE);
        if (in.flag("accept")) {
            accept(in, move);
        } else {
            refuse(in, move);
        }
        world.resultId = move.id;
        world.resultAmount = move.quantity;
    }

    private void refuse(Message in, Move move) {
        Refused.when(!move.is(MoveStatus.NOTIFIED, MoveStatus.ACCEPTED), MOVE_STATUS);
        Refused.when(in.number("refusalReason") == 0, MOVE_REFUSAL_REASON_MISSING);
        ground(in, false);
        move.reason = in.number("refusalReason");
        leave(move, MoveStatus.REFUSED);
    }

    /** What was accepted is expected no more; an issue that nothing has come to is of here again. */
    private void leave(Move move, MoveStatus status) {
        boolean arriving = move.isArriving();
        if (arriving) {
            Issue issue = MoveSteps.issue(move);
            issue.place.arriving = issue.place.arriving.subtract(move.quantity);
            if (issue.isRegisteredOnly() && issue.place.arriving.signum() == 0) {
                issue.place.origin = 0;
            }
        }
        steps.enter(move, status);
        if (arriving) {
            steps.placeSaid(move);
        }
    }

    private void accept(Message in, Move move) {
        world.needTwoPersons();
        Refused.when(!move.is(MoveStatus.NOTIFIED), MOVE_STATUS);
        Refused.when(world.logicalNow() >= move.deadline, MOVE_DEADLINE_PASSED);
        List<Message> legs = in.group("legs");
        steps.needShape(legs);
        Refused.when(!MoveSteps.sum(legs).equals(move.quantity), MOVE_VOLUME_MISMATCH);
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(issue.isStablecoin(), STABLECOIN_AGAINST_MONEY_ONLY);
        tasks.stepOfIssue(issue.id);
        shared.needCirculation(issue.id, false);
        checkOrigin(move, issue);
        steps.needHolders(legs, issue);
        checkRecipients(legs, issue);
        Refused.when(world.moveLegs.room() < legs.size(), LIMIT_MOVES);
        ground(in, true);
        move.issue = issue;
        issue.place.origin = isOurs(move) ? 0 : move.origin;
        issue.place.arriving = issue.place.arriving.add(move.quantity);
        for (Message each : legs) {
            Leg leg = world.moveLegs.add(world.sequence(), new Leg(move, each));
            move.legs.add(leg);
            world.openWithMoney(leg.account, issue.id);
            world.say(leg.event());
        }
        steps.enter(move, MoveStatus.ACCEPTED);
        steps.placeSaid(move);
    }

    private boolean isOurs(Move move) {
        return move.origin == world.scalar("CLUSTER");
    }

    /** Back home no more than is away, and never more than may exist. */
    private void checkOrigin(Move move, Issue issue) {
        BigInteger comes = issue.place.arriving.add(move.quantity);
        boolean same = issue.place.origin == (isOurs(move) ? 0 : move.origin);
        boolean fresh = !isOurs(move) && issue.place.origin == 0 && issue.isRegisteredOnly();
        Refused.when(!same && !fresh, MOVE_ORIGIN_MISMATCH);
        BigInteger away = issue.place.movedOut.subtract(issue.place.inTransit);
        Refused.when(isOurs(move) && Numbers.less(away, comes), MOVE_ABOVE_MOVED_OUT);
        Refused.when(Numbers.less(issue.authorised, issue.outstanding().add(comes)), ABOVE_AUTHORISED_VOLUME);
    }

    /** Each wallet may have all that comes to it, of all that there will be; and there is room for the new ones. */
    private void checkRecipients(List<Message> legs, Issue issue) {
        BigInteger born = MoveSteps.sum(legs).add(issue.place.arriving);
        Set<Long> newcomers = new HashSet<>();
        long missing = 0;
        for (Message leg : legs) {
            long account = leg.number("accountId");
            long wallet = world.account(account).wallet();
            BigInteger comes = MoveSteps.sum(legs.stream()
                    .filter(each -> world.account(each.number("accountId")).wallet() == wallet)
                    .toList());
            world.permissions.needClearance(account);
            world.permissions.needAcquisition(account, issue.id, comes, born);
            if (world.permissions.addsInvestor(account, issue.id)) {
                newcomers.add(wallet);
            }
            missing += world.missingWithMoney(account, issue.id);
        }
        world.permissions.needRoomFor(newcomers.size(), issue.id);
        world.needBalances(missing);
    }

    private void receive(Message in) {
        Peer peer = Platforms.peer(world, in.number("platform"));
        long said = in.number("message");
        Refused.when(said < 1 || said > 5, FIELD_OUT_OF_RANGE);
        MoveMessage message = MoveMessage.get((short) said);
        boolean incoming = message == MoveMessage.BURNED || message == MoveMessage.ENDED;
        long number = in.number("number");
        if (peer == null) {
            throw new Refused(UNKNOWN_MOVE);
        }
        Optional<Move> found = Platforms.move(world, peer, incoming, number);
        if (found.isEmpty()) {
            unknown(peer, message, incoming, number);
            return;
        }
        Move move = found.get();
        boolean ended = message == MoveMessage.ENDED;
        Refused.when(!ended && in.number("quantity") != move.quantity.longValueExact(), MOVE_VOLUME_MISMATCH);
        switch (message) {
            case ACCEPTED -> accepted(move);
            case REFUSED -> refused(move);
            case MINTED -> {
                Refused.when(!move.is(MoveStatus.BURNED), MOVE_STATUS);
                moves.minted(move);
            }
            case BURNED -> burned(move);
            default -> ended(move);
        }
        boolean stays = world.moves.find(move.id) != null;
        world.resultId = move.id;
        world.resultAmount = stays ? big(move.status.value()) : ZERO;
    }

    private void unknown(Peer peer, MoveMessage message, boolean incoming, long number) {
        Refused.when(number >= 1 && number <= (incoming ? peer.received : peer.sent), MOVE_ENDED);
        Refused.when(message != MoveMessage.ENDED || number < 1, UNKNOWN_MOVE);
        Refused.when(number > peer.received + 1, MOVE_OUT_OF_ORDER);
        peer.received++;
    }

    private void accepted(Move move) {
        Refused.when(move.is(MoveStatus.BLOCKED), MOVE_STATUS);
        if (move.is(MoveStatus.NOTIFIED)) {
            Refused.when(world.logicalNow() >= move.deadline, MOVE_DEADLINE_PASSED);
            steps.enter(move, MoveStatus.ACCEPTED);
        } else {
            steps.said(move);
        }
    }

    private void refused(Move move) {
        Refused.when(move.is(MoveStatus.BLOCKED), MOVE_STATUS);
        if (move.is(MoveStatus.BURNED)) {
            moves.needIdle(MoveSteps.issue(move));
            moves.restored(move);
        } else {
            moves.released(move, MoveStatus.REFUSED);
        }
    }

    private void burned(Move move) {
        Refused.when(move.is(MoveStatus.NOTIFIED), MOVE_STATUS);
        if (!move.is(MoveStatus.ACCEPTED)) {
            steps.said(move);
            return;
        }
        Issue issue = MoveSteps.issue(move);
        moves.needIdle(issue);
        issue.place.arriving = issue.place.arriving.subtract(move.quantity);
        issue.place.movedOut = issue.place.movedOut.subtract(move.quantity);
        steps.mint(move);
        steps.enter(move, MoveStatus.MINTED);
        boolean circulates = Numbers.positive(shared.circulating(issue));
        if (issue.status < IssueStatus.CIRCULATING.value() && (circulates || issue.isRegisteredOnly())) {
            issue.status = (circulates ? IssueStatus.CIRCULATING : IssueStatus.MINTED).value();
            shared.issueChanged(issue);
        }
        steps.placeSaid(move);
    }

    private void ended(Move move) {
        if (move.is(MoveStatus.NOTIFIED, MoveStatus.ACCEPTED)) {
            leave(move, MoveStatus.CANCELLED);
        }
        steps.remove(move);
    }
}
