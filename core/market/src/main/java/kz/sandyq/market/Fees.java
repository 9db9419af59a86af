package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.FeeRows.FeeRates;
import kz.sandyq.market.FeeRows.FeeSchedule;
import kz.sandyq.market.FeeRows.FeeTier;
import kz.sandyq.market.FeeRows.Turnover;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Wallet;

/**
 * What trades cost. An order takes its rates when it is accepted and keeps them while it keeps its place. The fee of a
 * trade is floor(money x rate / 1,000,000): a buyer has reserved it at the taker rate, the highest of the three, and
 * what parts of a sum round down to is never more than what the sum does; a seller pays it out of the money he gets.
 */
final class Fees {
    /** A rate of all there is. */
    static final int WHOLE_PPM = 1_000_000;

    private static final int RATE_BITS = 20;
    private static final int RATE_MASK = (1 << RATE_BITS) - 1;

    /** What an order is in a trade. */
    enum Role {
        MAKER(2 * RATE_BITS),
        TAKER(RATE_BITS),
        AUCTION(0);

        private final int shift;

        Role(int shift) {
            this.shift = shift;
        }

        int rateOf(long rates) {
            return (int) (rates >>> shift) & RATE_MASK;
        }
    }

    private final State state;
    private final FeeTables tables;
    private final Orders orders;

    Fees(State state) {
        this.state = state;
        tables = state.fees;
        orders = new Orders(state);
    }

    static long pack(int makerPpm, int takerPpm, int auctionPpm) {
        return (long) makerPpm << 2 * RATE_BITS | (long) takerPpm << RATE_BITS | auctionPpm;
    }

    /** Id of the schedule under which orders of a pair come today, 0 when it has none yet. */
    long schedule(int instrument) {
        long next = state.instruments.get(instrument, Instrument.NEXT_FEES);
        return next != 0 && state.instruments.get(instrument, Instrument.NEXT_FEES_FROM) <= state.legalDay()
                ? next
                : state.instruments.get(instrument, Instrument.FEES);
    }

    /** Id of the rates of an order that comes now, 0 when it pays no fee. */
    @LegalBasis("LAW-12-1.10")
    int ratesOf(long accountId, int instrument) {
        long schedule = schedule(instrument);
        if (schedule == 0 || paysNone(accountId)) {
            return 0;
        }
        int row = (int) schedule - 1;
        int first = tables.schedules.getInt(row, FeeSchedule.FIRST_TIER);
        int behind = first + tables.schedules.getInt(row, FeeSchedule.TIERS);
        long turnover = closedTurnover(key(accountId, tables.schedules.get(row, FeeSchedule.ASSET)));
        int tier = first;
        while (tier + 1 < behind && tables.tiers.get(tier + 1, FeeTier.FROM_MINOR) <= turnover) {
            tier++;
        }
        return tables.tiers.getInt(tier, FeeTier.RATES);
    }

    /** True for an account of a body of which the law lets nobody take a fee. */
    @LegalBasis("LAW-12-1.10")
    boolean paysNone(long accountId) {
        int wallet = state.accounts.getInt((int) accountId - 1, Account.WALLET) - 1;
        return state.wallets.get(wallet, Wallet.FEE_STATUS) != 0;
    }

    private int rate(int ratesId, Role role) {
        return role.rateOf(tables.rates.get(ratesId - 1, FeeRates.VALUE));
    }

    /** The most that an order can cost which pays so much money under these rates. */
    long most(int ratesId, long moneyMinor) {
        return ratesId == 0 ? 0 : Amounts.quotient(moneyMinor, rate(ratesId, Role.TAKER), WHOLE_PPM);
    }

    /** What an order has reserved for fees of so many lots: nothing for a seller. */
    long reserved(int order, long lots) {
        int rates = orders.rates(order);
        if (rates == 0 || !orders.isBuy(order)) {
            return 0;
        }
        long tick = state.instruments.get(orders.instrument(order), Instrument.TICK);
        return most(rates, state.orders.get(order, Order.PRICE) * tick * lots);
    }

    /** The fee of one side of a trade. */
    long of(int order, Role role, long moneyMinor) {
        int rates = orders.rates(order);
        return rates == 0 || paysNone(orders.account(order))
                ? 0
                : Amounts.quotient(moneyMinor, rate(rates, role), WHOLE_PPM);
    }

