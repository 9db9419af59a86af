package kz.sandyq.translog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.market.MarketCore;

/**
 * A copy of what was owed after one entry: 16 bytes for each holding, so that whoever follows the log waits for no
 * more than a walk over the holdings.
 */
final class OwedAmounts {
    private static final int FIRST_ROOM = 16;

    /** Accounts and amounts of an asset in turn. */
    private record Pairs(long[] values, int length) {}

    private final List<Pairs> assets = new ArrayList<>();

    private OwedAmounts() {}

    static OwedAmounts of(MarketCore core) {
        OwedAmounts owed = new OwedAmounts();
        for (long asset = 1; asset <= core.assets(); asset++) {
            Taken taken = new Taken();
            core.holdings(asset, taken::add);
            owed.assets.add(new Pairs(taken.values, taken.length));
        }
        return owed;
    }

    private static final class Taken {
        private long[] values = new long[FIRST_ROOM];
        private int length;

        void add(long accountId, long amountMinor) {
            if (length == values.length) {
                values = Arrays.copyOf(values, 2 * length);
            }
            values[length++] = accountId;
            values[length++] = amountMinor;
        }
    }

    int count() {
        return assets.size();
    }

    /** Accounts and amounts of an asset, by account; before them account 0, which is nobody's, with nothing. */
    long[][] ofAsset(int asset) {
        Pairs pairs = assets.get(asset);
        int holders = pairs.length / 2;
        long[] order = new long[holders];
        for (int i = 0; i < holders; i++) {
            order[i] = pairs.values[2 * i] << 32 | i;
        }
        Arrays.sort(order);
        long[] accounts = new long[holders + 1];
        long[] amounts = new long[holders + 1];
        for (int i = 0; i < holders; i++) {
            accounts[i + 1] = order[i] >>> 32;
            amounts[i + 1] = pairs.values[2 * (int) order[i] + 1];
        }
        return new long[][] {accounts, amounts};
    }
}
