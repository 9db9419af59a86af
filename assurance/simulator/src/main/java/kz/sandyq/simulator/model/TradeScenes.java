package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** A trade that could be undone, but for what comes between. */
final class TradeScenes {
    private static final BigInteger FIRST_PRICE = Numbers.big(100);
    /** What a bank can still credit to anybody. */
    private static final BigInteger BEARABLE = Numbers.big(1_000_000_000);

    private final Chance chance;
    private final World world;
    private final Players players;
    private final Shared shared;

    TradeScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
        shared = new Shared(world);
    }

    Scene notUndone() {
        Scene scene = new Scene(world);
        boolean owed = chance.oneIn(3);
        List<Long> clients = players.clients();
        List<Instrument> pairs = world.instruments.stream()
                .filter(each -> each.quote == Players.MONEY && each.task == 0 && shared.trades(each))
                .filter(each -> Session.of(each) == Session.CONTINUOUS)
                .filter(each -> Numbers.less(cost(each), BEARABLE))
                .filter(each -> !owed || mayBeOwed(each.base))
                .filter(each -> seller(each, clients).isPresent())
                .toList();
        if (pairs.isEmpty()) {
            return scene;
        }
        Instrument pair = chance.any(pairs, pairs.getFirst());
        long seller = seller(pair, clients).orElseThrow();
        long buyer = clients.stream()
                .filter(each ->
                        world.account(each).wallet() != world.account(seller).wallet())
                .findFirst()
                .orElse(seller);
        trade(scene, pair, buyer, seller);
        return owed ? owed(scene, pair.base) : hindered(scene);
    }

    /** Its redemption is due, and fixed on its holders once it is overdue. */
    private boolean mayBeOwed(long asset) {
        Issue issue = world.issue(asset);
        return issue != null
                && !issue.isStablecoin()
                && issue.maturity <= world.legalDay()
                && issue.placement == 0
                && world.ties(asset) == 0;
    }

    private Optional<Long> seller(Instrument pair, List<Long> clients) {
        return clients.stream()
                .filter(each -> world.available(each, pair.base).compareTo(pair.lot) >= 0)
                .findFirst();
    }

    private static BigInteger price(Instrument pair) {
        return pair.lastPrice.signum() == 0 ? FIRST_PRICE : pair.lastPrice;
    }

    private static BigInteger cost(Instrument pair) {
        return price(pair).multiply(pair.tick);
    }

    private void trade(Scene scene, Instrument pair, long buyer, long seller) {
        long price = price(pair).longValueExact();
        players.letIn(scene, buyer);
        players.letIn(scene, seller);
        players.pay(scene, buyer, cost(pair).longValueExact());
        scene.then(() -> message("SetInstrumentRules")
                .with("instrumentId", pair.id)
                .with("cancelWindowMs", 100_000)
                .with("ground", players.ground()));
        scene.then(() -> order(pair, seller, Side.SELL, TimeInForce.GTC, price));
        scene.then(() -> order(pair, buyer, Side.BUY, TimeInForce.IOC, price));
    }

    private static Message order(Instrument pair, long account, Side side, TimeInForce force, long price) {
        return message("PlaceOrder")
                .with("instrumentId", pair.id)
                .with("accountId", account)
                .with("side", side.value())
                .with("ordType", OrdType.LIMIT.value())
                .with("timeInForce", force.value())
                .with("priceTicks", price)
                .with("quantityLots", 1)
                .with("selfTradePrevention", 1);
    }

    private TradeCancelLines.@Nullable Recent last() {
        return world.recentTrades.isEmpty() ? null : world.recentTrades.getLast();
    }

    private Account party() {
        TradeCancelLines.Recent trade = last();
        long account = trade == null ? 1 : chance.oneIn(2) ? trade.buyer : trade.seller;
        return world.account(account);
    }

    private Message undo() {
        TradeCancelLines.Recent trade = last();
        return message("CancelTrade")
                .with("tradeId", trade == null ? 0 : trade.id)
                .with("ground", players.ground());
    }

    private Scene owed(Scene scene, long asset) {
        return scene.then(() -> players.freeze(shared.issue(asset).issuerAccount))
                .then(() -> players.overdue(asset))
                .then(this::undo);
    }

    private Scene hindered(Scene scene) {
        return switch (chance.random.nextInt(3)) {
            case 0 -> scene.then(() -> players.freeze(party().id())).then(this::undo);
            case 1 ->
                scene.then(() -> {
                            scene.naming("noticed", party().wallet());
                            return notice(scene.the("noticed"), 1);
                        })
                        .then(this::undo)
                        .then(() -> notice(scene.the("noticed"), 0));
            default ->
                scene.then(() ->
                        undo().with("ground", players.ground().with("effectiveEpochDay", world.legalDay() + 1)));
        };
    }

    private Message notice(long wallet, int notice) {
        return message("SetHolderNotice")
                .with("walletId", wallet)
                .with("notice", notice)
                .with("ground", players.ground());
    }
}
