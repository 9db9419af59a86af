package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Other platforms, and what goes to them and comes from there. */
final class Platforms {
    private Platforms() {}

    /** Another platform, with how many moves went there and came from there. */
    static final class Peer {
        final long id;
        final long platform;
        boolean inForce;
        long sent;
        long received;

        Peer(long id, long platform) {
            this.id = id;
            this.platform = platform;
        }

        Row row() {
            return new Row("Peer")
                    .with("ID", id)
                    .with("PLATFORM", platform)
                    .with("IN_FORCE", inForce)
                    .with("SENT", sent)
                    .with("RECEIVED", received);
        }
    }

    /** What of a move is one account's. */
    static final class Leg extends Slots.Thing {
        final Move move;
        final long account;
        final BigInteger quantity;

        @Nullable
        Hold hold;

        Leg(Move move, Message in) {
            this.move = move;
            account = in.number("accountId");
            quantity = big(in.number("quantity"));
        }

        private long holdId() {
            return hold == null ? 0 : hold.id;
        }

        Message event() {
            return new Message("MoveLegChanged")
                    .with("moveId", move.id)
                    .with("accountId", account)
                    .with("quantity", quantity.longValueExact())
                    .with("holdId", holdId());
        }

        @Override
        Row row() {
            return new Row("MoveLeg")
                    .with("ID", id)
                    .with("MOVE", move.id)
                    .with("ACCOUNT", account)
                    .with("QUANTITY", quantity)
                    .with("HOLD", holdId());
        }
    }

    static final class Move extends Slots.Thing {
        final Peer peer;
        final boolean incoming;
        final long number;
        final long origin;
        final BigInteger quantity;
        final long deadline;
        final List<Leg> legs = new ArrayList<>();
        MoveStatus status;

        @Nullable
        Issue issue;

        long reason;

        Move(Peer peer, boolean incoming, long number, long origin, BigInteger quantity, long deadline) {
            this.peer = peer;
            this.incoming = incoming;
            this.number = number;
            this.origin = origin;
            this.quantity = quantity;
            this.deadline = deadline;
            status = incoming ? MoveStatus.NOTIFIED : MoveStatus.BLOCKED;
        }

        boolean is(MoveStatus... any) {
            return List.of(any).contains(status);
        }

        /** Ends by itself: nothing is burned, or nothing is answered. */
        boolean mayExpire() {
            return incoming
                    ? is(MoveStatus.NOTIFIED)
                    : is(MoveStatus.BLOCKED, MoveStatus.NOTIFIED, MoveStatus.ACCEPTED);
        }

        boolean isArriving() {
            return incoming && is(MoveStatus.ACCEPTED);
        }

        private long issueId() {
            return issue == null ? 0 : issue.id;
        }

        Message event(Message ground) {
            return new Message("MoveChanged")
                    .with("moveId", id)
                    .with("platform", peer.platform)
                    .with("incoming", incoming)
                    .with("number", number)
                    .with("status", status.value())
                    .with("issueId", issueId())
                    .with("originPlatform", origin)
                    .with("quantity", quantity.longValueExact())
                    .with("legs", legs.size())
                    .with("deadlineMs", deadline)
                    .with("refusalReason", reason)
                    .with("ground", ground);
        }

        @Override
        Row row() {
            return new Row("Move")
                    .with("ID", id)
                    .with("WAY", peer.platform << 1 | (incoming ? 1 : 0))
                    .with("NUMBER", number)
                    .with("STATUS", status.value())
                    .with("ISSUE", issueId())
                    .with("ORIGIN", origin)
                    .with("QUANTITY", quantity)
                    .with("DEADLINE", deadline)
                    .with("REASON", reason)
                    .with("LEGS", legs.size());
        }
    }

    /** Where units of an issue are. */
    static final class Place {
        /** The platform that issued it first, 0 for this one. */
        long origin;

        BigInteger movedOut = ZERO;
        BigInteger inTransit = ZERO;
        BigInteger arriving = ZERO;

        Row in(Row row) {
            return row.with("ORIGIN", origin)
                    .with("MOVED_OUT", movedOut)
                    .with("IN_TRANSIT", inTransit)
                    .with("ARRIVING", arriving);
        }
    }

    static @Nullable Peer peer(World world, long platform) {
        return world.peers.stream()
                .filter(each -> each.platform == platform)
                .findFirst()
                .orElse(null);
    }

    static Optional<Move> move(World world, Peer peer, boolean incoming, long number) {
        return world.moves.all().stream()
                .filter(each -> each.peer == peer && each.incoming == incoming && each.number == number)
                .findFirst();
    }
}
