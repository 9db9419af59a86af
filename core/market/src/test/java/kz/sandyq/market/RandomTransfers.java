package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.TransferRefusal;

/** Transfers that wait for data in a random market, among clients and from another provider. */
final class RandomTransfers {
    private static final long DAY_MS = 86_400_000L;

    private final RandomMarket market;
    private final RandomSettlement settlement;
    private final Random random;
    private final long elsewhere;
    private final long unbacked;
    private final List<Long> suspended = new ArrayList<>();
    private final List<Long> ofIssues = new ArrayList<>();
    private long asset;

    RandomTransfers(RandomMarket market, RandomSettlement settlement) {
        this.market = market;
        this.settlement = settlement;
        random = market.random;
        elsewhere = market.floor
                .submit(AccountCommands.openAccount(1, Capacity.OTHER_PLATFORM, Activity.DFA))
                .resultId();
        unbacked = market.floor
                .submit(AccountCommands.createAsset(AssetKind.UNBACKED, 8, "UDA"))
                .resultId();
    }

    CommandBody command(RandomMarket.Kind kind) {
        boolean redeemed = random.nextBoolean();
        return switch (kind) {
            case SUSPEND_TRANSFER -> suspend();
            case RELEASE_TRANSFER ->
                TransferCommands.releaseTransfer(
                        late(redeemed ? ofIssues : suspended),
                        random.nextBoolean() ? 0 : market.client(),
                        RandomMarket.PAPER);
            default ->
                TransferCommands.refuseTransfer(
                        late(redeemed ? ofIssues : suspended),
                        redeemed ? TransferRefusal.UNITS_REDEEMED : TransferRefusal.INFO_NOT_PROVIDED,
                        RandomMarket.PAPER);
        };
    }

    private long late(List<Long> ids) {
        return ids.isEmpty() ? 77 : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(6)));
    }

    private CommandBody suspend() {
        boolean arrives = random.nextInt(3) == 0;
        boolean leaves = !arrives && random.nextInt(3) == 0;
        asset = arrives || leaves ? unbacked : random.nextInt(3) == 0 ? 1 : settlement.circulating();
        return TransferCommands.suspendTransfer(
                arrives ? elsewhere : market.client(),
                arrives && random.nextBoolean() ? 0 : leaves ? elsewhere : market.client(),
                asset,
                1 + random.nextInt(5),
                new SuspensionTerms(2 * DAY_MS, (2 + random.nextInt(2)) * DAY_MS + 1, random.nextInt(4) == 0),
                RandomMarket.PAPER);
    }

    void suspended(long transferId) {
        (asset == 1 || asset == unbacked ? suspended : ofIssues).add(transferId);
    }
}
