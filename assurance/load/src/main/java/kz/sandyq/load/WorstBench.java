package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.OrderTerms;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The longest steps. First every command, from the golden log that applies each of them, in a small market; then a
 * market whose orders and keys are at their limits: what it refuses, the most fills of one order, a batch of such
 * orders, beats in which more expires than they may end, the steps of a halt.
 */
final class WorstBench {
    private static final Path EVERY_COMMAND =
            Path.of("core/market/src/test/resources/golden/rules-2-every-command.log");
    private static final int WARM_ROUNDS = 40;
    private static final int ROUNDS = 40;
    private static final int MOST_COMMANDS = 100;
    private static final int CLIENTS = 200;
    private static final int STEP = 256;
    private static final int DEPTH_TICKS = 100;
    private static final int BATCHES = 20;
    private static final int EXPIRING = 40_000;
    private static final long EXPIRES_IN_MS = 50_000;
    private static final long MIDDLE_TICKS = 10_000;
    private static final Limits FULL = new Limits(
            100, 1_000, 1_000, 1_000, 100, Recording.MAX_KEYS, 10, 100, 100, 100, 100, 100, Recording.MAX_KEYS);

    private record Entry(long timestampMs, UnsafeBuffer bytes) {}

    private final WorstSteps steps = new WorstSteps();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final Random random;
    private final CommandPress press = new CommandPress(1, this::nowMs);
    private final long[] orders = new long[Recording.MAX_KEYS];
    private final long[] owners = new long[Recording.MAX_KEYS];
    private MarketCore core = new MarketCore(this::onEvent);
    private Host.Answer last = new Host.Answer(0, 0);
    private long nowMs = 1_780_000_000_000L;
    private long number;
    /** Whose the last resting order is. */
    private long owner;

    WorstBench(long seed) {
        random = new Random(seed);
    }

    private long nowMs() {
        return nowMs;
    }

    /** Prints every kind of step and returns the longest processor time of one, nanoseconds. */
    long run() throws IOException {
        everyCommand();
        long longestNs = steps.print(name -> !name.equals(name(1)) && !name.equals(name(2)));
        Conditions.line(
                "note", "commands 01 and 02 begin a log and raise limits: they make the tables; not in the result");
        steps.clear();
        Conditions.line("at the limit", Recording.MAX_KEYS + " resting orders of one pair, as many keys, all taken");
        atTheLimit();
        return Math.max(longestNs, steps.print(name -> true));
    }

