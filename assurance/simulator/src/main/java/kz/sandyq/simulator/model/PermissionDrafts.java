package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.simulator.schema.Message;

/** Commands about who may deal and hold what: most let most through, or the market would stand still. */
final class PermissionDrafts {
    private static final long EVERY_CLASS = 15;

    private final Chance chance;
    private final World world;
    private final TradingDrafts trading;

    PermissionDrafts(Chance chance, TradingDrafts trading) {
        this.chance = chance;
        this.trading = trading;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("SetAccountPermissions", this::permit);
        all.put(
                "SetClearance",
                () -> message("SetClearance")
                        .with("walletId", chance.from(1, Math.max(1, Math.min(9, world.wallets.size()))))
                        .with("clearedUntilMs", chance.oneIn(8) ? 0 : soon(400_000))
                        .with("ground", chance.ground()));
        all.put("SetIssueRules", this::rule);
        all.put("StartPurchasePeriod", () -> message("StartPurchasePeriod"));
        all.put(
                "SetClearanceRegime",
                () -> message("SetClearanceRegime")
                        .with("required", chance.oneIn(world.scalar("CLEARANCE") == 0 ? 9 : 3))
                        .with("ground", chance.ground()));
    }

    private long soon(long most) {
        return world.logicalNow() + chance.below(most);
    }

    private Message permit() {
        boolean limited = chance.oneIn(4);
        return message("SetAccountPermissions")
                .with("accountId", chance.client())
                .with("permittedClasses", chance.oneIn(4) ? chance.below(EVERY_CLASS + 1) : EVERY_CLASS)
                .with("qualifiedUntilMs", chance.oneIn(3) ? 0 : soon(200_000))
                .with("limitAssetId", limited ? chance.money() : 0)
                .with("purchaseLimitMinor", limited ? 50 * chance.small() : 0)
                .with("ground", chance.ground());
    }

    /** Of an issue that nobody can hold yet, or of one that has rules. */
    private Message rule() {
        long issue = chance.issue(each -> each.isAlive()
                && (world.permissions.isRuled(each.id)
                        || world.balances.stream()
                                        .filter(balance -> balance.asset == each.id)
                                        .count()
                                == 2));
        List<Long> called = trading.crossed().stream()
                .map(pair -> pair.base)
                .filter(world.permissions::isRuled)
                .toList();
        if (!called.isEmpty() && chance.oneIn(2)) {
            return message("SetIssueRules")
                    .with("issueId", chance.any(called, issue))
                    .with("lockedUntilMs", soon(10_000))
                    .with("ground", chance.ground());
        }
        long denominator = chance.oneIn(3) ? chance.from(1, 8) : 0;
        return message("SetIssueRules")
                .with("issueId", issue)
                .with("qualifiedOnly", chance.oneIn(6))
                .with("maxInvestors", chance.oneIn(3) ? chance.from(1, 3) : 0)
                .with("maxShareNumerator", denominator == 0 ? 0 : chance.from(1, denominator))
                .with("maxShareDenominator", denominator)
                .with("lockedUntilMs", chance.oneIn(6) ? soon(20_000) : 0)
                .with("ground", chance.ground());
    }
}
