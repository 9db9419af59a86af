package kz.sandyq.protocol.command;

/**
 * How many of each thing the core may hold (core.md 5.1). Counts, each at least 1; part of the state, the snapshot and
 * the hash.
 */
public record Limits(
        int maxAssets,
        int maxWallets,
        int maxAccounts,
        int maxBalances,
        int maxHolds,
        int maxOrders,
        int maxInstruments,
        int maxPlacements,
        int maxSubscriptions,
        int maxEncumbrances,
        int maxClaims,
        int maxTasks,
        int maxKeys) {
    /** Small: a demonstration or a test on a laptop. */
    public static final Limits DEMO =
            new Limits(256, 20_000, 40_000, 80_000, 40_000, 40_000, 256, 1_000, 40_000, 10_000, 1_000, 256, 250_000);

    /** One operator of ordinary size. */
    public static final Limits STANDARD = new Limits(
            4_096, 200_000, 400_000, 1_000_000, 1_000_000, 1_000_000, 4_096, 10_000, 400_000, 100_000, 10_000, 4_096,
            2_000_000);

    /** A large venue. */
    public static final Limits LARGE = new Limits(
            16_384, 2_000_000, 4_000_000, 8_000_000, 4_000_000, 4_000_000, 16_384, 40_000, 2_000_000, 1_000_000,
            100_000, 16_384, 8_000_000);
}
