package kz.sandyq.market;

import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.WatchCommands;

/** The part of a random market in which clients connect, fall silent and leave. */
final class RandomWatches {
    private long newest;

    void opened(long watch) {
        newest = watch;
    }

    private static List<Long> two(long first, long second) {
        return first < second ? List.of(first, second) : List.of(first);
    }

    CommandBody command(RandomMarket market, RandomMarket.Kind kind) {
        return switch (kind) {
            case WATCH ->
                WatchCommands.openOrderWatch(
                        market.random.nextInt(3) * 5_000L,
                        market.random.nextBoolean(),
                        two(market.client(), market.client()));
            case ALIVE -> WatchCommands.renewOrderWatch(newest);
            default -> WatchCommands.endOrderWatch(newest, market.random.nextBoolean());
        };
    }
}
