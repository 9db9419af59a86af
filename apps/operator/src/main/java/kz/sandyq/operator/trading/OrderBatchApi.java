package kz.sandyq.operator.trading;

import java.util.List;
import java.util.stream.IntStream;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many of the client's own orders in one request, for programs. */
@RestController
@RequestMapping("/api/v1/orders/batch")
class OrderBatchApi {
    private final OrderBatches batches;
    private final MarketViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    OrderBatchApi(OrderBatches batches, MarketViews views, PublicId ids, CurrentActor actor) {
        this.batches = batches;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    /** The definite answers, one for each item in their order. */
    record Answers(List<ItemAnswer> items) {}

    /**
     * The definite answer to one item.
     *
     * @param item which one, from 1
     * @param action PLACE, REPLACE or CANCEL
     * @param applied whether it was done
     * @param code why not; absent when it was
     * @param id of the order; absent for a new one that was refused
     * @param sequence entry of the log that answered it
     * @param quantity filled at once, of a cancel cancelled; absent when it was refused
     */
    record ItemAnswer(
            int item,
            String action,
            boolean applied,
            @Nullable String code,
            @Nullable String id,
            long sequence,
            @Nullable String quantity) {}

    @PostMapping
    Answers submit(IdempotencyKey key, @RequestBody OrderBatchRequest request) {
        List<OrderBatches.Done> done = batches.submit(actor.get(), request, key.value());
        return new Answers(IntStream.range(0, done.size())
                .mapToObj(i -> answer(i + 1, done.get(i)))
                .toList());
    }

    private ItemAnswer answer(int item, OrderBatches.Done done) {
        boolean applied = done.refusal().isEmpty();
        return new ItemAnswer(
                item,
                done.action().name(),
                applied,
                applied ? null : done.refusal(),
                done.orderId() == 0 ? null : ids.of(done.orderId()),
                done.sequence(),
                applied ? views.quantity(done.instrument(), done.lots()) : null);
    }
}
