package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.MoveStatus;

/**
 * Two markets of two platforms with nothing between them but letters that may be lost, come twice, late or in another
 * order. A platform says what follows from how its moves stand, whenever it likes; either dies at any moment.
 */
final class TwoPlatforms {
    static final long ISSUED = 100;

    /** What one platform says of a move; no message is the notice. */
    private record Letter(PlatformSide to, MoveMessage message, boolean notice, long number, long quantity) {}

    private final Random random;
    private final PlatformSide origin = new PlatformSide(7, 8, ISSUED);
    private final PlatformSide other = new PlatformSide(8, 7, 0);
    private final List<Letter> underway = new ArrayList<>();

    TwoPlatforms(long seed) {
        random = new Random(seed);
    }

    List<PlatformSide> sides() {
        return List.of(origin, other);
    }

    private PlatformSide anySide() {
        return random.nextBoolean() ? origin : other;
    }

    private PlatformSide beyond(PlatformSide side) {
        return side == origin ? other : origin;
    }

    void step() {
        PlatformSide side = anySide();
        switch (random.nextInt(13)) {
            case 0, 1 -> block(side);
            case 2, 3 -> proceed(side);
            case 4, 5 -> answer(side);
            case 6, 7 -> speak(side);
            case 8, 9, 10 -> deliver();
            case 11 -> side.floor.tick(250 + random.nextInt(900));
            default -> disturb(side);
        }
        check();
    }

    private void block(PlatformSide side) {
        long first = side.anyAccount(random);
        long second = side.anyAccount(random);
        List<MoveLeg> legs = new ArrayList<>(List.of(new MoveLeg(first, 1 + random.nextInt(9))));
        if (first != second) {
            legs.add(new MoveLeg(second, 1 + random.nextInt(9)));
        }
        side.say(MoveCommands.blockForMove(
                side.beyond, side.issue, side.floor.nowMs + 1 + random.nextInt(6_000), legs, RandomMarket.PAPER));
    }

    private void proceed(PlatformSide side) {
        List<Integer> going = side.moves(false);
        if (!going.isEmpty()) {
            MoveAct act =
                    random.nextInt(6) == 0 ? MoveAct.CANCEL : random.nextBoolean() ? MoveAct.NOTIFY : MoveAct.BURN;
            long id = side.move(going.get(random.nextInt(going.size())), Move.ID);
            side.say(MoveCommands.proceedMove(id, act, RandomMarket.PAPER));
        }
    }

    private void answer(PlatformSide side) {
        List<Integer> coming = side.moves(true);
        if (!coming.isEmpty()) {
            int move = coming.get(random.nextInt(coming.size()));
            side.say(random.nextInt(4) == 0 ? refusal(side, move) : acceptance(side, move));
        }
    }

    private static CommandBody refusal(PlatformSide side, int move) {
        return MoveCommands.refuseMove(side.move(move, Move.ID), 3, RandomMarket.PAPER);
    }

    private CommandBody acceptance(PlatformSide side, int move) {
        long quantity = side.move(move, Move.QUANTITY);
        List<MoveLeg> legs = new ArrayList<>();
        if (quantity > 1 && random.nextBoolean()) {
            legs.add(new MoveLeg(side.unsold, 1));
            quantity--;
        }
        legs.add(new MoveLeg(side.client, quantity));
        return MoveCommands.acceptMove(side.move(move, Move.ID), side.issue, legs, RandomMarket.PAPER);
    }

    /** Everything that follows from how the moves of a platform stand. */
    private void speak(PlatformSide side) {
        for (int move : side.moves(false)) {
            if (side.is(move, MoveStatus.NOTIFIED)) {
                write(side, move, MoveMessage.NULL_VAL);
            } else if (side.is(move, MoveStatus.BURNED)) {
                write(side, move, MoveMessage.BURNED);
            }
        }
        for (int move : side.moves(true)) {
            if (side.is(move, MoveStatus.ACCEPTED)) {
                write(side, move, MoveMessage.ACCEPTED);
            } else if (side.is(move, MoveStatus.MINTED)) {
                write(side, move, MoveMessage.MINTED);
            } else if (!side.is(move, MoveStatus.NOTIFIED)) {
                write(side, move, MoveMessage.REFUSED);
            }
        }
    }

