package kz.sandyq.peer;

import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What exchange-core did: counted, and each fill and refusal written when somebody wants to compare. */
final class Results {
    private static final Set<OrderCommandType> ORDERS = EnumSet.of(
            OrderCommandType.PLACE_ORDER,
            OrderCommandType.CANCEL_ORDER,
            OrderCommandType.MOVE_ORDER,
            OrderCommandType.REDUCE_ORDER);

    private final @Nullable PrintStream transcript;
    private long trades;
    private long refused;

    Results(@Nullable PrintStream transcript) {
        this.transcript = transcript;
    }

    /** Called by exchange-core's last stage, one thread, for each command in order. */
    void on(OrderCommand command, long sequence) {
        if (command.resultCode != CommandResultCode.SUCCESS && command.resultCode != CommandResultCode.ACCEPTED) {
            refused++;
            if (transcript != null && ORDERS.contains(command.command)) {
                transcript.println("refused " + command.orderId);
            }
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                if (transcript != null) {
                    transcript.println("fill " + event.matchedOrderId + " " + command.orderId + " " + event.price + " "
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
