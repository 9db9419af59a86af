package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Optional;
import kz.sandyq.simulator.schema.Message;

/** An issuer offers to buy back, and something comes before somebody takes it. */
final class BuyBackScenes {
    private static final int BEATS = 8;

    private final Chance chance;
    private final World world;
    private final Players players;
    private final Shared shared;

    BuyBackScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
        shared = new Shared(world);
    }

    private boolean isOpen(Issue issue) {
        return !issue.isStablecoin()
                && issue.isAlive()
                && !issue.suspended
                && issue.task == 0
                && issue.placement == 0
                && issue.moneyAsset == Players.MONEY
                && world.account(issue.issuerAccount).activity() == 1
                && world.ties(issue.id) == 0
                && players.mayDispose(world.account(issue.issuerAccount));
    }

    private Optional<Long> holder(Issue issue, List<Long> clients) {
        return clients.stream()
                .filter(each -> Numbers.positive(world.available(each, issue.id)))
                .findFirst();
    }

    Scene bought() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Issue> issues = world.issues.values().stream()
                .filter(this::isOpen)
                .filter(each -> holder(each, clients).isPresent())
                .toList();
        if (issues.isEmpty()) {
            return scene;
        }
        Issue issue = chance.any(issues, issues.getFirst());
        long seller = holder(issue, clients).orElseThrow();
        long factor = issue.factor.longValueExact();
        players.letIn(scene, seller);
        players.letIn(scene, issue.issuerAccount);
        if (chance.oneIn(8)) {
            scene.then(() -> players.freeze(issue.issuerAccount));
        }
        if (issue.offer == null) {
            players.pay(scene, issue.issuerAccount, 1);
            scene.naming(
                    "offer",
                    () -> message("OfferBuyBack")
                            .with("issueId", issue.id)
                            .with("priceMinor", factor)
                            .with(
                                    "quantity",
                                    Math.min(factor, shared.circulating(issue).longValueExact()))
                            .with("untilMs", world.logicalNow() + 60_000)
                            .with("ground", players.ground()));
        }
        hinder(scene, issue, seller);
        scene.then(() -> message("AcceptBuyBack")
                .with("issueId", issue.id)
                .with("accountId", seller)
                .with("quantity", 1)
                .with("holdId", issue.offer == null ? scene.the("offer") : issue.offer.hold.id));
        if (scene.the("filled") != 0) {
            players.payOut(scene, seller);
        }
        return scene;
    }

    private void hinder(Scene scene, Issue issue, long seller) {
        int way = chance.random.nextInt(8);
        if (world.permissions.isRuled(issue.id) && chance.oneIn(3)) {
            way = 2;
        } else if (issue.maturity <= world.legalDay() && chance.oneIn(3)) {
            way = 3;
        }
        switch (way) {
            case 0 -> scene.then(() -> players.freeze(seller));
            case 1 ->
                scene.then(() -> players.pledge(
                        seller, issue.id, world.available(seller, issue.id).longValueExact(), false));
            case 2 ->
                scene.then(() -> message("SetIssueRules")
                        .with("issueId", issue.id)
                        .with("lockedUntilMs", players.soon())
                        .with("ground", players.ground()));
            case 3 -> {
                scene.then(() -> players.freeze(issue.issuerAccount)).then(() -> players.overdue(issue.id));
                pass(scene);
            }
            case 4 -> {
                scene.then(() -> players.credit(issue.issuerAccount, owed(issue)));
                scene.then(() -> message("StartRedemption")
                        .with("issueId", issue.id)
                        .with("basis", issue.otherGrounds ? 2 : 1)
                        .with("ground", players.ground()));
                pass(scene);
            }
            case 5 -> scene.then(() -> filled(seller)).naming("filled", 1);
            default -> {
                // Nothing comes between.
            }
        }
    }

    private long owed(Issue issue) {
        return 1 + Shared.redemptionMoney(issue, shared.circulating(issue)).longValueExact();
    }

    private static void pass(Scene scene) {
        for (int i = 0; i < BEATS; i++) {
            scene.then(() -> Scene.BEAT);
        }
    }

    /** He has as much money as anybody may. */
    private Message filled(long account) {
        return players.credit(
                account,
                Numbers.LARGEST
                        .subtract(world.existing(account, Players.MONEY).total())
                        .longValueExact());
    }
}
