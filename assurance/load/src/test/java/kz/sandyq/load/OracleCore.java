package kz.sandyq.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradeExecutedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The core under the lines of a flow. What it did stands in the transcript, in the words of the peer. */
final class OracleCore {
    static final int INSTRUMENTS = 20;
    private static final int CLIENTS = 200;
    /** Little enough that many orders are refused for want of money or units. */
    private static final long MONEY_MINOR = 1_500_000;

    private static final long UNITS = 150;
    /** As many as the peer's groups have. */
    private static final int LINES_IN_GROUP = 32;

    private static final int LINES_PER_MS = 20;
    private static final long TICK_MS = 250;
    private static final Limits LIMITS = new Limits(64, 300, 300, 1_000, 1_000, 100_000, 32, 8, 8, 8, 8, 8, 100_000);

    /** An order of the book; prices in ticks. */
    record Resting(
            long number,
            long instrument,
            long account,
            boolean buys,
            long placedAt,
            long price,
            long lots,
            long leaves) {
        /** What the peer keeps for a bid that was moved down and this core has given back. */
        long keptByPeerMinor() {
            return buys ? (placedAt - price) * leaves : 0;
        }
    }

    /** What came free on a line. */
    private record Freed(long line, long key, long amount) {}

    private final List<String> transcript = new ArrayList<>();
    private final NavigableMap<Long, Resting> resting = new TreeMap<>();
    private final Map<Long, Long> numbers = new HashMap<>();
    private final Map<Long, Long> ids = new HashMap<>();
    private final Map<Long, Long> free = new HashMap<>();
    private final Deque<Freed> freed = new ArrayDeque<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final OrderChangedDecoder order = new OrderChangedDecoder();
    private final TradeExecutedDecoder trade = new TradeExecutedDecoder();
    private final PostingDecoder posting = new PostingDecoder();
    private final MarketCore core = new MarketCore(this::onEvent);
    private final CommandPress press = new CommandPress(1, this::nowMs);
    private final TradingFloor floor;
    private long nowMs = 1_780_000_000_000L;
    private long lines;
    private Host.Answer last = new Host.Answer(0, 0);

    OracleCore() {
        submit(press.encode(SystemCommands.genesis(1, true, 0, 300, 60_000, 3_600_000, 256, 256, LIMITS)));
        floor = TradingFloor.open(this::submit, press, INSTRUMENTS, CLIENTS, MONEY_MINOR, UNITS);
    }

    private long nowMs() {
        return nowMs;
    }

    TradingFloor floor() {
        return floor;
    }

    List<String> transcript() {
        return transcript;
    }

    NavigableMap<Long, Resting> resting() {
        return resting;
    }

    /** Whether a line is of an order that rests, and by its owner. */
    boolean isOwn(FlowLine of) {
        Resting order = resting.get(of.order());
        return order != null && order.account() == of.account();
    }

    long freeMoneyMinor(long account) {
        return free(account, floor.moneyAssetId());
    }

    private long free(long account, long asset) {
        return free.getOrDefault(account << 32 | asset, 0L);
    }

    /** Free units of the asset that a client of this place trades. */
    long freeUnits(int client) {
        return free(floor.accountIds().get(client), floor.assetIds().get(client % INSTRUMENTS));
    }

    /** What came free within the last lines: the peer may not have it yet when it checks the next one. */
    long freedLately(int client, boolean money) {
        while (!freed.isEmpty() && freed.getFirst().line() < lines - LINES_IN_GROUP) {
            freed.removeFirst();
        }
        long asset = money ? floor.moneyAssetId() : floor.assetIds().get(client % INSTRUMENTS);
        long key = floor.accountIds().get(client) << 32 | asset;
        return freed.stream()
                .filter(each -> each.key() == key)
                .mapToLong(Freed::amount)
                .sum();
    }

    private Host.Answer submit(byte[] command) {
        core.apply(nowMs, new UnsafeBuffer(command), 0, command.length);
        return last;
    }

