package kz.sandyq.simulator.model;

import java.util.List;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Encumbrances in each other's way, and as many of them as there may be. */
final class LienScenes {
    private static final int MOST = 32;

    private final Chance chance;
    private final World world;
    private final Players players;

    LienScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    /** Who waits behind a pledge, and units that go with theirs, need an encumbrance where there is none left. */
    Scene noRoom() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Long> elsewhere = players.elsewhere();
        boolean enforces = chance.oneIn(2);
        if (clients.size() < 2 || elsewhere.isEmpty() || world.encumbrances.room() < (enforces ? 2 : 1)) {
            return scene;
        }
        long from = clients.get(0);
        long to = clients.get(1);
        long asset = chance.any(players.unbacked(), 2L);
        players.letIn(scene, from);
        players.letIn(scene, to);
        scene.then(() -> players.transfer(elsewhere.getFirst(), from, asset, 10));
        scene.naming("pledge", () -> players.pledge(from, asset, 5, false));
        if (enforces) {
            scene.naming("waiting", () -> players.pledge(from, asset, 3, true));
        }
        scene.repeating(MOST, () -> !world.encumbrances.isFull(), () -> note(from));
        return enforces
                ? scene.then(() -> players.enforce(scene.the("pledge"), to, 4))
                : scene.then(() ->
                        players.rights(2, Players.leg(from, to, asset, 2).with("encumbranceId", scene.the("pledge"))));
    }

    /** Blocks nothing, takes a place, and is soon gone. */
    private Message note(long account) {
        return players.arrest(account, Players.MONEY, 1).with("stopsCirculation", 0);
    }

    /** Two accounts of one wallet have a pledge of the same rank each, and become one. */
    Scene rankTaken() {
        Scene scene = new Scene(world);
        long asset = chance.any(players.unbacked(), 2L);
        List<Long> twins = players.twins(each -> isAtRest(world.balance(each.id(), asset)));
        List<Long> elsewhere = players.elsewhere();
        if (twins.isEmpty() || elsewhere.isEmpty() || world.encumbrances.room() < 2) {
            return scene;
        }
        long from = twins.getFirst();
        long to = twins.getLast();
        long rank = 1 + Math.max(players.lastRank(from, asset), players.lastRank(to, asset));
        for (long each : twins) {
            players.letIn(scene, each);
            scene.then(() -> players.transfer(elsewhere.getFirst(), each, asset, 3));
            scene.naming("pledge", () -> players.pledge(each, asset, 2, false).with("rank", rank));
        }
        return scene.then(() -> players.recover(from, to, asset));
    }

    private static boolean isAtRest(@Nullable Balance balance) {
        return balance == null || balance.held.signum() == 0 && balance.uncovered.signum() == 0;
    }
}
