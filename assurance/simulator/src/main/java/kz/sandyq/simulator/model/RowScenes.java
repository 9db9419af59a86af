package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.schema.Message;

/** As many balances as there may be, where markets are small enough to come to that. */
final class RowScenes {
    /** A market may have this many rows more for a scene. */
    private static final long RAISED = 8;
    /** What one instruction may open. */
    private static final int LEGS = 30;

    private final Chance chance;
    private final World world;
    private final Players players;
    private final Coins coins;

    RowScenes(Chance chance, Players players, Coins coins) {
        this.chance = chance;
        this.players = players;
        this.coins = coins;
        world = chance.world;
    }

    /** A client is to have his first coins when the last balance is gone. */
    Scene noRoomForHolder() {
        Scene scene = new Scene(world);
        Issue known = coins.known(1);
        List<Long> clients = players.clients().stream()
                .filter(each -> Numbers.positive(world.available(each, Players.MONEY)))
                .filter(each -> known == null || world.balance(each, known.id) == null)
                .toList();
        if (clients.isEmpty() || room() > LEGS) {
            return scene;
        }
        long holder = clients.getFirst();
        players.letIn(scene, holder);
        if (room() < RAISED && known == null) {
            scene.then(this::raise);
        }
        coins.stage(scene, known);
        scene.repeating(3, () -> room() > 0 && !legs().isEmpty(), () -> players.propose(0, legs()));
        scene.then(() -> Coins.mint(scene, holder, 1));
        world.issues.values().stream()
                .filter(each -> each.incomes < each.incomeDates)
                .findFirst()
                .ifPresent(each -> taxed(scene, each));
        return scene;
    }

    /** Units of another platform are to come to somebody who has had none. */
    Scene noRoomForArrival() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        if (clients.isEmpty() || room() > LEGS || world.moves.isFull()) {
            return scene;
        }
        long receiver = clients.getFirst();
        players.letIn(scene, receiver);
        if (room() < RAISED) {
            scene.then(this::raise);
        }
        scene.naming("issue", players::bond);
        scene.then(() -> players.agree(MoveScenes.PLATFORM));
        scene.naming("move", () -> players.ready(MoveScenes.PLATFORM, MoveScenes.PLATFORM, 1));
        scene.repeating(3, () -> room() > 0 && !legs().isEmpty(), () -> players.propose(0, legs()));
        return scene.then(() -> message("AnswerMove")
                .with("moveId", scene.the("move"))
                .with("accept", 1)
                .with("issueId", scene.the("issue"))
                .with("ground", players.ground())
                .with(
                        "legs",
                        List.of(new Message("legs").with("accountId", receiver).with("quantity", 1))));
    }

    /** Whose tax is to be booked to an account that has nothing yet. */
    private void taxed(Scene scene, Issue issue) {
        Account issuer = world.account(issue.issuerAccount);
        scene.naming(
                "tax",
                () -> message("OpenAccount")
                        .with("walletId", 1)
                        .with("capacity", Capacity.SUSPENSE.value())
                        .with("activity", issuer.activity()));
        scene.then(() -> players.income(issue).with("taxRatePpm", 1).with("taxAccountId", scene.the("tax")));
    }

    private long room() {
        return world.limit("BALANCES") - world.balances.size();
    }

    private Message raise() {
        Message message = message("RaiseLimits");
        for (String limit : World.LIMITS) {
            String field = "max" + limit.charAt(0) + limit.substring(1).toLowerCase(Locale.ROOT);
            message.with(field, world.limit(limit) + (limit.equals("BALANCES") ? RAISED : 0));
        }
        return message;
    }

    /** Each opens one balance. */
    private List<Message> legs() {
        List<Message> legs = new ArrayList<>();
        List<Long> assets = new ArrayList<>(players.unbacked());
        assets.add(Players.MONEY);
        List<Account> clients = world.accounts.stream()
                .filter(each -> Shared.isOneOf(each.capacity(), Capacity.CLIENT) && each.activity() == 1)
                .toList();
        long most = Math.min(Math.min(room(), world.legs.room()), LEGS);
        for (Account each : clients) {
            for (long asset : assets) {
                long from = clients.getFirst() == each
                        ? clients.getLast().id()
                        : clients.getFirst().id();
                if (legs.size() < most && world.balance(each.id(), asset) == null && from != each.id()) {
                    legs.add(Players.leg(from, each.id(), asset, 1));
                }
            }
        }
        return legs;
    }
}
