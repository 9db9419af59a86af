package kz.sandyq.operator.placement;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import kz.sandyq.operator.issuance.ApiPage;
import kz.sandyq.operator.issuance.IdempotencyKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
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

/** Placements for programs. */
@RestController
@RequestMapping("/api/v1/placements")
class PlacementApi {
    private final Placements placements;
    private final PlacementStore store;
    private final PlacementViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    PlacementApi(Placements placements, PlacementStore store, PlacementViews views, PublicId ids, CurrentActor actor) {
        this.placements = placements;
        this.store = store;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    /** What an issuer applies for; money as a decimal string. */
    record NewPlacement(
            String issueId,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long minimumQuantity,
            @Nullable Long maximumQuantity,
            @Nullable String price,
            @Nullable Long lotQuantity,
            @Nullable Long investorCapQuantity,
            PlacementTerms.@Nullable Method method) {
        PlacementTerms terms() {
            return new PlacementTerms(
                    from,
                    until,
                    minimumQuantity,
                    maximumQuantity,
                    PlacementViews.minor(price),
                    lotQuantity,
                    investorCapQuantity,
                    method);
        }
    }

    @PostMapping
    ResponseEntity<PlacementViews.View> apply(
            @RequestHeader("Idempotency-Key") String key, @RequestBody NewPlacement body) {
        IdempotencyKeys.parse(key);
        long id = placements.apply(actor.get(), ids.parse(body.issueId()), body.terms());
        return ResponseEntity.created(URI.create("/api/v1/placements/" + ids.of(id)))
                .body(views.view(store.find(id).orElseThrow()));
    }

    @GetMapping
    ApiPage<PlacementViews.View> list(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        long after = cursor.isEmpty() ? 0 : ids.parse(cursor);
        List<PlacementViews.View> page = store.page(after, ApiPage.limit(limit)).stream()
                .map(views::view)
                .toList();
        return ApiPage.of(page, ApiPage.limit(limit), PlacementViews.View::id);
    }

    @GetMapping("/{id}")
    PlacementViews.View get(@PathVariable String id) {
        return views.view(store.find(ids.parse(id)).orElseThrow(RefusedException::notFound));
    }

    @PostMapping("/{id}/open")
    PlacementViews.View open(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.open(actor.get(), ids.parse(id));
        return get(id);
    }

    @PostMapping("/{id}/close")
    PlacementViews.View close(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.close(actor.get(), ids.parse(id));
        return get(id);
    }

    @PostMapping("/{id}/cancel")
    PlacementViews.View cancel(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.cancel(actor.get(), ids.parse(id));
        return get(id);
    }
}
