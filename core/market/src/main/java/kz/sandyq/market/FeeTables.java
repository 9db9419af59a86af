package kz.sandyq.market;

import java.util.List;
import kz.sandyq.market.FeeRows.FeeRates;
import kz.sandyq.market.FeeRows.FeeSchedule;
import kz.sandyq.market.FeeRows.FeeTier;
import kz.sandyq.market.FeeRows.Turnover;

/** What the state remembers of fees: as many schedules as pairs, and a turnover for each wallet. */
final class FeeTables {
    /** Room for tiers: so many for each schedule on average, of 16 at most. */
    private static final int TIERS_PER_SCHEDULE = 4;

    final Table schedules;
    final Table tiers;
    final Table rates;
    final Table turnovers;
    final SlotIndex rateValues;
    final SlotIndex turnoverKeys;

    FeeTables(LimitValues limits, StateHash hash) {
        int maxInstruments = limits.of(Scalars.MAX_INSTRUMENTS);
        schedules = new Table(FeeSchedule.KIND, FeeSchedule.WIDTH, FeeSchedule.HASHED, maxInstruments, hash);
        tiers = new Table(FeeTier.KIND, FeeTier.WIDTH, FeeTier.HASHED, tierRows(maxInstruments), hash);
        rates = new Table(FeeRates.KIND, FeeRates.WIDTH, FeeRates.HASHED, Orders.MAX_RATES, hash);
        int maxWallets = limits.of(Scalars.MAX_WALLETS);
        turnovers = new Table(Turnover.KIND, Turnover.WIDTH, Turnover.HASHED, maxWallets, hash);
        rateValues = new SlotIndex(rates, FeeRates.VALUE, FeeRates.VALUE);
        turnoverKeys = new SlotIndex(turnovers, Turnover.KEY, Turnover.KEY);
    }

    List<Table> tables() {
        return List.of(schedules, tiers, rates, turnovers);
    }

    private static int tierRows(int schedules) {
        return TIERS_PER_SCHEDULE * schedules;
    }

    void grow(LimitValues limits) {
        schedules.grow(limits.of(Scalars.MAX_INSTRUMENTS));
        tiers.grow(tierRows(limits.of(Scalars.MAX_INSTRUMENTS)));
        turnovers.grow(limits.of(Scalars.MAX_WALLETS));
    }

    void rebuildIndexes() {
        rateValues.rebuild();
        turnoverKeys.rebuild();
    }
}
