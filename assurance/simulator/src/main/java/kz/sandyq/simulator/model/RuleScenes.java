package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import kz.sandyq.simulator.schema.Message;

/** A rule of an issue comes between a holder and who is to have his units next. */
final class RuleScenes {
    private static final long MEDIATOR = 7;
    private static final long UNITS = 10;

    private final Chance chance;
    private final World world;
    private final Players players;
    private final Coins coins;

    RuleScenes(Chance chance, Players players, Coins coins) {
        this.chance = chance;
        this.players = players;
        this.coins = coins;
        world = chance.world;
    }

    Scene broken() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        if (clients.size() < 2) {
            return scene;
        }
        Issue known = coins.known(UNITS);
        long from = clients.getFirst();
        long to = clients.stream()
                .skip(1)
                .filter(each -> known == null || isStranger(each, known.id))
                .findFirst()
                .orElse(clients.getLast());
        players.letIn(scene, from);
        players.letIn(scene, to);
        players.pay(scene, from, known == null ? UNITS : UNITS * known.nominal.longValueExact());
        coins.stage(scene, known);
        scene.then(() -> Coins.mint(scene, from, UNITS));
        act(scene, from, to);
        return scene.then(() -> players.suspend(scene.the("coin"), false));
    }

    private boolean isStranger(long account, long coin) {
        return world.permissions.stake(world.account(account).wallet(), coin).signum() == 0;
    }

    /** What comes between: a rule of the issue, a class that he may not have, or what stops him who gives. */
    private Message rule(Scene scene, long from, long to) {
        Message rules = coins.rules(scene);
        return switch (chance.random.nextInt(8)) {
            case 0 -> rules.with("qualifiedOnly", 1);
            case 1 -> rules.with("maxInvestors", 1);
            case 2 -> rules.with("maxShareNumerator", 1).with("maxShareDenominator", 1_000_000);
            case 3 -> message("SetAccountPermissions").with("accountId", to).with("ground", players.ground());
            case 4 -> players.arrest(from, scene.the("coin"), 2 * UNITS);
            case 5 -> players.freeze(from);
            case 6 -> players.suspend(scene.the("coin"), true);
            default -> rules.with("lockedUntilMs", world.logicalNow() + chance.from(1, 10_000));
        };
    }

    private Scene act(Scene scene, long from, long to) {
        int way = chance.random.nextInt(5);
        if (way == 0) {
            return scene.naming("pledge", () -> players.pledge(from, scene.the("coin"), 5, false))
                    .then(() -> rule(scene, from, to))
                    .then(() -> players.enforce(scene.the("pledge"), to, 3));
        }
        if (way == 1) {
            return scene.then(() -> rule(scene, from, to))
                    .then(() -> players.rights(3, Players.leg(from, to, scene.the("coin"), 3)));
        }
        if (way == 4) {
            return scene.naming(
                            "transfer",
                            () -> SuspendedScenes.hold(Players.leg(from, to, scene.the("coin"), 3), players.ground()))
                    .then(() -> rule(scene, from, to))
                    .then(() -> SuspendedScenes.release(scene.the("transfer"), players.ground()));
        }
        long mediator = way == 2 ? 0 : MEDIATOR;
        scene.naming("deal", () -> players.propose(mediator, List.of(Players.leg(from, to, scene.the("coin"), 3))));
        if (way == 2) {
            return scene.then(() -> rule(scene, from, to)).then(() -> Players.affirm(scene.the("deal"), from));
        }
        return scene.then(() -> Players.affirm(scene.the("deal"), from))
                .then(() -> rule(scene, from, to))
                .then(() -> players.settle(scene.the("deal"), MEDIATOR));
    }
}
