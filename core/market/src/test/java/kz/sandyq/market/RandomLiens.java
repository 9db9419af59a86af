package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.LienCommands;
import kz.sandyq.protocol.command.PledgeTerms;
import kz.sandyq.protocol.command.RightsLeg;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.protocol.sbe.RightsBasis;

/** The part of a random market that encumbers, enforces and inherits. */
final class RandomLiens {
    private final RandomMarket market;
    private final Random random;
    private final List<Long> entered = new ArrayList<>();
    /** Pledges, each with its asset. */
    private final List<long[]> pledges = new ArrayList<>();

    private long pledgedNow;

    RandomLiens(RandomMarket market) {
        this.market = market;
        random = market.random;
    }

    void entered(long id) {
        entered.add(id);
        if (pledgedNow > 0) {
            pledges.add(new long[] {id, pledgedNow});
            pledgedNow = 0;
        }
    }

    private long lien() {
        return entered.isEmpty() ? 55 : entered.get(Math.max(0, entered.size() - 1 - random.nextInt(6)));
    }

    CommandBody command(RandomMarket.Kind kind) {
        int units = 1 + random.nextInt(20);
        return switch (kind) {
            case LIEN -> lien(units);
            case ENFORCE -> enforce(1 + random.nextInt(5));
            case NOTICE ->
                LienCommands.setHolderNotice(
                        2 + random.nextInt(RandomMarket.CLIENTS),
                        random.nextInt(4) == 0 ? HolderNotice.DEATH : HolderNotice.NONE,
                        RandomMarket.PAPER);
            default -> rights(units);
        };
    }

    private CommandBody enforce(int units) {
        long[] pledge = pledges.isEmpty()
                ? new long[] {55, 1}
                : pledges.get(Math.max(0, pledges.size() - 1 - random.nextInt(4)));
        boolean ofMoney = pledge[1] == 1;
        long buyer = market.client();
        return LienCommands.enforcePledge(
                pledge[0],
                units,
                buyer,
                ofMoney || random.nextBoolean() ? buyer : market.client(),
                1,
                ofMoney ? units : 1 + random.nextInt(20_000),
                ofMoney ? units : 1 + random.nextInt(20_000),
                RandomMarket.PAPER);
    }

    /** Pledges behind pledges, freezes of a part, short freezes of a whole account, lock-ups. */
    private CommandBody lien(int units) {
        int choice = random.nextInt(4);
        boolean pledge = choice < 2;
        boolean whole = choice == 2 && random.nextInt(3) == 0;
        EncumbranceKind kind =
                pledge ? EncumbranceKind.PLEDGE : choice == 2 ? EncumbranceKind.FREEZE : EncumbranceKind.LOCK_UP;
        long asset = random.nextInt(3) == 0 ? 1 : market.issue();
        pledgedNow = pledge ? asset : 0;
        return HoldingCommands.placeEncumbrance(
                kind,
                market.client(),
                whole ? 0 : asset,
                whole ? 1 : units,
                pledge ? 5 : 0,
                pledge ? 1 + random.nextInt(5) : 0,
                true,
                random.nextBoolean(),
                random.nextBoolean(),
                pledge ? 0 : market.floor.nowMs + market.floor.core.clockOffsetMs() + 1 + random.nextInt(30_000),
                pledge ? new PledgeTerms(0, PledgeIncome.PLEDGOR, choice == 1) : PledgeTerms.NONE,
                RandomMarket.PAPER);
    }

    private CommandBody rights(int units) {
        long from = market.client();
        long wallet = 2 + (from - 3) / 2;
        RightsBasis basis = RightsBasis.get((short) (1 + random.nextInt(3)));
        List<RightsLeg> legs = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            legs.add(new RightsLeg(
                    from,
                    market.client(),
                    random.nextInt(3) == 0 ? 1 : market.issue(),
                    units,
                    random.nextInt(4) == 0 ? lien() : 0));
        }
        return LienCommands.transferRights(wallet, basis, RandomMarket.PAPER, legs);
    }
}
