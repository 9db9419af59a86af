package kz.sandyq.market;

import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.RaiseLimitsDecoder;

/** The limits of a state, in the order of their scalars; none may pass what an id has room for. */
final class LimitValues {
    private static final int FIRST = Scalars.MAX_ASSETS;
    private final long[] values = new long[Scalars.MAX_KEYS - FIRST + 1];

    LimitValues read(GenesisDecoder in) {
        return fill(
                in.maxAssets(),
                in.maxWallets(),
                in.maxAccounts(),
                in.maxBalances(),
                in.maxHolds(),
                in.maxOrders(),
                in.maxInstruments(),
                in.maxPlacements(),
                in.maxSubscriptions(),
                in.maxEncumbrances(),
                in.maxClaims(),
                in.maxTasks(),
                in.maxKeys());
    }

    LimitValues read(RaiseLimitsDecoder in) {
        return fill(
                in.maxAssets(),
                in.maxWallets(),
                in.maxAccounts(),
                in.maxBalances(),
                in.maxHolds(),
                in.maxOrders(),
                in.maxInstruments(),
                in.maxPlacements(),
                in.maxSubscriptions(),
                in.maxEncumbrances(),
                in.maxClaims(),
                in.maxTasks(),
                in.maxKeys());
    }

    LimitValues read(Scalars scalars) {
        for (int i = 0; i < values.length; i++) {
            values[i] = scalars.get(FIRST + i);
        }
        return this;
    }

    int of(int scalar) {
        return (int) values[scalar - FIRST];
    }

    boolean inRange() {
        for (long value : values) {
            if (value < 1 || value > Table.MAX_SLOTS) {
                return false;
            }
        }
        return of(Scalars.MAX_WALLETS) <= Table.MAX_SLOTS / 2 && of(Scalars.MAX_INSTRUMENTS) <= Orders.MAX_INSTRUMENTS;
    }

    /** True when none is lower than it was. */
    boolean covers(Scalars scalars) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < scalars.get(FIRST + i)) {
                return false;
            }
        }
        return true;
    }

    void write(Scalars scalars) {
        for (int i = 0; i < values.length; i++) {
            scalars.set(FIRST + i, values[i]);
        }
    }

    private LimitValues fill(int... given) {
        for (int i = 0; i < given.length; i++) {
            values[i] = given[i];
        }
        return this;
    }
}