    /** The account that takes the fees of a pair which has a schedule. */
    long feeAccount(int instrument) {
        return tables.schedules.get((int) schedule(instrument) - 1, FeeSchedule.FEE_ACCOUNT);
    }

    /** Whether an account may pay the fees of a pair: they stay within one activity. */
    boolean mayTake(long accountId, int instrument) {
        return schedule(instrument) == 0
                || state.accounts.get((int) accountId - 1, Account.ACTIVITY)
                        == state.accounts.get((int) feeAccount(instrument) - 1, Account.ACTIVITY);
    }

    private long key(long accountId, long assetId) {
        return state.accounts.get((int) accountId - 1, Account.WALLET) << 32 | assetId;
    }

    private int turnover(long accountId, int instrument) {
        return tables.turnoverKeys.find(key(accountId, state.instruments.get(instrument, Instrument.QUOTE)));
    }

    private long closedTurnover(long key) {
        int row = tables.turnoverKeys.find(key);
        if (row == Table.NONE) {
            return 0;
        }
        long period = tables.turnovers.get(row, Turnover.PERIOD);
        if (period == state.scalars.get(Scalars.FEE_PERIOD)) {
            return tables.turnovers.get(row, Turnover.TRADED_BEFORE);
        }
        return period == state.scalars.get(Scalars.FEE_PERIOD_BEFORE) ? tables.turnovers.get(row, Turnover.TRADED) : 0;
    }

    /** Whether what an order under these rates trades can be counted. */
    boolean canCount(int ratesId, long accountId, int instrument) {
        return ratesId == 0 || turnover(accountId, instrument) != Table.NONE || !tables.turnovers.isFull();
    }

    /** Makes sure that what an order under these rates trades is counted. Room was checked before. */
    void prepare(int ratesId, long accountId, int instrument) {
        if (ratesId != 0 && turnover(accountId, instrument) == Table.NONE) {
            long key = key(accountId, state.instruments.get(instrument, Instrument.QUOTE));
            int row = tables.turnovers.allocate(key);
            tables.turnovers.set(row, Turnover.PERIOD, state.scalars.get(Scalars.FEE_PERIOD));
            tables.turnoverKeys.insert(row);
        }
    }

    /** Counts a trade of an order to the turnover of its wallet. */
    void count(int order, long moneyMinor) {
        if (orders.rates(order) != 0) {
            int row = turnover(orders.account(order), orders.instrument(order));
            roll(row);
            long traded = tables.turnovers.get(row, Turnover.TRADED);
            tables.turnovers.set(row, Turnover.TRADED, Math.min(Amounts.MAX, traded + moneyMinor));
        }
    }

    /** Takes a cancelled trade, executed at this sequence, out of the turnover in which it was counted. */
    void discount(long accountId, int instrument, long moneyMinor, long sequence) {
        int row = turnover(accountId, instrument);
        roll(row);
        if (sequence >= state.scalars.get(Scalars.FEE_PERIOD)) {
            take(row, Turnover.TRADED, moneyMinor);
        } else if (sequence >= state.scalars.get(Scalars.FEE_PERIOD_BEFORE)) {
            take(row, Turnover.TRADED_BEFORE, moneyMinor);
        }
    }

    private void take(int row, int column, long moneyMinor) {
        tables.turnovers.set(row, column, Math.max(0, tables.turnovers.get(row, column) - moneyMinor));
    }

    /** Brings a turnover into the present period. */
    private void roll(int row) {
        Table turnovers = tables.turnovers;
        long period = state.scalars.get(Scalars.FEE_PERIOD);
        if (turnovers.get(row, Turnover.PERIOD) != period) {
            boolean last = turnovers.get(row, Turnover.PERIOD) == state.scalars.get(Scalars.FEE_PERIOD_BEFORE);
            turnovers.set(row, Turnover.TRADED_BEFORE, last ? turnovers.get(row, Turnover.TRADED) : 0);
            turnovers.set(row, Turnover.TRADED, 0);
            turnovers.set(row, Turnover.PERIOD, period);
        }
    }
}
