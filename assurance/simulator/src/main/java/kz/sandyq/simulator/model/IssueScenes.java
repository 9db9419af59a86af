package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** What issues meet seldom: a record while units change hands, and amounts larger than the largest. */
final class IssueScenes {
    private static final long MEDIATOR = 7;
    private static final long ISSUER = 2;
    private static final BigInteger HALF = Numbers.LARGEST.shiftRight(1).add(BigInteger.ONE);

    private final Chance chance;
    private final World world;
    private final Players players;
    private final Shared shared;

    IssueScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
        shared = new Shared(world);
    }

    private Optional<Issue> issue(Predicate<Issue> fits) {
        List<Issue> all = world.issues.values().stream()
                .filter(each -> !each.isStablecoin() && each.isAlive() && !each.suspended)
                .filter(each -> each.task == 0 && each.placement == 0)
                .filter(fits)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(chance.any(all, all.getFirst()));
    }

    private List<Long> holders(Issue issue, List<Long> clients) {
        return clients.stream()
                .filter(each -> Numbers.positive(world.available(each, issue.id)))
                .toList();
    }

    /** A mediator settles while a record of income goes from holder to holder. */
    Scene settlesWhileRecorded() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        Optional<Issue> found = issue(each -> each.incomes < each.incomeDates
                && world.holdings(each.id) + 2 > 2 * world.scalar("TASK_STEP")
                && !world.permissions.isLockedUp(each.id)
                && !holders(each, clients).isEmpty());
        if (found.isEmpty()) {
            return scene;
        }
        Issue issue = found.get();
        long from = holders(issue, clients).getFirst();
        long to = clients.stream().filter(each -> each != from).findFirst().orElse(from);
        players.letIn(scene, from);
        players.letIn(scene, to);
        if (chance.oneIn(3)) {
            return scene.naming(
                            "transfer",
                            () -> SuspendedScenes.hold(Players.leg(from, to, issue.id, 1), players.ground()))
                    .then(() -> players.income(issue))
                    .then(() -> SuspendedScenes.release(scene.the("transfer"), players.ground()));
        }
        return scene.naming("deal", () -> players.propose(MEDIATOR, List.of(Players.leg(from, to, issue.id, 1))))
                .then(() -> Players.affirm(scene.the("deal"), from))
                .then(() -> players.income(issue))
                .then(() -> players.settle(scene.the("deal"), MEDIATOR));
    }

    private Message register(long issuer, long money, long volume) {
        return message("RegisterIssue")
                .with("dfaKind", DfaKind.FINANCIAL_INSTRUMENT.value())
                .with("issuerAccountId", issuer)
                .with("moneyAssetId", money)
                .with("nominalMinor", 1)
                .with("authorisedVolume", volume)
                .with("maturityEpochDay", world.legalDay())
                .with("redemptionPriceMinor", 1)
                .with("otherRedemptionGrounds", 1)
                .with("code", chance.code("B"))
                .with("registrationNumber", Bytes.of("B-" + world.sequence()).padded(200))
                .with("ground", players.ground());
    }

    private Message mint(long issue, long quantity) {
        return message("Mint").with("issueId", issue).with("quantity", quantity).with("ground", players.ground());
    }

    /** Two subscribe for more than there can be of anything; their money goes back to the bank. */
    Scene subscribedTooMuch() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        BigInteger bank = world.available(Players.BANK, Players.MONEY);
        if (clients.size() < 2 || bank.negate().compareTo(HALF) > 0 || !chance.oneIn(3)) {
            return scene;
        }
        long half = HALF.longValueExact();
        List<Long> subscribers = clients.subList(0, 2);
        for (long each : subscribers) {
            players.letIn(scene, each);
            players.pay(scene, each, half);
        }
        Optional<Issue> known = issue(each -> each.factor.equals(BigInteger.ONE)
                && each.moneyAsset == Players.MONEY
                && world.account(each.issuerAccount).activity() == 1
                && world.available(each.unsold, each.id).compareTo(HALF) >= 0);
        known.ifPresentOrElse(
                each -> scene.naming("issue", each.id),
                () -> scene.naming("issue", () -> register(ISSUER, Players.MONEY, Numbers.LARGEST.longValueExact()))
                        .then(() -> mint(scene.the("issue"), Numbers.LARGEST.longValueExact())));
        scene.naming(
                "placement",
                () -> message("OpenPlacement")
                        .with("issueId", scene.the("issue"))
                        .with("fromMs", world.logicalNow())
                        .with("untilMs", world.logicalNow() + 60_000)
                        .with("maximumQuantity", half)
                        .with("priceMinor", 1)
                        .with("lotQuantity", 1)
                        .with("method", AllocationMethod.PRO_RATA.value())
                        .with("ground", players.ground()));
        for (long each : subscribers) {
            scene.then(() -> message("Subscribe")
                    .with("placementId", scene.the("placement"))
                    .with("accountId", each)
                    .with("quantity", half));
        }
        scene.then(() -> message("CancelPlacement")
                .with("placementId", scene.the("placement"))
                .with("ground", players.ground()));
        scene.then(() -> Scene.BEAT).then(() -> Scene.BEAT);
        subscribers.forEach(each -> players.payOut(scene, each));
        return scene;
    }

    /** A price of residues that no product with units can bear. */
    Scene convertedTooMuch() {
        Scene scene = new Scene(world);
        Optional<Issue> source = issue(each -> each.otherGrounds
                && isMinted(each)
                && shared.circulating(each).compareTo(BigInteger.TWO) >= 0
                && players.mayDispose(world.account(each.issuerAccount)));
        if (source.isEmpty()) {
            return scene;
        }
        Issue from = source.get();
        issue(each -> each != from
                        && isMinted(each)
                        && each.issuerAccount == from.issuerAccount
                        && each.moneyAsset == from.moneyAsset)
                .ifPresentOrElse(
                        each -> scene.naming("to", each.id),
                        () -> scene.naming("to", () -> register(from.issuerAccount, from.moneyAsset, 1_000))
                                .then(() -> mint(scene.the("to"), 10)));
        BigInteger price = Numbers.LARGEST.divide(from.factor).multiply(from.factor);
        return scene.then(() -> message("ConvertIssue")
                .with("fromIssueId", from.id)
                .with("toIssueId", scene.the("to"))
                .with("numerator", 1)
                .with("denominator", 1)
                .with("residuePriceMinor", price.longValueExact())
                .with("ground", players.ground()));
    }

    /** Somebody's money bears all it may, and more of it comes that something on his units stops. */
    Scene heldBackTooOften() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        Optional<Issue> found = issue(each -> each.moneyAsset == Players.MONEY
                && world.ties(each.id) == 0
                && players.mayDispose(world.account(each.issuerAccount))
                && !holders(each, clients).isEmpty());
        if (found.isEmpty() || world.encumbrances.room() < Liens.MOST_OF_BALANCE) {
            return scene;
        }
        Issue issue = found.get();
        long holder = holders(issue, clients).getFirst();
        int most = Liens.MOST_OF_BALANCE - chance.random.nextInt(2);
        for (int i = 0; i < 2; i++) {
            scene.then(() -> players.arrest(holder, issue.id, 1)
                    .with("stopsIncome", chance.oneIn(2))
                    .with("stopsRedemption", chance.oneIn(2))
                    .with("expiresAtMs", 0));
        }
        scene.repeating(
                Liens.MOST_OF_BALANCE,
                () -> world.encumbrancesOf(world.balance(holder, Players.MONEY)).size() < most,
                () -> players.arrest(holder, Players.MONEY, 1).with("stopsCirculation", 0));
        players.pay(scene, issue.issuerAccount, 500_000);
        return comes(scene, issue).then(() -> Scene.BEAT).then(() -> Scene.BEAT);
    }

    private Scene comes(Scene scene, Issue issue) {
        boolean pays = issue.incomes < issue.incomeDates && chance.oneIn(2);
        if (pays) {
            return scene.naming("income", () -> players.income(issue))
                    .then(() -> Scene.BEAT)
                    .then(() -> message("PayDue")
                            .with("distributionId", scene.the("income"))
                            .with("ground", players.ground()));
        }
        Message redemption = chance.oneIn(2)
                ? message("StartRedemption")
                : message("RedeemPart")
                        .with("numerator", 1)
                        .with("denominator", 2)
                        .with("lotQuantity", 1);
        return scene.then(() -> redemption
                .with("issueId", issue.id)
                .with("basis", issue.otherGrounds ? RedemptionBasis.OTHER_GROUND_IN_TERMS.value() : 1)
                .with("ground", players.ground()));
    }

    private boolean isMinted(Issue issue) {
        return !issue.isRegisteredOnly() && world.ties(issue.id) == 0;
    }
}
