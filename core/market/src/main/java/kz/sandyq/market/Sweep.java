package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;

/** The full check of a state, at each snapshot and restore: everything that a single command checks in part. */
final class Sweep {
    private Sweep() {}

    static void check(State state) {
        Check.that(
                state.hash.same(state.recomputedHash()), "running hash is not the state's, sequence", state.sequence());
        conservation(state);
    }

    /** Over all accounts, the sum of each asset is zero, in 128 bits. */
    private static void conservation(State state) {
        long[] low = new long[state.assets.high()];
        long[] high = new long[state.assets.high()];
        for (int slot = 0; slot < state.balances.high(); slot++) {
            if (state.balances.isLive(slot)) {
                int asset = (int) state.balances.get(slot, Balance.KEY) - 1;
                for (int part = Balance.AVAILABLE; part <= Balance.BLOCKED; part++) {
                    long value = state.balances.get(slot, part);
                    long sum = low[asset] + value;
                    high[asset] += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
                    low[asset] = sum;
                }
            }
        }
        for (int asset = 0; asset < low.length; asset++) {
            Check.that(low[asset] == 0 && high[asset] == 0, "sum is not zero, asset", asset + 1L);
        }
    }
}
