package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** What issuers offer for their units, and who takes it. */
final class BuyBackDrafts {
    private final Chance chance;
    private final World world;
    private final Shared shared;

    BuyBackDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
        shared = new Shared(world);
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("OfferBuyBack", this::offer);
        all.put("AcceptBuyBack", this::accept);
    }

    private boolean circulates(Issue issue) {
        return !issue.isStablecoin() && Numbers.positive(shared.circulating(issue));
    }

    private Message offer() {
        long id = chance.issue(each -> circulates(each) && (each.offer == null || chance.oneIn(8)));
        Issue issue = world.issue(id);
        long factor = issue == null ? 1 : issue.factor.longValueExact();
        long most = issue == null ? 1 : shared.circulating(issue).longValueExact();
        long quantity = chance.oneIn(8) ? most + chance.below(2) : chance.from(1, Math.max(1, most / 3));
        long perUnit = chance.oneIn(12) ? Numbers.LARGEST.longValueExact() / factor : chance.from(1, 9);
        return message("OfferBuyBack")
                .with("issueId", id)
                .with("priceMinor", perUnit * factor)
                .with("quantity", quantity)
                .with("untilMs", world.logicalNow() + chance.from(1, chance.oneIn(2) ? 2_000 : 90_000))
                .with("ground", chance.ground(8));
    }

    private Message accept() {
        List<Issue> offered = world.issues.values().stream()
                .filter(each -> each.offer != null)
                .toList();
        if (offered.isEmpty() && !chance.oneIn(6) && !world.issues.isEmpty()) {
            return offer();
        }
        Issue issue = offered.isEmpty() ? null : chance.any(offered, offered.getFirst());
        long id = issue == null ? chance.anyIssue() : issue.id;
        List<Balance> held = world.balances.stream()
                .filter(balance -> balance.asset == id && Numbers.positive(balance.total()))
                .filter(balance -> Shared.holdsAssets(world.account(balance.account)))
                .toList();
        Balance holder = chance.any(held, new Balance(chance.client(), id, 0));
        long free = holder.available.longValueExact();
        long left = issue == null || issue.offer == null ? 1 : issue.offer.left.longValueExact();
        long most = Math.max(1, Math.min(free, left));
        long offer = issue == null || issue.offer == null ? 0 : issue.offer.hold.id;
        return message("AcceptBuyBack")
                .with("issueId", id)
                .with("accountId", chance.oneIn(12) ? other(issue) : holder.account)
                .with("quantity", chance.oneIn(6) ? left : chance.oneIn(6) ? free + 1 : chance.from(1, most))
                .with("holdId", offer + (chance.oneIn(12) ? 1 : 0));
    }

    private long other(@Nullable Issue issue) {
        return issue == null || chance.oneIn(2) ? chance.anyAccount() : issue.issuerAccount;
    }
}
