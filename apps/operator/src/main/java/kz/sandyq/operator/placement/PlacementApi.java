package kz.sandyq.operator.placement;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import kz.sandyq.operator.issuance.ApiPage;
import kz.sandyq.operator.issuance.IdempotencyKeys;
import kz.sandyq.operator.issuance.MarketView;
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
    private final MarketView market;
    private final PublicId ids;
    private final CurrentActor actor;

    PlacementApi(Placements placements, PlacementStore store, MarketView market, PublicId ids, CurrentActor actor) {
        this.placements = placements;
        this.store = store;
        this.market = market;
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
                    minor(price),
                    lotQuantity,
                    investorCapQuantity,
                    method);
        }
    }

    /** A placement, with its state in the core once it is open there. */
    record View(
            String id,
            String issueId,
            @Nullable String placementId,
            String status,
            PlacementTerms terms,
            @Nullable Integer rejectCode,
            @Nullable Long sequence,
            MarketView.@Nullable PlacementState state,
            MarketView.@Nullable TaskState allocation) {}

    @PostMapping
    ResponseEntity<View> apply(@RequestHeader("Idempotency-Key") String key, @RequestBody NewPlacement body) {
        IdempotencyKeys.parse(key);
        long id = placements.apply(actor.get(), ids.parse(body.issueId()), body.terms());
        return ResponseEntity.created(URI.create("/api/v1/placements/" + ids.of(id)))
                .body(view(store.find(id).orElseThrow()));
    }

    @GetMapping
    ApiPage<View> list(@RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        long after = cursor.isEmpty() ? 0 : ids.parse(cursor);
        List<View> page =
                store.page(after, ApiPage.limit(limit)).stream().map(this::view).toList();
        return ApiPage.of(page, ApiPage.limit(limit), View::id);
    }

    @GetMapping("/{id}")
    View get(@PathVariable String id) {
        return view(store.find(ids.parse(id)).orElseThrow(RefusedException::notFound));
    }

    @PostMapping("/{id}/open")
    View open(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.open(actor.get(), ids.parse(id));
        return get(id);
    }

    @PostMapping("/{id}/close")
    View close(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.close(actor.get(), ids.parse(id));
        return get(id);
    }

    @PostMapping("/{id}/cancel")
    View cancel(@RequestHeader("Idempotency-Key") String key, @PathVariable String id) {
        IdempotencyKeys.parse(key);
        placements.cancel(actor.get(), ids.parse(id));
        return get(id);
    }

    private View view(PlacementStore.Row row) {
        Long placement = row.placementId();
        return new View(
                ids.of(row.id()),
                ids.of(row.issueId()),
                placement == null ? null : ids.of(placement),
                row.status(),
                row.terms(),
                row.rejectCode(),
                row.sequence(),
                placement == null ? null : market.placement(placement).orElse(null),
                placement == null ? null : market.task("ALLOCATION", placement).orElse(null));
    }

    static @Nullable Long minor(@Nullable String amount) {
        if (amount == null) {
            return null;
        }
        try {
            return new BigDecimal(amount).movePointRight(2).longValueExact();
        } catch (ArithmeticException | NumberFormatException notMoney) {
            throw new RefusedException("AMOUNT_TOO_PRECISE", "price", 2).field("price");
        }
    }
}