    private void everyCommand() throws IOException {
        List<Entry> log = new ArrayList<>();
        List<String> lines = Files.readAllLines(EVERY_COMMAND);
        for (String line : lines.subList(2, lines.size())) {
            String[] parts = line.split(" ", -1);
            log.add(new Entry(
                    Long.parseLong(parts[0]), new UnsafeBuffer(HexFormat.of().parseHex(parts[1]))));
        }
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
            if (round == WARM_ROUNDS) {
                steps.clear();
            }
            core = new MarketCore(this::onEvent);
            log.forEach(this::timed);
        }
        for (int template = 1; template < MOST_COMMANDS; template++) {
            if (MarketCore.isCommand(template) && !steps.knows(name(template))) {
                throw new IllegalStateException("no line for command " + template);
            }
        }
    }

    private void timed(Entry entry) {
        UnsafeBuffer bytes = entry.bytes();
        if (bytes.capacity() == 0) {
            steps.time("tick", () -> core.tick(entry.timestampMs()));
        } else {
            steps.time(
                    name(header.wrap(bytes, 0).templateId()),
                    () -> core.apply(entry.timestampMs(), bytes, 0, bytes.capacity()));
        }
    }

    private static String name(int template) {
        return "command %02d".formatted(template);
    }

    private void atTheLimit() {
        core = new MarketCore(this::onEvent);
        Host host = command -> {
            nowMs += ++number % 1_000 == 0 ? 1 : 0;
            core.apply(nowMs, new UnsafeBuffer(command), 0, command.length);
            return last;
        };
        host.submit(press.encode(SystemCommands.genesis(1, true, 0, 300, 60_000, 3_600_000, STEP, STEP, FULL)));
        TradingFloor floor = TradingFloor.open(host, press, 1, CLIENTS);
        int resting = 0;
        for (host.submit(press.encode(order(floor))); last.rejectCode() == 0; host.submit(press.encode(order(floor)))) {
            orders[resting] = last.resultId();
            owners[resting++] = owner;
        }
        if (resting != Recording.MAX_KEYS) {
            throw new IllegalStateException("refused after " + resting + " orders with " + last.rejectCode());
        }
        for (int i = 0; i < 20_000; i++) {
            step(host, "place, at the limit", order(floor));
        }
        for (int i = 0; i < 20_000; i++) {
            int at = random.nextInt(resting);
            step(host, "cancel", TradingCommands.cancelOrder(orders[at], owners[at]));
            step(host, "place, rests", order(floor));
            orders[at] = last.rejectCode() == 0 ? last.resultId() : orders[at];
            owners[at] = last.rejectCode() == 0 ? owner : owners[at];
        }
        for (int i = 0; i < 500; i++) {
            step(host, "cancel", TradingCommands.cancelOrder(orders[i], owners[i]));
            step(host, "place, 256 fills", take(floor, TimeInForce.IOC));
            requireApplied();
            step(host, "place, fill or kill", take(floor, TimeInForce.FOK));
            requireApplied();
        }
        for (int i = 0; i < BATCHES; i++) {
            List<CommandBody> items = IntStream.range(0, BatchCommands.MAX_ITEMS)
                    .mapToObj(item -> take(floor, TimeInForce.IOC))
                    .toList();
            step(host, "batch of 64, 256 fills each", BatchCommands.batch(BatchMode.INDEPENDENT, items));
            requireApplied();
        }
        expire(host, floor);
        step(
                host,
                "halt of the pair",
                TradingCommands.setTradingStatus(
                        floor.instrumentIds().getFirst(),
                        SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING,
                        HaltReason.NONE,
                        TradingFloor.PAPER));
        for (int i = 0; i < 2_000; i++) {
            nowMs += 250;
            steps.time("tick, 256 cancelled", () -> core.tick(nowMs));
        }
    }

    /** More orders than a beat may end have one and the same time. */
    private void expire(Host host, TradingFloor floor) {
        long untilMs = nowMs + EXPIRES_IN_MS;
        for (int i = 0; i < EXPIRING; i++) {
            long account = floor.accountIds().get(2 * (i % (CLIENTS / 2)));
            host.submit(press.encode(OrderCommands.placeOrder(new OrderTerms(
                    floor.instrumentIds().getFirst(),
                    account,
                    Side.BUY,
                    OrdType.LIMIT,
                    TimeInForce.GTD,
                    MIDDLE_TICKS - DEPTH_TICKS - i % DEPTH_TICKS,
                    1,
                    ++number,
                    0,
                    0,
                    untilMs,
                    ExecInst.NONE,
                    SelfTradePrevention.CANCEL_NEWEST))));
            requireApplied();
        }
        nowMs = untilMs;
        for (int ended = 0; ended < EXPIRING; ended += STEP) {
            steps.time("tick, 256 expire", () -> core.tick(nowMs));
            nowMs += 250;
        }
    }

    private void requireApplied() {
        if (last.rejectCode() != 0) {
            throw new IllegalStateException("refused with " + last.rejectCode());
        }
    }

    private void step(Host host, String kind, CommandBody body) {
        byte[] command = press.encode(body);
        steps.time(kind, () -> host.submit(command));
    }

    /** An order of one lot that rests; even clients buy. */
    private CommandBody order(TradingFloor floor) {
        int client = random.nextInt(CLIENTS);
        boolean buys = client % 2 == 0;
        int away = 1 + random.nextInt(DEPTH_TICKS);
        owner = floor.accountIds().get(client);
        return place(floor, owner, buys, TimeInForce.GTC, MIDDLE_TICKS + (buys ? -away : away), 1);
    }

    private CommandBody take(TradingFloor floor, TimeInForce timeInForce) {
        int client = random.nextInt(CLIENTS);
        boolean buys = client % 2 == 0;
        long price = MIDDLE_TICKS + (buys ? DEPTH_TICKS : -DEPTH_TICKS);
        return place(floor, floor.accountIds().get(client), buys, timeInForce, price, STEP);
    }

    private CommandBody place(
            TradingFloor floor, long account, boolean buys, TimeInForce timeInForce, long price, int lots) {
        return TradingCommands.placeOrder(
                floor.instrumentIds().getFirst(),
                account,
                buys ? Side.BUY : Side.SELL,
                OrdType.LIMIT,
                timeInForce,
                price,
                lots,
                ++number);
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        if (header.wrap(buffer, offset).templateId() == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            last = new Host.Answer(reply.rejectCode(), reply.resultId());
        }
    }
}
