package kz.sandyq.operator.placement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.Notices;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells every subscriber once what became of his subscription: units, or his money back. */
@Component
class PlacementNotices {
    private static final List<String> ENDED = List.of("PLACED", "FAILED", "CANCELLED");
    private static final int PAGE = 500;

    private final PlacementStore store;
    private final MarketView market;
    private final ClientDirectory clients;
    private final Notices notices;
    private final PublicId ids;
    private final SandyqClock clock;

    PlacementNotices(
            PlacementStore store,
            MarketView market,
            ClientDirectory clients,
            Notices notices,
            PublicId ids,
            SandyqClock clock) {
        this.store = store;
        this.market = market;
        this.clients = clients;
        this.notices = notices;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void tell() {
        for (PlacementStore.Row row : store.untold(20)) {
            Long placementId = row.placementId();
            if (placementId == null) {
                continue;
            }
            market.placement(placementId)
                    .filter(state -> ENDED.contains(state.status()))
                    .ifPresent(state -> {
                        tellAll(state);
                        store.told(row.id(), clock.instant());
                    });
        }
    }

    private void tellAll(MarketView.PlacementState placement) {
        long after = 0;
        List<MarketView.SubscriptionState> page;
        do {
            page = market.subscriptions(placement.placementId(), after, PAGE);
            for (MarketView.SubscriptionState subscription : page) {
                after = subscription.subscriptionId();
                if (!subscription.status().equals("WITHDRAWN")) {
                    tellOne(placement, subscription);
                }
            }
        } while (page.size() == PAGE);
    }

    private void tellOne(MarketView.PlacementState placement, MarketView.SubscriptionState subscription) {
        String kind = placement.status().equals("PLACED") ? "SUBSCRIPTION_ALLOCATED" : "SUBSCRIPTION_REFUNDED";
        Map<String, String> payload = Map.of(
                "issueId", ids.of(placement.issueId()),
                "subscriptionId", ids.of(subscription.subscriptionId()),
                "placementStatus", placement.status(),
                "quantity", String.valueOf(subscription.quantity()),
                "allocated", String.valueOf(subscription.allocatedQuantity()),
                "paid", money(subscription.paidMinor()),
                "refunded", money(subscription.refundedMinor()),
                "currency", "KZT");
        clients.relationOfAccount(subscription.accountId())
                .ifPresent(relation -> notices.put(relation, kind, payload, clock.instant()));
    }

    private static String money(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
