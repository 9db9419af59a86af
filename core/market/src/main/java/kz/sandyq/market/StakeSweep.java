package kz.sandyq.market;

import kz.sandyq.market.PermissionRows.Stake;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.market.TransferRows.MoveLeg;
import kz.sandyq.protocol.sbe.MoveStatus;

/** Counts stakes and investors anew: holdings, and what open orders and subscriptions are to bring. */
final class StakeSweep {
    private final State state;
    private final Orders orders;
    private final long[] quantities;
    private final long[] investors;

    StakeSweep(State state) {
        this.state = state;
        orders = new Orders(state);
        quantities = new long[state.stakes.high()];
        investors = new long[state.issues.high()];
    }

    void check() {
        for (int slot = 0; slot < state.balances.high(); slot++) {
            add(
                    slot,
                    state.balances.get(slot, Balance.AVAILABLE)
                            + state.balances.get(slot, Balance.HELD)
                            + state.balances.get(slot, Balance.BLOCKED));
        }
        for (int slot = 0; slot < state.orders.high(); slot++) {
            if (state.orders.isLive(slot)) {
                order(slot);
            }
        }
        for (int slot = 0; slot < state.subscriptions.high(); slot++) {
            if (state.subscriptions.isLive(slot)) {
                int placement = state.placements.find(state.subscriptions.get(slot, Subscription.PLACEMENT));
                long account = state.subscriptions.get(slot, Subscription.ACCOUNT);
                add(
                        state.balanceKeys.find(account << 32 | state.placements.get(placement, Placement.ISSUE)),
                        state.subscriptions.get(slot, Subscription.QUANTITY));
            }
        }
        Table legs = state.transfers.moveLegs;
        for (int row = 0; row < legs.high(); row++) {
            int move = legs.isLive(row) ? state.transfers.moves.find(legs.get(row, MoveLeg.MOVE)) : Table.NONE;
            boolean expected = move != Table.NONE
                    && (state.transfers.moves.get(move, Move.WAY) & 1) != 0
                    && state.transfers.moves.get(move, Move.STATUS) == MoveStatus.ACCEPTED.value();
            if (expected) {
                long key = legs.get(row, MoveLeg.ACCOUNT) << 32 | state.transfers.moves.get(move, Move.ISSUE);
                add(state.balanceKeys.find(key), legs.get(row, MoveLeg.QUANTITY));
            }
        }
        compare();
    }

    private void add(int balance, long quantity) {
        int stake = (int) (state.balances.get(balance, Balance.NEXT_OF_ASSET) >>> 32) - 1;
        if (stake != Table.NONE) {
            quantities[stake] += quantity;
        }
    }

    private void order(int slot) {
        int instrument = orders.instrument(slot);
        boolean buy = orders.isBuy(slot);
        long perLot = buy
                ? state.instruments.get(instrument, Instrument.LOT)
                : state.orders.get(slot, Order.PRICE) * state.instruments.get(instrument, Instrument.TICK);
        long asset = state.instruments.get(instrument, buy ? Instrument.BASE : Instrument.QUOTE);
        long account = orders.account(slot);
        add(state.balanceKeys.find(account << 32 | asset), perLot * state.orders.get(slot, Order.LEAVES));
    }

    private void compare() {
        for (int slot = 0; slot < quantities.length; slot++) {
            Check.that(state.stakes.get(slot, Stake.QUANTITY) == quantities[slot], "stake is not its rows", slot);
            int asset = (int) (state.stakes.get(slot, Stake.KEY) >>> 32) - 1;
            investors[state.assets.getInt(asset, Rows.Asset.ISSUE) - 1] += quantities[slot] == 0 ? 0 : 1;
        }
        for (int slot = 0; slot < investors.length; slot++) {
            Check.that(state.issues.get(slot, Issue.INVESTORS) == investors[slot], "investors, issue", slot);
        }
    }
}
