package kz.sandyq.market;

import java.util.Random;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.PermissionCommands;

/** The part of a random market that says who may buy what. */
final class RandomPermissions {
    private RandomPermissions() {}

    static CommandBody command(RandomMarket market, RandomMarket.Kind kind) {
        Random random = market.random;
        long now = market.floor.nowMs + market.floor.core.clockOffsetMs();
        return switch (kind) {
            case PERMIT ->
                PermissionCommands.setAccountPermissions(
                        market.client(),
                        random.nextInt(4) == 0 ? random.nextInt(16) : PermissionCommands.ALL_CLASSES,
                        random.nextBoolean() ? Long.MAX_VALUE : now + random.nextInt(60_000),
                        1,
                        random.nextBoolean() ? 0 : 100_000L + random.nextInt(400_000),
                        RandomMarket.PAPER);
            case RULE ->
                PermissionCommands.setIssueRules(
                        market.issue(),
                        random.nextInt(6) == 0,
                        random.nextBoolean() ? 0 : 2 + random.nextInt(RandomMarket.CLIENTS),
                        1,
                        1 + random.nextInt(4),
                        random.nextInt(4) == 0 ? now + random.nextInt(20_000) : 0,
                        RandomMarket.PAPER);
            case CLEAR ->
                PermissionCommands.setClearance(
                        2 + random.nextInt(RandomMarket.CLIENTS),
                        random.nextInt(5) == 0 ? 0 : now + random.nextInt(600_000),
                        RandomMarket.PAPER);
            case REGIME -> PermissionCommands.setClearanceRegime(random.nextInt(8) == 0, RandomMarket.PAPER);
            default -> PermissionCommands.startPurchasePeriod();
        };
    }
}
