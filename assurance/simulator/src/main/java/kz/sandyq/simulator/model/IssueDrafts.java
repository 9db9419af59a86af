package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Subscription;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Commands of an issue's life, of placements and subscriptions. */
final class IssueDrafts {
    private static final Placement NO_PLACEMENT = new Placement(
            99, 0, 0, Numbers.ZERO, Numbers.ZERO, Numbers.ZERO, java.math.BigInteger.ONE, Numbers.ZERO, 1);
    private static final Subscription NO_SUBSCRIPTION =
            new Subscription(0, new Balance(3, 1, 0), 1, Numbers.ZERO, Numbers.ZERO);

    private final Chance chance;
    private final World world;
    private final TradingDrafts trading;

    IssueDrafts(Chance chance, TradingDrafts trading) {
        this.chance = chance;
        this.trading = trading;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("RegisterIssue", this::register);
        all.put(
                "SetBackingValidUntil",
                () -> onIssue("SetBackingValidUntil", chance.anyIssue())
                        .with("backingValidUntilMs", world.logicalNow() + chance.from(-2_000, 200_000)));
        all.put("Mint", this::mint);
        all.put("MintStablecoin", () -> ofCoin("MintStablecoin"));
        all.put("BurnStablecoin", this::burnCoin);
        all.put(
                "BurnUnsold",
                () -> onIssue("BurnUnsold", chance.anyIssue())
                        .with("quantity", unsold())
                        .with("reason", chance.from(1, 2)));
        all.put("SetIssueSuspended", () -> {
            List<Long> called =
                    trading.crossed().stream().map(pair -> pair.base).toList();
            boolean ofCall = chance.oneIn(3) && !called.isEmpty();
            return onIssue("SetIssueSuspended", ofCall ? chance.any(called, 1L) : chance.anyIssue())
                    .with("suspended", chance.oneIn(ofCall ? 2 : 4));
        });
        all.put(
                "CancelIssue",
                () -> onIssue(
                        "CancelIssue",
                        chance.oneIn(3)
                                ? chance.anyIssue()
                                : chance.issue(issue -> issue.outstanding().signum() == 0)));
        all.put("OpenPlacement", this::openPlacement);
        all.put("Subscribe", this::subscribe);
        all.put("WithdrawSubscription", () -> {
            Subscription each = chance.thing(world.subscriptions, NO_SUBSCRIPTION);
            return message("WithdrawSubscription")
                    .with("subscriptionId", each.id)
                    .with("accountId", each.payer.account);
        });
        all.put("ClosePlacement", () -> onPlacement("ClosePlacement"));
        all.put("CancelPlacement", () -> onPlacement("CancelPlacement"));
        all.put(
                "StartRedemption",
                () -> onIssue(
                                "StartRedemption",
                                chance.issue(chance.oneIn(4) ? this::redeemable : each -> !redeemable(each)))
                        .with("basis", chance.from(1, 2)));
    }

    private Message mint() {
        long id = chance.issue(issue -> !issue.isStablecoin() && issue.isAlive());
        Issue issue = world.issue(id);
        long room = issue == null ? 1 : issue.authorised.subtract(issue.minted).longValueExact();
        return onIssue("Mint", id)
                .with(
                        "quantity",
                        chance.oneIn(isVast(issue) ? 2 : 6)
                                ? room + chance.below(2)
                                : chance.from(1, Math.max(1, room / 4)));
    }

    /** Of the largest amount there is. */
    private static boolean isVast(@Nullable Issue issue) {
        return issue != null && issue.authorised.equals(Numbers.LARGEST);
    }

    private boolean redeemable(Issue issue) {
        return issue.isAlive() && issue.outstanding().signum() > 0 && issue.placement == 0 || chance.oneIn(20);
    }

    private Message onIssue(String name, long issue) {
        return message(name).with("issueId", issue).with("ground", chance.ground());
    }

    private Message onPlacement(String name) {
        return message(name)
                .with("placementId", chance.thing(world.placements, NO_PLACEMENT).id)
                .with("ground", chance.ground());
    }

    private long unsold() {
        Issue issue = world.issue(chance.anyIssue());
        long available =
                issue == null ? 5 : world.available(issue.unsold, issue.id).longValueExact();
        return chance.oneIn(3) ? available : chance.from(1, Math.max(1, available));
    }

    private Message register() {
        Message usual = usualIssue();
        boolean vast = chance.isGrand() && chance.oneIn(2) && usual.number("dfaKind") == 3;
        return vast
                ? usual.with("scale", 0)
                        .with("redemptionPriceMinor", 1)
                        .with("authorisedVolume", Numbers.LARGEST.longValueExact())
                : usual;
    }

