package kz.sandyq.operator.placement;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.sbe.Capacity;
import org.springframework.stereotype.Service;

/** A client subscribes with reserved money, or takes his subscription back while the window is open. */
@Service
class Subscriptions {
    private final MarketView market;
    private final ClientDirectory clients;
    private final CommandGateway gateway;
    private final SandyqClock clock;

    Subscriptions(MarketView market, ClientDirectory clients, CommandGateway gateway, SandyqClock clock) {
        this.market = market;
        this.clients = clients;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** What it will cost and whether it will be taken, before the button. */
    SubscriptionQuote quote(Actor actor, long placementId, long quantity) {
        MarketView.PlacementState placement = placement(placementId);
        long account = account(actor);
        long money = market.issue(placement.issueId()).orElseThrow().moneyAssetId();
        long already = market.subscriptionsOf(account, 0, 10_000).stream()
                .filter(each ->
                        each.placementId() == placementId && each.status().equals("ACTIVE"))
                .mapToLong(MarketView.SubscriptionState::quantity)
                .sum();
        return SubscriptionQuote.of(
                quantity,
                placement.priceMinor(),
                placement.lotQuantity(),
                Instant.ofEpochMilli(placement.fromMs()),
                Instant.ofEpochMilli(placement.untilMs()),
                placement.maximumQuantity(),
                placement.investorCapQuantity(),
                already,
                market.available(account, money),
                clock.instant());
    }

    /** Subscribes; only here, on the platform of the issue, is a primary purchase possible. */
    @LegalBasis("LAW-1.6-2")
    CommandReply subscribe(Actor actor, long placementId, long quantity, UUID key) {
        placement(placementId);
        return gateway.submit(context(actor, key), PlacementCommands.subscribe(placementId, account(actor), quantity));
    }

    CommandReply withdraw(Actor actor, long subscriptionId, UUID key) {
        long account = account(actor);
        visible(actor, subscriptionId);
        return gateway.submit(context(actor, key), PlacementCommands.withdrawSubscription(subscriptionId, account));
    }

    MarketView.SubscriptionState visible(Actor actor, long subscriptionId) {
        var found = market.subscription(subscriptionId).orElseThrow(RefusedException::notFound);
        if (!actor.staff() && found.accountId() != account(actor)) {
            throw RefusedException.notFound();
        }
        return found;
    }

    List<MarketView.SubscriptionState> mine(Actor actor, long afterId, int limit) {
        return market.subscriptionsOf(account(actor), afterId, limit);
    }

    private MarketView.PlacementState placement(long placementId) {
        return market.placement(placementId).orElseThrow(RefusedException::notFound);
    }

    private long account(Actor actor) {
        return actor.clientRelationId()
                .flatMap(relation -> clients.account(Objects.requireNonNull(relation), Capacity.CLIENT))
                .orElseThrow(() -> new RefusedException("NO_WALLET").clause("RUL-34.6"));
    }

    private static CommandContext context(Actor actor, UUID key) {
        return new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0);
    }
}
