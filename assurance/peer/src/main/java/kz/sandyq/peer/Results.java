package kz.sandyq.peer;

import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What exchange-core did: counted, and each fill written when somebody wants to compare. */
final class Results {
    private final @Nullable PrintStream fills;
    private long trades;
    private long refused;

    Results(@Nullable PrintStream fills) {
        this.fills = fills;
    }

    /** Called by exchange-core's last stage, one thread, for each command in order. */
    void on(OrderCommand command, long sequence) {
        if (command.resultCode != CommandResultCode.SUCCESS && command.resultCode != CommandResultCode.ACCEPTED) {
            refused++;
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                if (fills != null) {
                    fills.println("fill " + event.matchedOrderId + " " + command.orderId + " " + event.price + " "
                            + event.size);
                }
            }
        }
    }

    long trades() {
        return trades;
    }

    long refused() {
        return refused;
    }
}
