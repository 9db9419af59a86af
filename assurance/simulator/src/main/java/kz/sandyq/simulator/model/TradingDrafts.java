package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Commands of the book. */
final class TradingDrafts {
    static final Instrument NO_INSTRUMENT =
            new Instrument(99, 1, 1, BigInteger.ONE, BigInteger.ONE, new Bytes(new byte[24]));
    private static final Order NO_ORDER = new Order(NO_INSTRUMENT, new Message("PlaceOrder"));

    private final Chance chance;
    private final World world;

    TradingDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("OpenInstrument", this::open);
        all.put("PlaceOrder", this::place);
        all.put("ReplaceOrder", this::replace);
        all.put("CancelAllOrders", this::cancelAll);
        all.put("EndDay", () -> message("EndDay").with("instrumentId", instrument().id));
        all.put("CancelOrder", () -> {
            Order order = chance.thing(world.orders, NO_ORDER);
            return message("CancelOrder").with("orderId", order.id).with("accountId", order.account);
        });
    }

    /** One that has traded or a stop that was woken, more often than others. */
    private Order anOrder() {
        List<Order> rare = world.listed(order -> order.filled().signum() > 0
                || order.isStop() && !order.waiting
                || !order.buy && Numbers.positive(world.existing(order.account, order.pays()).blocked));
        Order any = chance.thing(world.orders, NO_ORDER);
        if (chance.oneIn(8)) {
            return chance.any(
                    world.listed(order -> order.rates.id() == 0 && isUncounted(order.account, order.instrument)), any);
        }
        return chance.oneIn(2) ? chance.any(rare, NO_ORDER) : any;
    }

    private boolean isUncounted(long account, Instrument instrument) {
        return world.fees.schedule(instrument) != null && !world.fees.isCounted(account, instrument);
    }

    /** Mostly a pair of whose fees somebody knows nothing yet. */
    private Instrument uncounted() {
        List<Instrument> fitting = held().stream()
                .filter(each -> Session.of(each).takesOrders())
                .filter(each -> world.accounts.stream().anyMatch(account -> isUncounted(account.id(), each)))
                .toList();
        return chance.any(fitting, instrument());
    }

    private Message cancelAll() {
        Order order = chance.thing(world.orders, NO_ORDER);
        long client = chance.oneIn(3) ? order.account : chance.client();
        return message("CancelAllOrders")
                .with("accountId", chance.oneIn(2) ? client : subject(TaskKind.ACCOUNT_CANCEL, order.account))
                .with("instrumentId", chance.oneIn(2) ? 0 : order.instrument.id);
    }

    /** What a task of this kind runs on, if one does. */
    private long subject(TaskKind kind, long otherwise) {
        return chance.any(
                world.tasks.all().stream()
                        .filter(task -> task.kind == kind.value())
                        .map(task -> task.subject)
                        .toList(),
                otherwise);
    }

    /** Mostly one that takes orders and whose units somebody can sell. */
    Instrument instrument() {
        List<Instrument> lively = held().stream()
                .filter(each -> Session.of(each).takesOrders() && each.task == 0)
                .toList();
        List<Instrument> few = lively.subList(0, Math.min(2, lively.size()));
        return chance.oneIn(8) ? any() : chance.any(few, any());
    }

    /** Pairs whose units somebody has free, against money. */
    List<Instrument> held() {
        Set<Long> assets = world.balances.stream()
                .filter(this::isHeld)
                .map(balance -> balance.asset)
                .collect(Collectors.toSet());
        return world.instruments.stream()
                .filter(each -> world.isMoney(each.quote) && circulates(each.base) && assets.contains(each.base))
                .toList();
    }

    /** Pairs that need an uncross. */
    List<Instrument> crossed() {
        return world.instruments.stream()
                .filter(each -> Session.of(each) != Session.CONTINUOUS)
                .filter(each -> {
                    Order bid = world.best(each, true);
                    Order ask = world.best(each, false);
                    return bid != null && ask != null && bid.price.compareTo(ask.price) >= 0;
                })
                .toList();
    }

    private boolean isHeld(long asset) {
        return world.balances.stream().anyMatch(balance -> balance.asset == asset && isHeld(balance));
    }

    private boolean isHeld(Things.Balance balance) {
        return Numbers.positive(balance.available) && Shared.holdsAssets(world.account(balance.account));
    }

    private boolean circulates(long asset) {
        Issue issue = world.issue(asset);
        return issue == null || issue.isAlive() && !issue.suspended && issue.task == 0;
    }

    private Instrument any() {
        return chance.any(world.instruments, NO_INSTRUMENT);
    }

    private Message open() {
        return message("OpenInstrument")
                .with("baseAssetId", chance.issue(issue -> issue.isAlive() && (isHeld(issue.id) || chance.oneIn(4))))
                .with("quoteAssetId", chance.oneIn(4) ? chance.anyIssue() : money())
                .with("lotQuantity", chance.of(1L, 1L, 2L, 5L))
                .with("tickMinor", chance.of(1L, 1L, 5L))
                .with("symbol", Bytes.of("P" + world.instruments.size()));
    }

    /** Where few turnovers may be counted, pairs in several moneys want more. */
    private long money() {
        return world.limit("WALLETS") <= FeeScenes.FEW_WALLETS ? chance.anyMoney() : chance.money();
    }

    private Message place() {
        Instrument instrument = chance.oneIn(10) ? uncounted() : instrument();
        boolean buy = chance.oneIn(2);
        long account = trader(buy ? instrument.quote : instrument.base);
        long lots = chance.from(1, chance.oneIn(9) ? 60 : 8);
        if (!buy && !chance.oneIn(6)) {
            BigInteger most = world.available(account, instrument.base).divide(instrument.lot);
            lots = Math.max(1, Math.min(lots, most.longValueExact()));
        }
        Message message = message("PlaceOrder")
                .with("instrumentId", instrument.id)
                .with("accountId", account)
                .with("side", buy ? Side.BUY.value() : Side.SELL.value())
                .with("ordType", 2)
                .with("timeInForce", chance.of(1, 1, 1, 1, 3, 4))
                .with("priceTicks", chance.oneIn(2) ? chance.from(99, 101) : chance.from(97, 103))
                .with("quantityLots", lots)
                .with("clOrdRef", chance.below(3))
                .with("selfTradePrevention", chance.oneIn(2) ? 1 : chance.from(2, 4));
        return switch (chance.random.nextInt(10)) {
            case 0 -> message.with("ordType", 1).with("timeInForce", chance.of(3, 4));
            case 1, 2, 8 -> stop(message, instrument, buy);
            case 3, 4 -> message.with("timeInForce", chance.of(0, 1)).with("displayLots", chance.from(1, lots));
            case 5 -> message.with("timeInForce", 6).with("expireTimeMs", world.logicalNow() + chance.from(0, 9_000));
            case 6 -> message.with("timeInForce", chance.of(0, 1)).with("execInst", 6);
            case 7 -> message.with("timeInForce", 0);
            default -> message;
        };
    }

    private Message stop(Message message, Instrument instrument, boolean buy) {
        long last = instrument.lastPrice.signum() == 0 ? 100 : instrument.lastPrice.longValueExact();
        long away = chance.oneIn(8) ? 0 : chance.from(1, 2);
        return message.with("ordType", chance.of(3, 4, 4))
                .with("timeInForce", chance.of(0, 1))
                .with("stopPriceTicks", buy ? last + away : Math.max(1, last - away));
    }

    private Message replace() {
        Order order = anOrder();
        long lots = order.quantity.longValueExact();
        long price = order.price.longValueExact();
        boolean samePrice = chance.oneIn(2);
        return message("ReplaceOrder")
                .with("orderId", order.id)
                .with("accountId", order.account)
                .with("priceTicks", samePrice ? price : price + chance.from(-3, 3))
                .with("quantityLots", newLots(lots))
                .with("stopPriceTicks", chance.oneIn(2) ? 0 : order.stopPrice().longValueExact() + chance.from(-2, 2));
    }

    private long newLots(long lots) {
        return switch (chance.random.nextInt(8)) {
            case 0 -> 20 * lots;
            case 1, 2, 3 -> lots + chance.below(5);
            default -> chance.from(1, Math.max(1, lots));
        };
    }

    /** Mostly somebody who has some of an asset free and may dispose of it, or anybody. */
    private long trader(long asset) {
        boolean anybody = chance.oneIn(5);
        return chance.any(
                world.balances.stream()
                        .filter(balance -> balance.asset == asset && Numbers.positive(balance.available))
                        .map(balance -> balance.account)
                        .filter(account -> Shared.holdsAssets(world.account(account)))
                        .filter(account -> anybody || mayDeal(account))
                        .toList(),
                chance.client());
    }

    private boolean mayDeal(long account) {
        return !world.isFrozen(account)
                && !world.hasNotice(world.account(account).wallet())
                && world.permissions.isCleared(account);
    }
}
