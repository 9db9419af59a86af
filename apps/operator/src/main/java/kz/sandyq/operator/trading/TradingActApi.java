package kz.sandyq.operator.trading;

import java.net.URI;
import java.util.List;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Halts, resumptions and closings for programs of the staff; what was applied to a pair is published. */
@RestController
@RequestMapping("/api/v1")
class TradingActApi {
    private static final int PUBLISHED_MAX = 50;

    private final TradingActs acts;
    private final TradingActStore store;
    private final BookQueries books;
    private final PublicId ids;
    private final CurrentActor actor;

    TradingActApi(TradingActs acts, TradingActStore store, BookQueries books, PublicId ids, CurrentActor actor) {
        this.acts = acts;
        this.store = store;
        this.books = books;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * An act of the staff.
     *
     * @param approvalId number under {@code /api/v1/approvals} when it needs a second person
     */
    record View(
            String id,
            String kind,
            String scope,
            String status,
            @Nullable Long approvalId,
            String ground,
            String clause,
            String evidence,
            String haltReason,
            String ruleClause,
            String documentNumber,
            String documentDate,
            @Nullable String documentSha256,
            List<TargetView> targets,
            String createdAt) {}

    /** One issue or pair of the act; {@code rejectCode} is the name of the core's refusal. */
    record TargetView(String id, String status, @Nullable String rejectCode, long sequence) {}

    /** What everybody may know of an act that was applied. */
    record Published(String kind, String scope, String ground, String clause, String haltReason, String time) {}

    @PostMapping("/trading-acts")
    ResponseEntity<View> ask(@RequestBody TradingActRequest request) {
        View view = view(acts.ask(actor.get(), request));
        return ResponseEntity.created(URI.create("/api/v1/trading-acts/" + view.id()))
                .body(view);
    }

    @GetMapping("/trading-acts")
    Page<View> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, 200);
        var rows = store.page(Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, store.count(), act -> Keyset.of(act.id())).map(this::view);
    }

    @GetMapping("/trading-acts/{id}")
    View get(@PathVariable String id) {
        return view(store.find(ids.parse(id)).orElseThrow(RefusedException::notFound));
    }

    @GetMapping("/instruments/{id}/halts")
    List<Published> halts(@PathVariable String id) {
        Instrument pair = books.instrument(ids.parse(id)).orElseThrow(RefusedException::notFound);
        return store.applied(pair.instrumentId(), pair.baseAssetId(), PUBLISHED_MAX).stream()
                .map(act -> new Published(
                        act.terms().kind().name(),
                        act.terms().scope().name(),
                        act.terms().ground().name(),
                        act.terms().ground().clause(),
                        act.terms().haltReason().name(),
                        MarketViews.time(act.createdAt().toEpochMilli())))
                .toList();
    }

    private View view(TradingAct act) {
        TradingAct.Terms terms = act.terms();
        return new View(
                ids.of(act.id()),
                terms.kind().name(),
                terms.scope().name(),
                act.status().name(),
                act.approval(),
                terms.ground().name(),
                terms.ground().clause(),
                terms.evidence().name(),
                terms.haltReason().name(),
                terms.ruleClause(),
                terms.documentNumber(),
                terms.documentDate().toString(),
                act.documentSha256(),
                act.targets().stream().map(this::view).toList(),
                MarketViews.time(act.createdAt().toEpochMilli()));
    }

    private TargetView view(TradingAct.Target target) {
        return new TargetView(
                ids.of(target.targetId()),
                target.status(),
                target.rejectCode() == 0
                        ? null
                        : RejectCode.of(target.rejectCode()).name(),
                target.sequence());
    }
}
