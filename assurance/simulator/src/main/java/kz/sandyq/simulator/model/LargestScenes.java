package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Somebody has as much of an asset as anybody may have, and is to get one more. */
final class LargestScenes {
    private static final long MEDIATOR = 7;

    private final Chance chance;
    private final World world;
    private final Players players;

    LargestScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    /** One provider gives the one unit, another all the rest, and takes it back. */
    Scene tooMuch() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Long> elsewhere = players.elsewhere();
        if (clients.size() < 2 || elsewhere.isEmpty()) {
            return scene;
        }
        List<Long> twins = players.twins(each -> true);
        boolean recovers = !twins.isEmpty() && chance.oneIn(6);
        long from = recovers ? twins.getFirst() : clients.get(0);
        long to = recovers ? twins.getLast() : clients.get(1);
        players.letIn(scene, from);
        players.letIn(scene, to);
        if (elsewhere.size() < 2) {
            scene.naming(
                    "other",
                    () -> message("OpenAccount")
                            .with("walletId", 1)
                            .with("capacity", Capacity.OTHER_PLATFORM.value())
                            .with("activity", 1));
        } else {
            scene.naming("other", elsewhere.getLast());
        }
        asset(scene, elsewhere.getLast(), to);
        scene.then(() -> players.transfer(elsewhere.getFirst(), from, scene.the("asset"), 1));
        if (recovers) {
            scene.then(() -> rest(scene, to)).then(() -> players.recover(from, to, scene.the("asset")));
        } else {
            act(scene, from, to);
        }
        return scene.then(() -> {
            long all = world.available(to, scene.the("asset")).longValueExact();
            return players.transfer(to, scene.the("other"), scene.the("asset"), Math.max(1, all));
        });
    }

    private void asset(Scene scene, long other, long to) {
        List<Long> known = players.unbacked().stream()
                .filter(each -> total(other, each).subtract(missing(to, each)).compareTo(Numbers.LARGEST.negate()) >= 0)
                .toList();
        if (known.isEmpty() || chance.oneIn(20)) {
            scene.naming(
                    "asset",
                    () -> message("CreateAsset")
                            .with("assetKind", AssetKind.UNBACKED.value())
                            .with("code", chance.code("U")));
        } else {
            scene.naming("asset", chance.any(known, 1L));
        }
    }

    private BigInteger total(long account, long asset) {
        Balance balance = world.balance(account, asset);
        return balance == null ? BigInteger.ZERO : balance.total();
    }

    private BigInteger missing(long account, long asset) {
        return Numbers.LARGEST.subtract(total(account, asset));
    }

    private Message rest(Scene scene, long to) {
        long asset = scene.the("asset");
        return players.transfer(
                scene.the("other"), to, asset, missing(to, asset).longValueExact());
    }

    private void act(Scene scene, long from, long to) {
        Supplier<Message> rest = () -> rest(scene, to);
        Supplier<Message> leg = () -> Players.leg(from, to, scene.the("asset"), 1);
        switch (chance.random.nextInt(5)) {
            case 0 ->
                scene.then(rest)
                        .then(() -> message("ForcedTransfer")
                                .with("fromAccountId", from)
                                .with("toAccountId", to)
                                .with("assetId", scene.the("asset"))
                                .with("quantity", 1)
                                .with("ground", players.ground()));
            case 1 -> scene.then(rest).then(() -> players.rights(2, leg.get()));
            case 2 ->
                scene.then(rest)
                        .naming("deal", () -> players.propose(0, List.of(leg.get())))
                        .then(() -> Players.affirm(scene.the("deal"), from));
            case 3 ->
                scene.naming("transfer", () -> SuspendedScenes.hold(leg.get(), players.ground()))
                        .then(rest)
                        .then(() -> SuspendedScenes.release(scene.the("transfer"), players.ground()));
            default ->
                scene.naming("deal", () -> players.propose(MEDIATOR, List.of(leg.get())))
                        .then(() -> Players.affirm(scene.the("deal"), from))
                        .then(rest)
                        .then(() -> players.settle(scene.the("deal"), MEDIATOR));
        }
    }
}
