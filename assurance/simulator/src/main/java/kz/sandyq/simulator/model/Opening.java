package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** How a market begins: its limits, people and accounts, and money for them. */
final class Opening {
    private static final int PEOPLE = 5;
    /** What a roomy market has. */
    private static final Map<String, Integer> ROOMY = Map.ofEntries(
            Map.entry("ASSETS", 30),
            Map.entry("WALLETS", 30),
            Map.entry("ACCOUNTS", 110),
            Map.entry("BALANCES", 260),
            Map.entry("HOLDS", 12),
            Map.entry("ORDERS", 30),
            Map.entry("INSTRUMENTS", 14),
            Map.entry("PLACEMENTS", 4),
            Map.entry("SUBSCRIPTIONS", 9),
            Map.entry("CLAIMS", 2),
            Map.entry("TASKS", 2),
            Map.entry("KEYS", 400));
    /** The least that lets a market begin. */
    private static final Map<String, Integer> LEAST =
            Map.of("ASSETS", 4, "WALLETS", 3, "ACCOUNTS", 24, "BALANCES", 12, "KEYS", 10);

    private Opening() {}

    /** {@code cramped}: one limit in this many is tight; 0 for none. */
    static Message genesis(Chance chance, long keyWindowMs, int cramped) {
        boolean demo = chance.oneIn(2);
        Message genesis = new Message("Genesis")
                .with("clusterNumber", 7)
                .with("demo", demo)
                .with("clockOffsetMs", demo || chance.oneIn(6) ? -chance.below(1_000_000) : 0)
                .with("legalDayOffsetMinutes", 300)
                .with("clockJumpLimitMs", 60_000)
                .with("keyWindowMs", keyWindowMs)
                .with("taskStep", chance.oneIn(3) ? chance.from(2, 5) : 1)
                .with("maxFillsPerOrder", chance.from(1, 6))
                .with("rulesVersion", chance.oneIn(8) ? chance.from(0, 4) : chance.from(1, 3));
        for (String limit : World.LIMITS) {
            boolean lien = limit.equals("ENCUMBRANCES");
            long liens = chance.oneIn(4) ? 150 : chance.from(9, 24);
            long roomy = lien ? liens : ROOMY.getOrDefault(limit, 10);
            long least = LEAST.getOrDefault(limit, 1);
            boolean few = limit.equals("WALLETS") && chance.oneIn(8);
            boolean tight = few || cramped > 0 && chance.oneIn(cramped);
            long value = tight ? least + chance.below(Math.min(few ? 4 : 8, roomy - least)) : roomy;
            genesis.with("max" + limit.charAt(0) + limit.substring(1).toLowerCase(Locale.ROOT), value);
        }
        return genesis;
    }

    /** People, accounts and money, in order; what does not fit into tight limits is refused like anything else. */
    static List<Message> commands(Chance chance) {
        List<Message> all = new ArrayList<>();
        all.add(asset(1, 2, "KZT"));
        all.add(asset(3, 0, "COIN"));
        all.add(asset(1, 2, "USD"));
        for (int i = 0; i < PEOPLE + 3; i++) {
            all.add(new Message("OpenWallet")
                    .with("walletKind", 1)
                    .with("holdingKind", 1)
                    .with(
                            "holders",
                            List.of(new Message("holders")
                                    .with("holderRef", i + 1L)
                                    .with("shareNumerator", 1)
                                    .with("shareDenominator", 1))));
        }
        all.add(account(1, Capacity.BANK_SIDE, 1));
        all.add(account(2, Capacity.ISSUER, 1));
        all.add(account(1, Capacity.SUSPENSE, 1));
        all.add(account(1, Capacity.OPERATOR_OWN, 1));
        for (int i = 0; i < PEOPLE; i++) {
            all.add(account(3 + i, Capacity.CLIENT, 1));
            all.add(account(3 + i, Capacity.CLAIM, 1));
        }
        all.add(account(3, Capacity.CLIENT, 1));
        all.add(account(1, Capacity.FEES, 1));
        all.add(account(1, Capacity.BANK_SIDE, 1));
        all.add(account(1, Capacity.BANK_SIDE, 2));
        all.add(account(2, Capacity.ISSUER, 2));
        all.add(account(3, Capacity.CLIENT, 2));
        all.add(account(1, Capacity.SUSPENSE, 2));
        all.add(account(1, Capacity.OTHER_PLATFORM, 1));
        all.add(account(PEOPLE + 3, Capacity.FEES, 2));
        for (long account : new long[] {3, 5, 2, 4, 7, 9, 11, 13}) {
            all.add(new Message("BookBankCredit")
                    .with("bankAccountId", 1)
                    .with("accountId", account)
                    .with("assetId", 1)
                    .with("amountMinor", chance.purse)
                    .with("ground", new Message("Ground")));
        }
        return all;
    }

    /** A first issue that is placed and traded, where limits let it. */
    static List<Supplier<Message>> firstIssue(Chance chance) {
        World world = chance.world;
        List<Supplier<Message>> all = new ArrayList<>();
        all.add(() -> new Message("RegisterIssue")
                .with("dfaKind", 3)
                .with("issuerAccountId", 2)
                .with("moneyAssetId", 1)
                .with("nominalMinor", 100)
                .with("authorisedVolume", 2_000)
                .with("maturityEpochDay", world.legalDay() + chance.below(2))
                .with("redemptionPriceMinor", chance.from(1, 100))
                .with("incomeDates", chance.from(2, 6))
                .with("otherRedemptionGrounds", chance.oneIn(2))
                .with("code", Bytes.of("D1"))
                .with("registrationNumber", Bytes.of("N-1").padded(200))
                .with("ground", new Message("Ground")));
        all.add(() -> ofFirst(world, "Mint").with("quantity", 1_500));
        if (chance.oneIn(2)) {
            all.add(() -> ofFirst(world, "SetIssueRules").with("ground", chance.ground()));
        }
        all.add(() -> ofFirst(world, "OpenPlacement")
                .with("untilMs", world.logicalNow() + 3_600_000)
                .with("maximumQuantity", 1_000)
                .with("priceMinor", 1)
                .with("lotQuantity", 1)
                .with("method", 2));
        for (long account : new long[] {5, 7, 9, 4}) {
            all.add(() -> new Message("Subscribe")
                    .with("placementId", world.placements.all().isEmpty() ? 1 : placement(world))
                    .with("accountId", account)
                    .with("quantity", chance.from(100, 250)));
        }
        all.add(() -> new Message("ClosePlacement")
                .with("placementId", world.placements.all().isEmpty() ? 1 : placement(world))
                .with("ground", new Message("Ground")));
        all.add(() -> new Message("OpenInstrument")
                .with("baseAssetId", first(world))
                .with("quoteAssetId", 1)
                .with("lotQuantity", 1)
                .with("tickMinor", 1)
                .with("symbol", Bytes.of("D1")));
        return all;
    }

    private static long placement(World world) {
        return world.placements.all().getFirst().id;
    }

    private static long first(World world) {
        return world.issues.keySet().stream().findFirst().orElse(1L);
    }

    private static Message ofFirst(World world, String name) {
        return new Message(name).with("issueId", first(world)).with("ground", new Message("Ground"));
    }

    private static Message asset(int kind, int scale, String code) {
        return new Message("CreateAsset")
                .with("assetKind", kind)
                .with("scale", scale)
                .with("code", Bytes.of(code));
    }

    private static Message account(long wallet, Capacity capacity, int activity) {
        return new Message("OpenAccount")
                .with("walletId", wallet)
                .with("capacity", capacity.value())
                .with("activity", activity);
    }
}
