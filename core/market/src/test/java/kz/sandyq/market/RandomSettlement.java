package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.RedemptionBasis;

/** Commands of settlement in a random market; each client has a second account. */
final class RandomSettlement {
    private final RandomMarket market;
    private final Random random;
    private final List<Long> second = new ArrayList<>();

    RandomSettlement(RandomMarket market) {
        this.market = market;
        random = market.random;
        for (int i = 0; i < RandomMarket.CLIENTS; i++) {
            second.add(market.floor
                    .submit(AccountCommands.openAccount(i + 2, Capacity.CLIENT, Activity.DFA))
                    .resultId());
        }
    }

    CommandBody command(RandomMarket.Kind kind) {
        return switch (kind) {
            case FORCE ->
                SettlementCommands.forcedTransfer(
                        account(), account(), asset(), 1 + random.nextInt(60), RandomMarket.PAPER);
            case RECOVER -> {
                int client = random.nextInt(RandomMarket.CLIENTS);
                long first = 3 + 2L * client;
                boolean back = random.nextInt(3) > 0;
                yield SettlementCommands.recoverHolding(
                        back ? second.get(client) : first,
                        back ? first : second.get(client),
                        asset(),
                        RandomMarket.PAPER);
            }
            default ->
                SettlementCommands.redeemPart(
                        market.issue(),
                        RedemptionBasis.OBLIGATION_PERFORMED,
                        1 + random.nextInt(5),
                        random.nextInt(4) == 0 ? 0 : 2 + random.nextInt(9),
                        1 + random.nextInt(3),
                        RandomMarket.PAPER);
        };
    }

    private long account() {
        return random.nextInt(3) == 0 ? second.get(random.nextInt(second.size())) : market.client();
    }

    private long asset() {
        return random.nextInt(4) == 0 ? 1 : market.issue();
    }
}