    void apply(FlowLine next) {
        if (++lines % LINES_PER_MS == 0) {
            nowMs++;
            if (nowMs % TICK_MS == 0) {
                core.tick(nowMs);
            }
        }
        if (submit(press.encode(command(next))).rejectCode() != 0) {
            transcript.add("refused " + next.order());
        }
    }

    private CommandBody command(FlowLine next) {
        long id = ids.getOrDefault(next.order(), 0L);
        Resting now = resting.get(next.order());
        return switch (next.kind()) {
            case PLACE ->
                TradingCommands.placeOrder(
                        next.instrument(),
                        next.account(),
                        next.buys() ? Side.BUY : Side.SELL,
                        OrdType.LIMIT,
                        next.takes() ? TimeInForce.IOC : TimeInForce.GTC,
                        next.priceTicks(),
                        next.lots(),
                        next.order());
            case CANCEL -> TradingCommands.cancelOrder(id, next.account());
            case MOVE ->
                OrderCommands.replaceOrder(id, next.account(), next.priceTicks(), now == null ? 1 : now.lots(), 0);
            case REDUCE ->
                OrderCommands.replaceOrder(
                        id,
                        next.account(),
                        now == null ? 1 : now.price(),
                        now == null ? 1 : now.lots() - next.lots(),
                        0);
        };
    }

    /** Writes what rests and what is free, by account. */
    void report() {
        for (int client = 0; client < floor.accountIds().size(); client++) {
            long account = floor.accountIds().get(client);
            resting.values().stream()
                    .filter(each -> each.account() == account)
                    .forEach(each -> transcript.add("rests " + each.number() + " " + account
                            + (each.buys() ? " BID " : " ASK ") + each.price() + " " + each.leaves()));
            transcript.add("free " + account + " " + freeMoneyMinor(account) + " " + freeUnits(client));
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case ReplyDecoder.TEMPLATE_ID -> {
                reply.wrapAndApplyHeader(buffer, offset, header);
                last = new Host.Answer(reply.rejectCode(), reply.resultId());
            }
            case PostingDecoder.TEMPLATE_ID -> {
                posting.wrapAndApplyHeader(buffer, offset, header);
                long key = posting.accountId() << 32 | posting.assetId();
                free.put(key, posting.available());
                if (posting.availableDelta() > 0) {
                    freed.addLast(new Freed(lines, key, posting.availableDelta()));
                }
            }
            case OrderChangedDecoder.TEMPLATE_ID -> onOrder(order.wrapAndApplyHeader(buffer, offset, header));
            case TradeExecutedDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(buffer, offset, header);
                boolean buyerTakes = trade.aggressor() == Side.BUY;
                long maker = buyerTakes ? trade.sellOrderId() : trade.buyOrderId();
                long taker = buyerTakes ? trade.buyOrderId() : trade.sellOrderId();
                transcript.add("fill " + numbers.get(maker) + " " + numbers.get(taker) + " " + trade.priceTicks() + " "
                        + trade.lots());
            }
            default -> {
                // Nothing that the peer has.
            }
        }
    }

    private void onOrder(OrderChangedDecoder changed) {
        long number = changed.clOrdRef();
        numbers.put(changed.orderId(), number);
        ids.put(number, changed.orderId());
        boolean isOpen = (changed.status() == OrdStatus.NEW || changed.status() == OrdStatus.PARTIALLY_FILLED)
                && changed.cancelReason() == CancelReason.NONE;
        if (!isOpen) {
            resting.remove(number);
            return;
        }
        Resting before = resting.get(number);
        resting.put(
                number,
                new Resting(
                        number,
                        changed.instrumentId(),
                        changed.accountId(),
                        changed.side() == Side.BUY,
                        before == null ? changed.priceTicks() : before.placedAt(),
                        changed.priceTicks(),
                        changed.quantityLots(),
                        changed.leavesLots()));
    }
}
