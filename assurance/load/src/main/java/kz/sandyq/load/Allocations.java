package kz.sandyq.load;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.TradeExecutedDecoder;
import org.agrona.DirectBuffer;

/** What orders that rest, cancels, and trades allocate on the thread: each command measured by itself. */
final class Allocations {
    private static final int AT_LEAST = 1_000_000;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Counts trades. */
    private static final class Trades implements EventSink {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private long count;

        @Override
        public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
            count += header.wrap(buffer, offset).templateId() == TradeExecutedDecoder.TEMPLATE_ID ? 1 : 0;
        }
    }

    private static final class Sum {
        private long operations;
        private long bytes;

        String each(String name) {
            return String.format(Locale.ROOT, "%s %.3f bytes over %,d", name, (double) bytes / operations, operations);
        }
    }

    private final Sum rests = new Sum();
    private final Sum cancels = new Sum();
    private final Sum trades = new Sum();

    /** Applies the log to fresh cores until there is enough of each. */
    String measure(RecordedLog log) {
        while (rests.operations < AT_LEAST || cancels.operations < AT_LEAST || trades.operations < AT_LEAST) {
            apply(log);
        }
        return String.join("; ", rests.each("place"), cancels.each("cancel"), trades.each("trade"));
    }

    private void apply(RecordedLog log) {
        Trades sink = new Trades();
        MarketCore core = new MarketCore(sink);
        for (int entry = 0; entry < log.size(); entry++) {
            int template = log.template(entry);
            long tradesBefore = sink.count;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            log.apply(core, entry);
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (sink.count > tradesBefore) {
                add(trades, sink.count - tradesBefore, bytes);
            } else if (template == PlaceOrderDecoder.TEMPLATE_ID) {
                add(rests, 1, bytes);
            } else if (template == CancelOrderDecoder.TEMPLATE_ID) {
                add(cancels, 1, bytes);
            }
        }
    }

    private static void add(Sum sum, long operations, long bytes) {
        sum.operations += operations;
        sum.bytes += bytes;
    }
}