    private void write(PlatformSide side, int move, MoveMessage message) {
        boolean notice = message == MoveMessage.NULL_VAL;
        long number = side.move(move, Move.NUMBER);
        underway.add(new Letter(beyond(side), message, notice, number, side.move(move, Move.QUANTITY)));
    }

    private void deliver() {
        if (!underway.isEmpty()) {
            int at = random.nextInt(underway.size());
            Letter letter = random.nextInt(3) == 0 ? underway.get(at) : underway.remove(at);
            if (random.nextInt(8) != 0) {
                deliver(letter);
            }
        }
    }

    private void deliver(Letter letter) {
        PlatformSide to = letter.to;
        PlatformSide from = beyond(to);
        CommandBody body = letter.notice
                ? MoveCommands.receiveMoveNotice(
                        to.beyond,
                        letter.number,
                        origin.number,
                        letter.quantity,
                        to.floor.nowMs + 1 + random.nextInt(6_000),
                        RandomMarket.PAPER)
                : MoveCommands.receiveMoveMessage(to.beyond, letter.number, letter.message, letter.quantity);
        String code = to.say(body);
        if (random.nextInt(5) == 0) {
            to.floor.submit(to.floor.log.getLast().bytes());
        }
        boolean toSource =
                !letter.notice && letter.message != MoveMessage.BURNED && letter.message != MoveMessage.ENDED;
        if (toSource && code.equals("MOVE_ENDED")) {
            underway.add(new Letter(from, MoveMessage.ENDED, false, letter.number, 0));
        }
        for (long number = 1; code.equals("MOVE_OUT_OF_ORDER") && number < letter.number; number++) {
            if (!from.isGoing(number)) {
                underway.add(new Letter(to, MoveMessage.ENDED, false, number, 0));
            }
        }
    }

    private void disturb(PlatformSide side) {
        if (random.nextInt(3) > 0) {
            side.die(random.nextBoolean());
            return;
        }
        side.say(HoldingCommands.placeEncumbrance(
                EncumbranceKind.ARREST,
                side.client,
                side.issue,
                1 + random.nextInt(60),
                0,
                0,
                true,
                false,
                false,
                side.floor.nowMs + 1 + random.nextInt(3_000),
                RandomMarket.PAPER));
    }

    /** Both live on, letters arrive, and the operators finish what they began. */
    void settle() {
        for (int round = 0; round < 60 && origin.live() + other.live() > 0; round++) {
            for (PlatformSide side : sides()) {
                for (int move : side.moves(false)) {
                    boolean accepted = side.is(move, MoveStatus.ACCEPTED);
                    boolean begun = side.is(move, MoveStatus.BLOCKED);
                    if (accepted || begun) {
                        MoveAct act = accepted ? MoveAct.BURN : MoveAct.CANCEL;
                        side.say(MoveCommands.proceedMove(side.move(move, Move.ID), act, RandomMarket.PAPER));
                    }
                }
                for (int move : side.moves(true)) {
                    if (side.is(move, MoveStatus.NOTIFIED)) {
                        side.say(acceptance(side, move));
                    }
                }
                speak(side);
            }
            List<Letter> letters = new ArrayList<>(underway);
            underway.clear();
            letters.forEach(this::deliver);
            sides().forEach(side -> side.floor.tick(500));
            check();
        }
    }

    /** Units on both platforms, and those burned on one and not yet minted on the other, are what was issued. */
    private void check() {
        long total = origin.outstanding() + other.outstanding() + inTransit(origin) + inTransit(other);
        Check.that(total == ISSUED, "units of both platforms", total);
    }

    private long inTransit(PlatformSide side) {
        long sum = 0;
        for (int move : side.moves(false)) {
            if (side.is(move, MoveStatus.BURNED) && !beyond(side).hasMinted(side.move(move, Move.NUMBER))) {
                sum += side.move(move, Move.QUANTITY);
            }
        }
        return sum;
    }
}
