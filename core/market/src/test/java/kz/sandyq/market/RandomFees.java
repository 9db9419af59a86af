package kz.sandyq.market;

import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.FeeCommands;
import kz.sandyq.protocol.command.FeeTier;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;

/** The part of a random market that takes fees. */
final class RandomFees {
    private final RandomMarket market;
    private final Random random;
    private final long account;

    RandomFees(RandomMarket market) {
        this.market = market;
        random = market.random;
        long wallet = market.floor
                .submit(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(90))))
                .resultId();
        account = market.floor
                .submit(AccountCommands.openAccount(wallet, Capacity.FEES, Activity.DFA))
                .resultId();
    }

    private int today() {
        long now = market.floor.nowMs + market.floor.core.clockOffsetMs();
        return (int) Math.floorDiv(now + 5 * 3_600_000L, 86_400_000L);
    }

    CommandBody command(RandomMarket.Kind kind) {
        return switch (kind) {
            case TARIFF ->
                FeeCommands.createFeeSchedule(
                        1,
                        account,
                        today() - random.nextInt(2),
                        List.of(
                                new FeeTier(0, random.nextInt(9_000), 9_000 + random.nextInt(900_000), 7_777),
                                new FeeTier(1 + random.nextInt(50_000), 1_000, 1_500, 0)),
                        RandomMarket.PAPER);
            case CHARGES -> assign(market.pair());
            case FEE_STATUS ->
                FeeCommands.setFeeStatus(
                        2 + random.nextInt(RandomMarket.CLIENTS),
                        FeeStatus.get((short) (random.nextBoolean() ? 0 : random.nextInt(5))),
                        RandomMarket.PAPER);
            default -> FeeCommands.startFeePeriod();
        };
    }

    /** A new pair comes under the newest schedule at once. */
    CommandBody assign(long pair) {
        return FeeCommands.assignFeeSchedule(
                pair, 1 + random.nextInt(4), today() + random.nextInt(2), RandomMarket.PAPER);
    }
}
