package kz.sandyq.operator.placement;

import java.net.URI;
import java.util.List;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.ApiPage;
import kz.sandyq.operator.issuance.Finding;
import kz.sandyq.operator.issuance.IdempotencyKeys;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions for programs: the client's own ones. */
@RestController
@RequestMapping("/api/v1/subscriptions")
class SubscriptionApi {
    private final Subscriptions subscriptions;
    private final PublicId ids;
    private final CurrentActor actor;

    SubscriptionApi(Subscriptions subscriptions, PublicId ids, CurrentActor actor) {
        this.subscriptions = subscriptions;
        this.ids = ids;
        this.actor = actor;
    }

    /** A subscription asked for: placement of the core and whole units. */
    record NewSubscription(String placementId, long quantity) {}

    /** A subscription as the core keeps it. */
    record View(
            String id,
            String placementId,
            String accountId,
            String status,
            String quantity,
            String allocatedQuantity,
            String paid,
            String refunded,
            String currency) {}

    /** The definite answer: accepted under this sequence. */
    record Accepted(String id, long sequence) {}

    /** Cost before the button; {@code refusal} null when it would be taken. */
    record Quote(
            String cost,
            String freeAfter,
            String currency,
            @Nullable Finding refusal) {}

    @PostMapping
    ResponseEntity<Accepted> subscribe(
            @RequestHeader("Idempotency-Key") String key, @RequestBody NewSubscription body) {
        CommandReply reply = subscriptions.subscribe(
                actor.get(), ids.parse(body.placementId()), body.quantity(), IdempotencyKeys.parse(key));
        String id = ids.of(reply.resultId());
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + id))
                .body(new Accepted(id, reply.sequence()));
    }

    @GetMapping("/quote")
    Quote quote(@RequestParam String placementId, @RequestParam long quantity) {
        SubscriptionQuote quote = subscriptions.quote(actor.get(), ids.parse(placementId), quantity);
        return new Quote(
                PlacementViews.money(quote.costMinor()),
                PlacementViews.money(quote.freeAfterMinor()),
                "KZT",
                quote.refusal());
    }

    @GetMapping
    ApiPage<View> list(@RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        long after = cursor.isEmpty() ? 0 : ids.parse(cursor);
        List<View> page = subscriptions.mine(actor.get(), after, ApiPage.limit(limit)).stream()
                .map(this::view)
                .toList();
        return ApiPage.of(page, ApiPage.limit(limit), View::id);
    }

    @GetMapping("/{id}")
    View get(@PathVariable String id) {
        return view(subscriptions.visible(actor.get(), ids.parse(id)));
    }

    @PostMapping("/{id}/withdraw")
    Accepted withdraw(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        CommandReply reply = subscriptions.withdraw(actor.get(), ids.parse(id), IdempotencyKeys.parse(key));
        return new Accepted(id, reply.sequence());
    }

    private View view(MarketView.SubscriptionState state) {
        return new View(
                ids.of(state.subscriptionId()),
                ids.of(state.placementId()),
                ids.of(state.accountId()),
                state.status(),
                String.valueOf(state.quantity()),
                String.valueOf(state.allocatedQuantity()),
                PlacementViews.money(state.paidMinor()),
                PlacementViews.money(state.refundedMinor()),
                "KZT");
    }
}
