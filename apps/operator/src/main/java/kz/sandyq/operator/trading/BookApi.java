package kz.sandyq.operator.trading;

import java.net.URI;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.RejectCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Books for programs of the staff: proposed here, decided under {@code /api/v1/approvals}. */
@RestController
@RequestMapping("/api/v1/books")
class BookApi {
    private final Books books;
    private final BookStore store;
    private final PublicId ids;
    private final CurrentActor actor;

    BookApi(Books books, BookStore store, PublicId ids, CurrentActor actor) {
        this.books = books;
        this.store = store;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * A book.
     *
     * @param approvalId number under {@code /api/v1/approvals}
     * @param instrumentId the pair to trade, once the status is OPEN
     * @param rejectCode name of the core's refusal, absent when there is none
     */
    record View(
            String id,
            String status,
            @Nullable Long approvalId,
            @Nullable String instrumentId,
            String symbol,
            String assetId,
            String quoteAssetId,
            String lot,
            String tick,
            @Nullable String rejectCode,
            long sequence,
            String createdAt) {}

    @PostMapping
    ResponseEntity<View> propose(@RequestBody Books.Request request) {
        View view = view(books.propose(actor.get(), request));
        return ResponseEntity.created(URI.create("/api/v1/books/" + view.id())).body(view);
    }

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, 200);
        var rows = store.page(Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, store.count(), book -> Keyset.of(book.id())).map(this::view);
    }

    @GetMapping("/{id}")
    View get(@PathVariable String id) {
        return view(store.find(ids.parse(id)).orElseThrow(RefusedException::notFound));
    }

    private View view(Book book) {
        Long instrument = book.instrumentId();
        return new View(
                ids.of(book.id()),
                book.status().name(),
                book.approval(),
                instrument == null ? null : ids.of(instrument),
                book.symbol(),
                ids.of(book.baseAssetId()),
                ids.of(book.quoteAssetId()),
                Amounts.decimal(book.lotQuantity(), scale(book.baseAssetId())),
                Amounts.decimal(book.tickMinor(), scale(book.quoteAssetId())),
                book.rejectCode() == 0 ? null : RejectCode.of(book.rejectCode()).name(),
                book.sequence(),
                MarketViews.time(book.createdAt().toEpochMilli()));
    }

    private int scale(long assetId) {
        return store.asset(assetId).orElseThrow().scale();
    }
}
