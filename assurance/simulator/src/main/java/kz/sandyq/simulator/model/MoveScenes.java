package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.simulator.model.Platforms.Move;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** A move from its agreement to its end, with what may come between on either side. */
final class MoveScenes {
    static final long PLATFORM = 8;

    private final Chance chance;
    private final World world;
    private final Players players;

    MoveScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    private static Message leg(long account, long quantity) {
        return new Message("legs").with("accountId", account).with("quantity", quantity);
    }

    private boolean isOpen(Issue issue) {
        return !issue.isStablecoin()
                && issue.isAlive()
                && !issue.suspended
                && issue.task == 0
                && issue.placement == 0
                && issue.principal == 0;
    }

    /** Units of a holder go, or are stopped before they are burned, or exist here again. */
    Scene goes() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Issue> issues = world.issues.values().stream()
                .filter(this::isOpen)
                .filter(each -> holder(each, clients) != 0)
                .toList();
        if (issues.isEmpty()) {
            return scene;
        }
        List<Issue> paying = issues.stream().filter(this::isRecordable).toList();
        boolean recorded = !paying.isEmpty() && chance.oneIn(2);
        Issue issue = recorded ? chance.any(paying, paying.getFirst()) : chance.any(issues, issues.getFirst());
        long from = holder(issue, clients);
        scene.then(() -> players.agree(PLATFORM));
        scene.naming(
                "move",
                () -> message("BlockForMove")
                        .with("platform", PLATFORM)
                        .with("issueId", issue.id)
                        .with("deadlineMs", world.logicalNow() + 60_000)
                        .with("ground", players.ground())
                        .with("legs", List.of(leg(from, 1))));
        scene.then(() -> proceed(scene, MoveAct.NOTIFY));
        late(scene);
        scene.then(() -> told(scene, MoveMessage.ACCEPTED));
        late(scene);
        boolean before = recorded && chance.oneIn(2);
        hinder(scene, issue, from, before ? 1 : 7);
        scene.then(() -> proceed(scene, MoveAct.BURN));
        hinder(scene, issue, from, recorded ? 1 : 2);
        return switch (chance.random.nextInt(3)) {
            case 0 -> scene.then(() -> told(scene, MoveMessage.MINTED));
            case 1 -> scene.then(() -> told(scene, MoveMessage.REFUSED));
            default -> scene.then(() -> proceed(scene, MoveAct.RESTORE));
        };
    }

    /** So many have it that a record of its income takes more than two steps. */
    private boolean isRecordable(Issue issue) {
        return issue.incomes < issue.incomeDates && world.holdings(issue.id) + 2 > 2 * world.scalar("TASK_STEP");
    }

    private long holder(Issue issue, List<Long> clients) {
        return clients.stream()
                .filter(each -> Numbers.positive(world.available(each, issue.id)))
                .findFirst()
                .orElse(0L);
    }

    /** Now and then the clock of a demo passes the deadline. */
    private void late(Scene scene) {
        if (world.scalar("DEMO") == 1 && chance.oneIn(8)) {
            scene.then(() -> message("AdvanceDemoClock").with("clockOffsetMs", world.scalar("CLOCK_OFFSET") + 60_000));
        }
    }

    private void hinder(Scene scene, Issue issue, long from, int ways) {
        switch (chance.random.nextInt(ways)) {
            case 0 -> scene.then(() -> players.income(issue));
            case 2 -> scene.then(() -> players.freeze(from));
            case 3 -> scene.then(() -> players.notice(world.account(from).wallet()));
            case 4 ->
                scene.then(() -> players.arrest(
                        from,
                        issue.id,
                        1 + world.existing(from, issue.id).total().longValueExact()));
            case 5 -> scene.then(() -> players.suspend(issue.id, true));
            default -> {
                // Nothing comes between.
            }
        }
    }

    private @Nullable Move move(Scene scene) {
        return world.moves.find(scene.the("move"));
    }

    private Message proceed(Scene scene, MoveAct act) {
        return message("ProceedMove")
                .with("moveId", scene.the("move"))
                .with("act", act.value())
                .with("ground", players.ground());
    }

    private Message told(Scene scene, MoveMessage said) {
        Move move = move(scene);
        return message("ReceiveMoveMessage")
                .with("platform", PLATFORM)
                .with("number", move == null ? 1 : move.number)
                .with("message", said.value())
                .with("quantity", move == null ? 1 : move.quantity.longValueExact());
    }

    /** Units come back, or come here first: to one, or one to each. */
    Scene comes() {
        Scene scene = new Scene(world);
        boolean home = chance.oneIn(2);
        List<Issue> issues = world.issues.values().stream()
                .filter(this::isOpen)
                .filter(each -> home ? Numbers.positive(away(each)) : isForeign(each))
                .toList();
        List<Long> clients = players.clients();
        if (issues.isEmpty() || clients.isEmpty()) {
            return scene;
        }
        Issue issue = chance.any(issues, issues.getFirst());
        boolean many = !home && chance.oneIn(2);
        List<Long> receivers = many ? holders(issue) : clients.subList(0, 1);
        if (receivers.isEmpty()) {
            return scene;
        }
        clients.forEach(each -> players.letIn(scene, each));
        scene.then(() -> players.agree(PLATFORM));
        long free = world.limit("PLACEMENTS") - world.moves.count();
        for (int i = 0; i < (many ? Math.max(1, free) : 1); i++) {
            long quantity = many ? receivers.size() : quantity(issue, home);
            scene.naming("move", () -> players.ready(PLATFORM, home ? world.scalar("CLUSTER") : PLATFORM, quantity));
            hinder(scene, issue, receivers.getFirst(), 2);
            scene.then(() -> accept(scene, issue, receivers, quantity));
        }
        hinder(scene, issue, receivers.getFirst(), 2);
        return scene.then(() -> told(scene, MoveMessage.BURNED)).then(() -> told(scene, MoveMessage.ENDED));
    }

    /** All that is away, or one more; or a little, now and then more than may exist. */
    private long quantity(Issue issue, boolean home) {
        BigInteger most = home ? away(issue) : issue.authorised;
        boolean little = !home && !chance.oneIn(6);
        return little ? chance.small() : most.add(Numbers.big(chance.below(2))).longValueExact();
    }

    private Message accept(Scene scene, Issue issue, List<Long> receivers, long quantity) {
        return message("AnswerMove")
                .with("moveId", scene.the("move"))
                .with("accept", 1)
                .with("issueId", issue.id)
                .with("ground", players.ground())
                .with(
                        "legs",
                        receivers.stream()
                                .map(each -> leg(each, quantity / receivers.size()))
                                .toList());
    }

    private static BigInteger away(Issue issue) {
        return issue.place.movedOut.subtract(issue.place.inTransit).subtract(issue.place.arriving);
    }

    private static boolean isForeign(Issue issue) {
        return issue.place.origin == PLATFORM || issue.place.origin == 0 && issue.isRegisteredOnly();
    }

    /** All who may have it, as many as one move takes. */
    private List<Long> holders(Issue issue) {
        return world.accounts.stream()
                .filter(each -> Shared.holdsAssets(each) && mayHave(each, issue))
                .map(Account::id)
                .limit(MoveSteps.MOST_LEGS)
                .toList();
    }

    private boolean mayHave(Account account, Issue issue) {
        try {
            world.permissions.needClearance(account.id());
            world.permissions.needAcquisition(account.id(), issue.id, BigInteger.ONE, BigInteger.TEN);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }
}