    private Message usualIssue() {
        boolean coin = chance.oneIn(5);
        boolean backed = coin || chance.oneIn(3);
        long scale = coin ? chance.of(0, 2) : chance.of(0, 0, 1, 2);
        long perUnit = chance.from(1, 30) * Numbers.tenTo(scale).longValueExact();
        String number = "N-" + world.assets.size() + "-" + chance.below(200);
        return message("RegisterIssue")
                .with("dfaKind", coin ? DfaKind.STABLECOIN.value() : backed ? 2 : 3)
                .with("issuerAccountId", chance.account(Capacity.ISSUER))
                .with("moneyAssetId", chance.money())
                .with("scale", scale)
                .with("nominalMinor", coin && chance.oneIn(2) ? chance.from(1, 200) : perUnit)
                .with("authorisedVolume", 1_000 * chance.small())
                .with("maturityEpochDay", world.legalDay() + (chance.oneIn(4) ? 1 : 0))
                .with("redemptionPriceMinor", coin ? 0 : perUnit)
                .with("baseAssetRequired", backed)
                .with("backingValidUntilMs", backed ? world.logicalNow() + chance.from(1_000, 900_000) : 0)
                .with("code", chance.code("D"))
                .with("registrationNumber", Bytes.of(number).padded(200))
                .with("ground", chance.ground())
                .with("otherRedemptionGrounds", chance.oneIn(2))
                .with("incomeDates", coin || chance.oneIn(3) ? 0 : chance.from(1, 4));
    }

    private Message ofCoin(String name) {
        return message(name)
                .with("issueId", chance.issue(issue -> issue.isStablecoin() && issue.isAlive()))
                .with("accountId", chance.client())
                .with("quantity", chance.oneIn(2) ? chance.small() : 100 * chance.small());
    }

    /** By somebody who has some, even if it is blocked. */
    private Message burnCoin() {
        Message message = ofCoin("BurnStablecoin");
        List<Balance> holders = world.balances.stream()
                .filter(balance -> balance.asset == message.number("issueId"))
                .filter(balance -> Numbers.positive(balance.total()))
                .toList();
        if (holders.isEmpty() || chance.oneIn(3)) {
            return message;
        }
        Balance holder = chance.any(holders, NO_SUBSCRIPTION.payer);
        return message.with("accountId", holder.account)
                .with("quantity", chance.from(1, holder.total().longValueExact()));
    }

    private Message openPlacement() {
        long id = chance.issue(issue -> issue.isAlive()
                && issue.placement == 0
                && !issue.isStablecoin()
                && Numbers.positive(world.available(issue.unsold, issue.id)));
        Issue issue = world.issue(id);
        long unsold = issue == null ? 10 : world.available(issue.unsold, id).longValueExact();
        long lot = chance.of(1L, 1L, 2L, 5L);
        long most = Math.max(
                lot, (chance.oneIn(isVast(issue) ? 1 : 3) ? unsold : chance.from(1, Math.max(1, unsold))) / lot * lot);
        long factor = issue == null ? 1 : issue.factor.longValueExact();
        long price = chance.oneIn(12) ? chance.small() : chance.from(1, chance.isGrand() ? 1 : 20) * factor;
        return onIssue("OpenPlacement", id)
                .with("fromMs", world.logicalNow() + chance.of(0L, 0L, 0L, 500L))
                .with("untilMs", world.logicalNow() + chance.from(1, chance.oneIn(3) ? 20_000 : 300_000))
                .with("minimumQuantity", chance.of(0L, most / 3, most))
                .with("maximumQuantity", most)
                .with("priceMinor", price)
                .with("lotQuantity", lot)
                .with("investorCapQuantity", chance.oneIn(2) ? 0 : chance.from(1, Math.max(1, most / lot)) * lot)
                .with(
                        "method",
                        isVast(issue)
                                ? AllocationMethod.PRO_RATA.value()
                                : chance.of(AllocationMethod.PRO_RATA, AllocationMethod.FIRST_COME)
                                        .value());
    }

    /** Mostly a client of the issuer's activity, now and then anybody. */
    private long subscriber(Placement placement) {
        Issue issue = world.issue(placement.issue);
        return issue == null || chance.oneIn(8)
                ? chance.client()
                : chance.clientOf(world.account(issue.issuerAccount).activity());
    }

    private Message subscribe() {
        Placement placement = chance.thing(world.placements, NO_PLACEMENT);
        long lots = placement.maximum.divide(placement.lot).longValueExact();
        long most = chance.oneIn(3) ? lots : Math.max(1, lots / 4);
        if (chance.isGrand() && chance.oneIn(3)) {
            long account = chance.richest();
            long money = world.available(account, 1).longValueExact();
            return message("Subscribe")
                    .with("placementId", placement.id)
                    .with("accountId", account)
                    .with("quantity", Math.max(1, Math.min(lots * placement.lot.longValueExact(), money)));
        }
        return message("Subscribe")
                .with("placementId", placement.id)
                .with("accountId", subscriber(placement))
                .with("quantity", chance.from(1, Math.max(1, most)) * placement.lot.longValueExact());
    }
}
