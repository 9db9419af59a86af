package kz.sandyq.operator.acts;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kz.sandyq.operator.acts.ActViews.ActView;
import kz.sandyq.operator.acts.ActViews.KindView;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Acts for programs of the staff, room by room. */
@RestController
@RequestMapping("/api/v1/acts/{room}")
class ActApi {
    private static final int LIMIT_MAX = 200;

    private final ActDesk acts;
    private final ActViews views;
    private final Movements movements;
    private final DocumentDownload downloads;
    private final CurrentActor actor;
    private final SandyqClock clock;

    ActApi(
            ActDesk acts,
            ActViews views,
            Movements movements,
            DocumentDownload downloads,
            CurrentActor actor,
            SandyqClock clock) {
        this.acts = acts;
        this.views = views;
        this.movements = movements;
        this.downloads = downloads;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * An act to ask for.
     *
     * @param kind one of {@code /api/v1/acts/{room}/kinds}, which also says its fields
     * @param values texts by the names of its fields; amounts are decimal texts
     * @param legs of a kind that has them
     * @param ground absent for a kind that stands on no document
     */
    record NewAct(
            @Nullable String kind,
            @Nullable Map<String, @Nullable String> values,
            @Nullable List<ActLeg.Body> legs,
            ActGround.@Nullable Body ground) {}

    @GetMapping("/kinds")
    List<KindView> kinds(@PathVariable String room) {
        return ActKinds.of(ActRoom.of(room)).stream().map(ActViews::view).toList();
    }

    @PostMapping
    ResponseEntity<ActView> ask(
            IdempotencyKey key, @PathVariable String room, @RequestBody NewAct body, Locale locale) {
        ActKind kind = ActKinds.find(ActRoom.of(room), body.kind());
        ActGround.Body paper = body.ground();
        ActGround ground = paper == null ? null : paper.ground(clock.today());
        Map<String, @Nullable String> values = new HashMap<String, @Nullable String>();
        Map<String, @Nullable String> given = body.values();
        if (given != null) {
            values.putAll(given);
        }
        List<ActLeg.Body> legs = body.legs();
        if (legs != null) {
            values.put("legs", ActLeg.text(legs));
        }
        ActView view = views.view(acts.ask(actor.get(), key.value(), kind, values, ground), locale);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/acts/" + room + "/" + view.id()))
                .body(view);
    }

    @GetMapping
    Page<ActView> list(
            @PathVariable String room,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        var filter = new ActStore.Filter(ActRoom.of(room), kind, state, search);
        return views.page(filter, cursor, Math.clamp(limit, 1, LIMIT_MAX), locale);
    }

    @GetMapping("/acts.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @PathVariable String room,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String search,
            Locale locale) {
        var filter = new ActStore.Filter(ActRoom.of(room), kind, state, search);
        Consumer<CsvWriter> write = csv -> views.write(filter, csv, locale);
        return CsvDownload.of("acts.csv", write);
    }

    @GetMapping("/{id}")
    ActView get(@PathVariable String room, @PathVariable String id, Locale locale) {
        return views.view(acts.find(ActRoom.of(room), id), locale);
    }

    @GetMapping("/{id}/movements")
    List<Movements.MovementView> movements(@PathVariable String room, @PathVariable String id) {
        return movements.of(acts.find(ActRoom.of(room), id));
    }

    @GetMapping("/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String room, @PathVariable String id) {
        return downloads.of(acts.find(ActRoom.of(room), id).document());
    }
}
