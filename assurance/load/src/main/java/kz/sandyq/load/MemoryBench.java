package kz.sandyq.load;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Bytes of the objects of a core that is full of one kind of row, less those of a core that has no room for such rows:
 * rows, links, levels, indexes and free lists are all in it. What a collector leaves empty behind a large array, up to
 * a region, is not: it does not grow with the rows.
 */
final class MemoryBench {
    private static final int ROWS = 1_000_000;
    private static final int PAIRS = 1_000;
    private static final int SLACK = 8_000;
    /** A line of the histogram: number, instances, bytes, class. */
    private static final Pattern CLASS = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(.*)");

    private static final String FILLER = "jdk.internal.vm.Filler";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private Host.Answer last = new Host.Answer(0, 0);
    private long nowMs = 1_780_000_000_000L;

    /** Prints both and returns bytes of the dearer. */
    double run() {
        double order = each(SLACK, ROWS, this::fillWithOrders);
        double holding = each(ROWS + SLACK, SLACK, this::fillWithHoldings);
        Conditions.line("state", String.format(Locale.ROOT, "%,d of each, every row made by a command", ROWS));
        Conditions.line("plain resting order", String.format(Locale.ROOT, "%.1f bytes", order));
        Conditions.line("holding", String.format(Locale.ROOT, "%.1f bytes", holding));
        return Math.max(order, holding);
    }

    private interface Filling {
        void fill(Host host, CommandPress press, TradingFloor floor);
    }

    private double each(int balances, int orders, Filling filling) {
        long empty = bytesOf(open(SLACK, SLACK));
        MarketCore core = open(balances, orders);
        CommandPress press = new CommandPress(1, () -> nowMs);
        Host host = host(core);
        filling.fill(host, press, TradingFloor.open(host, press, PAIRS, PAIRS));
        return (double) (bytesOf(core) - empty) / (ROWS - (orders == ROWS ? SLACK : 0));
    }

    private MarketCore open(int balances, int orders) {
        MarketCore core = new MarketCore(this::onEvent);
        Limits limits = new Limits(2_000, 2_000, 8_000, balances, 100, orders, 1_000, 1, 1, 1, 1, 1, 1_000);
        host(core)
                .submit(new CommandPress(2, () -> nowMs)
                        .encode(SystemCommands.genesis(1, true, 0, 300, 60_000, 60_000, 256, 256, limits)));
        return core;
    }

    private Host host(MarketCore core) {
        return command -> {
            nowMs++;
            core.apply(nowMs, new UnsafeBuffer(command), 0, command.length);
            return last;
        };
    }

    private void fillWithOrders(Host host, CommandPress press, TradingFloor floor) {
        for (int i = 0; i < ROWS; i++) {
            int pair = i % PAIRS;
            boolean buys = i / PAIRS % 2 == 0;
            int away = 1 + i / PAIRS % 50;
            make(
                    host,
                    press,
                    TradingCommands.placeOrder(
                            floor.instrumentIds().get(pair),
                            floor.accountIds().get(pair),
                            buys ? Side.BUY : Side.SELL,
                            OrdType.LIMIT,
                            TimeInForce.GTC,
                            10_000 + (buys ? -away : away),
                            1,
                            i + 1L));
        }
    }

    private void fillWithHoldings(Host host, CommandPress press, TradingFloor floor) {
        List<Long> accounts = floor.accountIds();
        for (int i = 0; i < ROWS; i++) {
            long asset = floor.assetIds().get(i / PAIRS);
            make(host, press, IssueCommands.mintStablecoin(asset, accounts.get(i % PAIRS), 1));
        }
    }

    private static void make(Host host, CommandPress press, CommandBody body) {
        Host.Answer answer = host.submit(press.encode(body));
        if (answer.rejectCode() != 0) {
            throw new IllegalStateException("a row was refused with code " + answer.rejectCode());
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        if (header.wrap(buffer, offset).templateId() == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            last = new Host.Answer(reply.rejectCode(), reply.resultId());
        }
    }

    private static long bytesOf(MarketCore core) {
        long bytes = histogram()
                .lines()
                .map(CLASS::matcher)
                .filter(Matcher::matches)
                .filter(line -> !line.group(2).contains(FILLER))
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
        if (!core.started()) {
            throw new IllegalStateException("genesis was refused");
        }
        return bytes;
    }

    /** Live objects by class, with their bytes. */
    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
