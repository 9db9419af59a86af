package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Platforms.Leg;
import kz.sandyq.simulator.model.Platforms.Move;
import kz.sandyq.simulator.model.Platforms.Peer;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** What moves between platforms have in common: units that are kept, given back, burned, restored and minted. */
final class MoveSteps {
    static final int MOST_LEGS = 64;

    private final World world;
    private final Postings postings;
    private final Shared shared;

    MoveSteps(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    Move open(long id) {
        Move move = world.moves.find(id);
        if (move == null) {
            throw new Refused(world.moves.mayHaveEnded(id, world.sequence()) ? MOVE_ENDED : UNKNOWN_MOVE);
        }
        return move;
    }

    Peer peerInForce(long platform) {
        Peer peer = Platforms.peer(world, platform);
        if (peer == null || !peer.inForce) {
            throw new Refused(NO_INTERACTION_AGREEMENT);
        }
        return peer;
    }

    static Issue issue(Move move) {
        return Objects.requireNonNull(move.issue);
    }

    static BigInteger sum(List<Message> legs) {
        return legs.stream().map(leg -> big(leg.number("quantity"))).reduce(ZERO, BigInteger::add);
    }

    /** Who they are of, how much, and each account once. */
    void needShape(List<Message> legs) {
        Refused.when(legs.isEmpty() || legs.size() > MOST_LEGS, LEGS_OUT_OF_RANGE);
        Set<Long> seen = new HashSet<>();
        BigInteger all = ZERO;
        for (Message leg : legs) {
            long account = world.account(leg.number("accountId")).id();
            BigInteger quantity = big(leg.number("quantity"));
            Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
            all = all.add(quantity);
            Refused.when(Numbers.tooLarge(all), AMOUNT_OVERFLOW);
            Refused.when(!seen.add(account), ACCOUNT_TWICE);
        }
    }

    /** Whoever may hold units, of whatever activity, and what is unsold of the issue. */
    void needHolders(List<Message> legs, Issue issue) {
        for (Message leg : legs) {
            Account account = world.account(leg.number("accountId"));
            Refused.when(!Shared.holdsAssets(account) && account.id() != issue.unsold, CAPACITY_MISMATCH);
        }
    }

    void said(Move move) {
        world.say(move.event(world.ground));
    }

    void enter(Move move, MoveStatus status) {
        move.status = status;
        said(move);
    }

    /** Where the units of an issue are: there, when none is here nor to come. */
    void placeSaid(Move move) {
        Issue issue = issue(move);
        long here = world.scalar("CLUSTER");
        boolean known = issue.place.origin != 0 || issue.place.movedOut.signum() != 0;
        boolean left = known && issue.outstanding().signum() == 0 && issue.place.arriving.signum() == 0;
        world.say(new Message("IssuePlaceChanged")
                .with("issueId", issue.id)
                .with("originPlatform", issue.place.origin == 0 ? here : issue.place.origin)
                .with("place", left ? move.peer.platform : here)
                .with("hereQuantity", issue.outstanding().longValueExact())
                .with("movedOutQuantity", issue.place.movedOut.longValueExact())
                .with("inTransitQuantity", issue.place.inTransit.longValueExact())
                .with("arrivingQuantity", issue.place.arriving.longValueExact()));
    }

    static Hold hold(Leg leg) {
        return Objects.requireNonNull(leg.hold);
    }

    void giveBack(Move move) {
        for (Leg leg : move.legs) {
            Hold hold = hold(leg);
            postings.free(hold.balance, leg.quantity, move.id);
            postings.reduceHold(hold, HoldReason.MOVE, leg.quantity);
            leg.hold = null;
        }
    }

    void burn(Move move) {
        Balance side = shared.side(issue(move));
        for (Leg leg : move.legs) {
            Hold hold = hold(leg);
            postings.post(hold.balance, EntryKind.MOVE_OUT, ZERO, leg.quantity.negate(), ZERO, move.id);
            postings.post(side, EntryKind.MOVE_OUT, leg.quantity, ZERO, ZERO, move.id);
            postings.reduceHold(hold, HoldReason.MOVE, leg.quantity);
            leg.hold = null;
        }
    }

    /** Units come to the accounts of the legs, from nothing here. */
    void mint(Move move) {
        Issue issue = issue(move);
        for (Leg leg : move.legs) {
            Balance units = world.existing(leg.account, issue.id);
            postings.move(shared.side(issue), units, EntryKind.MOVE_IN, leg.quantity, move.id);
        }
    }

    void remove(Move move) {
        move.legs.forEach(world.moveLegs::remove);
        world.moves.remove(move);
    }

    Optional<Move> nextToExpire() {
        return world.moves.all().stream()
                .filter(Move::mayExpire)
                .min(Comparator.comparingLong((Move each) -> each.deadline).thenComparingLong(each -> each.id))
                .filter(each -> each.deadline <= world.logicalNow());
    }
}
