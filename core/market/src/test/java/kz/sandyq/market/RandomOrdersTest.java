package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two busy pairs and orders of every kind: a host that starts from a snapshot anywhere ends like the first. */
class RandomOrdersTest {
    private static final int STEPS = 2_500;
    private static final int SEEDS = 6;
    private static final List<Long> CLIENTS = List.of(5L, 6L);

    private final Set<String> codes = new TreeSet<>();
    private final Set<CancelReason> reasons = EnumSet.noneOf(CancelReason.class);
    private final Set<TaskKind> snapshotsInside = EnumSet.noneOf(TaskKind.class);

    @Test
    void aKillAnywhereInAnyTaskEndsEqualAndEveryEndOfAnOrderHappens() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            play(seed);
        }
        assertThat(snapshotsInside)
                .contains(TaskKind.STOP_ACTIVATION, TaskKind.DAY_END, TaskKind.ACCOUNT_CANCEL, TaskKind.MASS_CANCEL);
        assertThat(reasons)
                .contains(
                        CancelReason.BY_OWNER,
                        CancelReason.IOC_REMAINDER,
                        CancelReason.SELF_TRADE,
                        CancelReason.FILL_LIMIT,
                        CancelReason.HALT,
                        CancelReason.DAY_END,
                        CancelReason.EXPIRED,
                        CancelReason.MARKET_REMAINDER);
        assertThat(codes)
                .contains(
                        "OK",
                        "TASK_RUNNING",
                        "TRADING_CLOSED",
                        "FOK_NOT_FILLABLE",
                        "ORDER_CLOSED",
                        "ORDER_TERMS_CONTRADICT",
                        "BOOK_SIDE_EMPTY",
                        "POST_ONLY_WOULD_TAKE",
                        "STOP_PRICE_REACHED",
                        "STOP_TRIGGERED",
                        "EXPIRE_TIME_PASSED",
                        "QUANTITY_BELOW_FILLED");
    }

    private void play(long seed) {
        Random random = new Random(seed);
        RandomOrders orders = new RandomOrders(random);
        Floor floor = open();
        MarketCore follower = floor.restored(EventSink.NONE);
        int followed = floor.log.size();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(12) == 0) {
                floor.tick(random.nextInt(30) == 0 ? 30_000 : 250);
            } else {
                submit(floor, orders, random);
            }
            boolean inTask =
                    Objects.requireNonNull(floor.core.stateOrNull()).tasks.live() > 0;
            if (inTask || step % 41 == 0) {
                while (followed < floor.log.size()) {
                    Floor.apply(follower, floor.log.get(followed++));
                }
                assertThat(Floor.hash(follower))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(Floor.hash(floor.core));
                follower = floor.restored(EventSink.NONE);
                remember(floor);
            }
        }
        assertThat(Floor.hash(floor.replayed())).as("seed %d", seed).isEqualTo(Floor.hash(floor.core));
        readReasons(floor);
    }

    private static Floor open() {
        Script script = new Script();
        script.play(
                "random orders",
                List.of(
                        "market",
                        "credit alice 9000000 -> OK",
                        "credit bob 9000000 -> OK",
                        "bond = issue BOND N-1 volume=20000 -> OK",
                        "mint bond 20000 -> OK",
                        "p = offer bond max=20000 price=1 method=FIRST_COME -> OK",
                        "subscribe p alice 10000 -> OK",
                        "subscribe p bob 10000 -> OK",
                        "close p -> OK",
                        "coin = issue K N-2 kind=STABLECOIN nominal=1 price=1 backed=1 volume=18000 until=now+9 -> OK",
                        "stable coin alice 9000 -> OK",
                        "stable coin bob 9000 -> OK",
                        "tick 250",
                        "pair bond KZT -> OK",
                        "pair bond coin -> OK"));
        assertThat(script.wrong()).isEmpty();
        return script.floor();
    }

    private void submit(Floor floor, RandomOrders orders, Random random) {
        long pair = random.nextInt(8) == 0 ? 2 : 1;
        long client = CLIENTS.get(random.nextInt(CLIENTS.size()));
        int kind = random.nextInt(100);
        boolean places = kind < 65;
        CommandBody body = places
                ? kind < 25 ? orders.plain(pair, client) : orders.ticket(pair, client, floor.nowMs)
                : change(orders, random, kind, pair, client);
        Floor.Answer answer = floor.submit(body);
        codes.add(answer.code());
        if (places && answer.rejectCode() == 0) {
            orders.accepted(answer.resultId());
        }
    }

    private static CommandBody change(RandomOrders orders, Random random, int kind, long pair, long client) {
        if (kind < 83) {
            return orders.replace();
        }
        if (kind < 94) {
            return orders.cancel();
        }
        if (kind < 96) {
            return OrderCommands.endDay(pair);
        }
        if (kind < 97) {
            return OrderCommands.cancelAllOrders(client, random.nextInt(3));
        }
        SecurityTradingStatus status = random.nextInt(4) == 0
                ? SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING
                : SecurityTradingStatus.READY_TO_TRADE;
        return TradingCommands.setTradingStatus(pair, status, HaltReason.NONE, RandomMarket.PAPER);
    }

    private void remember(Floor floor) {
        Table tasks = Objects.requireNonNull(floor.core.stateOrNull()).tasks;
        for (int slot = 0; slot < tasks.high(); slot++) {
            if (tasks.isLive(slot)) {
                snapshotsInside.add(TaskKind.get((short) tasks.getInt(slot, Rows.Task.TASK_KIND)));
            }
        }
    }

    private void readReasons(Floor floor) {
        OrderChangedDecoder in = new OrderChangedDecoder();
        for (Floor.Event event : floor.events) {
            if (event.template() == OrderChangedDecoder.TEMPLATE_ID) {
                reasons.add(in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder())
                        .cancelReason());
            }
        }
    }
}
