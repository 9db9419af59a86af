package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.simulator.model.Platforms.Move;
import kz.sandyq.simulator.model.Platforms.Peer;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Moves between platforms, with all that the other platform says. */
final class MoveDrafts {
    private static final Peer NO_PEER = new Peer(0, 8);
    private static final Move NONE = new Move(NO_PEER, true, 1, 8, BigInteger.ONE, 0);

    private final Chance chance;
    private final World world;

    MoveDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("SetInteractionAgreement", this::agree);
        all.put("BlockForMove", this::block);
        all.put("ProceedMove", this::proceed);
        all.put("ReceiveMoveNotice", this::notice);
        all.put("AnswerMove", this::answer);
        all.put("ReceiveMoveMessage", this::receive);
    }

    private Message agree() {
        return message("SetInteractionAgreement")
                .with("platform", chance.oneIn(5) ? chance.from(6, 11) : chance.from(8, 9))
                .with("inForce", !chance.oneIn(5))
                .with("ground", chance.ground());
    }

    private Peer peer() {
        List<Peer> inForce = world.peers.stream().filter(each -> each.inForce).toList();
        return chance.oneIn(12) ? chance.any(world.peers, NO_PEER) : chance.any(inForce, NO_PEER);
    }

    private boolean isAlone() {
        return world.peers.isEmpty() && !world.assets.isEmpty() && !chance.oneIn(8);
    }

    private long deadline() {
        return world.logicalNow() + chance.from(1, chance.oneIn(3) ? 2_000 : 90_000);
    }

    private Message block() {
        if (isAlone()) {
            return agree();
        }
        long id = chance.issue(each -> !each.isStablecoin()
                && each.isAlive()
                && each.placement == 0
                && !each.suspended
                && Numbers.positive(each.outstanding()));
        List<Balance> held = world.balances.stream()
                .filter(each -> each.asset == id && Numbers.positive(each.total()))
                .toList();
        Balance nobody = new Balance(chance.client(), id, 0);
        Set<Balance> givers = new LinkedHashSet<>();
        for (long i = chance.from(1, 3); i > 0; i--) {
            givers.add(chance.any(held, nobody));
        }
        List<Message> legs = new ArrayList<>();
        for (Balance from : givers) {
            long free = Math.max(1, from.available.longValueExact());
            legs.add(leg(from.account, chance.oneIn(12) ? free + 1 : chance.from(1, Math.max(1, free / 3))));
        }
        return message("BlockForMove")
                .with("platform", peer().platform)
                .with("issueId", id)
                .with("deadlineMs", deadline())
                .with("ground", chance.ground())
                .with("legs", odd(legs));
    }

    private static Message leg(long account, long quantity) {
        return new Message("legs").with("accountId", account).with("quantity", quantity);
    }

    /** Now and then none, too many, one account twice, or one that does not fit. */
    private List<Message> odd(List<Message> legs) {
        if (!chance.oneIn(10)) {
            return legs;
        }
        Message first = legs.getFirst();
        List<Message> many = new ArrayList<>();
        for (int i = 0; i <= MoveSteps.MOST_LEGS; i++) {
            many.add(first);
        }
        long quantity = first.number("quantity");
        return chance.of(
                List.of(),
                many,
                List.of(first, first),
                List.of(leg(99_999, quantity)),
                List.of(leg(chance.anyAccount(), quantity)),
                List.of(leg(first.number("accountId"), -chance.below(2))),
                List.of(first, leg(chance.client(), Numbers.LARGEST.longValueExact())));
    }

    private Move move(Predicate<Move> fits) {
        List<Move> fitting = world.moves.all().stream().filter(fits).toList();
        return chance.oneIn(12) ? chance.thing(world.moves, NONE) : chance.any(fitting, NONE);
    }

    private long idOf(Move move) {
        return chance.oneIn(20) ? chance.from(1, Math.max(1, world.sequence() - 1)) << 24 : move.id;
    }

    private Message proceed() {
        Move move = move(each -> !each.incoming);
        if (move == NONE && !chance.oneIn(8) && !world.assets.isEmpty()) {
            return block();
        }
        MoveAct act = move.is(MoveStatus.BLOCKED)
                ? MoveAct.NOTIFY
                : move.is(MoveStatus.ACCEPTED) ? MoveAct.BURN : chance.of(MoveAct.CANCEL, MoveAct.RESTORE);
        boolean onwards = !chance.oneIn(move.is(MoveStatus.BLOCKED, MoveStatus.ACCEPTED) ? 6 : 2);
        return message("ProceedMove")
                .with("moveId", idOf(move))
                .with("act", onwards ? act.value() : chance.from(1, 4))
                .with("ground", chance.ground(12));
    }

    private Message notice() {
        if (isAlone()) {
            return agree();
        }
        Peer peer = peer();
        List<BigInteger> away = world.issues.values().stream()
                .map(each -> each.place.movedOut.subtract(each.place.inTransit))
                .filter(Numbers::positive)
                .toList();
        boolean home = !away.isEmpty() && chance.oneIn(2);
        long number = peer.received + (chance.oneIn(10) ? chance.from(-1, 2) : 1);
        long quantity = home && chance.oneIn(2)
                ? chance.from(1, chance.any(away, BigInteger.ONE).longValueExact() + chance.below(2))
                : chance.small();
        return message("ReceiveMoveNotice")
                .with("platform", peer.platform)
                .with("number", number)
                .with("originPlatform", home ? world.scalar("CLUSTER") : chance.oneIn(9) ? 12 : peer.platform)
                .with("quantity", quantity)
                .with("deadlineMs", deadline())
                .with("ground", chance.oneIn(2) ? new Message("Ground") : chance.ground());
    }

    private Message answer() {
        Move move = move(each -> each.incoming && (each.is(MoveStatus.NOTIFIED) || chance.oneIn(6)));
        if (move == NONE && !chance.oneIn(8) && !world.assets.isEmpty()) {
            return notice();
        }
        if (chance.oneIn(5)) {
            return message("AnswerMove")
                    .with("moveId", idOf(move))
                    .with("refusalReason", chance.oneIn(6) ? 0 : 2)
                    .with("ground", chance.ground());
        }
        long id = chance.oneIn(12) ? chance.anyIssue() : chance.issue(each -> mayTake(each, move));
        return message("AnswerMove")
                .with("moveId", idOf(move))
                .with("accept", 1)
                .with("issueId", id)
                .with("ground", chance.ground())
                .with("legs", odd(split(move.quantity.longValueExact() + (chance.oneIn(16) ? 1 : 0), id)));
    }

    private boolean mayTake(Issue issue, Move move) {
        boolean home = move.origin == world.scalar("CLUSTER");
        boolean known = home ? Numbers.positive(issue.place.movedOut) : issue.place.origin == move.origin;
        boolean fresh = !home && issue.isRegisteredOnly() && issue.place.origin == 0;
        return !issue.isStablecoin() && issue.isAlive() && !issue.suspended && (known || fresh);
    }

    private List<Message> split(long quantity, long issueId) {
        Issue issue = world.issue(issueId);
        long first = issue != null && chance.oneIn(5) ? issue.unsold : chance.client();
        long second = chance.client();
        if (quantity < 2 || first == second || chance.oneIn(2)) {
            return List.of(leg(first, quantity));
        }
        long part = chance.from(1, quantity - 1);
        return List.of(leg(first, part), leg(second, quantity - part));
    }

    /** What the other platform would say next; now and then again, too late, of another quantity or out of turn. */
    private Message receive() {
        Move move = move(each -> !each.is(MoveStatus.BLOCKED));
        if (move == NONE && !chance.oneIn(8) && !world.assets.isEmpty()) {
            return chance.oneIn(2) ? block() : notice();
        }
        MoveMessage next = chance.oneIn(8) ? chance.of(fiveMessages()) : said(move);
        boolean wrong = chance.oneIn(20);
        long latest = move.incoming ? move.peer.received : move.peer.sent;
        return message("ReceiveMoveMessage")
                .with("platform", move.peer.platform)
                .with("number", chance.oneIn(14) ? chance.from(0, latest + 2) : move.number)
                .with("message", next.value())
                .with("quantity", move.quantity.longValueExact() + (wrong ? 1 : 0));
    }

    private static MoveMessage[] fiveMessages() {
        return new MoveMessage[] {
            MoveMessage.ACCEPTED, MoveMessage.REFUSED, MoveMessage.MINTED, MoveMessage.BURNED, MoveMessage.ENDED
        };
    }

    private MoveMessage said(Move move) {
        if (move.incoming) {
            return move.is(MoveStatus.ACCEPTED) && !chance.oneIn(6) ? MoveMessage.BURNED : MoveMessage.ENDED;
        }
        if (chance.oneIn(6)) {
            return MoveMessage.REFUSED;
        }
        return move.is(MoveStatus.BURNED) ? MoveMessage.MINTED : MoveMessage.ACCEPTED;
    }
}
