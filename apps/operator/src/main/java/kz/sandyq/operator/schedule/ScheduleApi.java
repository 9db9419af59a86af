package kz.sandyq.operator.schedule;

import java.net.URI;
import java.util.function.Consumer;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.schedule.ScheduleViews.DayView;
import kz.sandyq.operator.schedule.ScheduleViews.RunView;
import kz.sandyq.operator.schedule.ScheduleViews.ScheduleView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Schedules of trading for programs of the staff: proposed here, decided under {@code /api/v1/approvals}. */
@RestController
@RequestMapping("/api/v1/trading-schedules")
class ScheduleApi {
    private static final int LIMIT_MAX = 200;

    private final Schedules schedules;
    private final ScheduleViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    ScheduleApi(Schedules schedules, ScheduleViews views, PublicId ids, CurrentActor actor) {
        this.schedules = schedules;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    @PostMapping
    ResponseEntity<ScheduleView> propose(@RequestBody Schedules.Request request) {
        ScheduleView view = views.view(schedules.propose(actor.get(), request));
        return ResponseEntity.created(URI.create("/api/v1/trading-schedules/" + view.id()))
                .body(view);
    }

    @GetMapping
    Page<ScheduleView> list(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return views.page(cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/{id}")
    ScheduleView get(@PathVariable String id) {
        return views.find(id).orElseThrow(RefusedException::notFound);
    }

    @GetMapping("/today")
    DayView today() {
        return views.today();
    }

    @GetMapping("/runs")
    Page<RunView> runs(
            @RequestParam(defaultValue = "") String instrumentId,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return views.runs(filter(instrumentId, state, search), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/runs.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "") String instrumentId,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String search) {
        RunStore.Filter filter = filter(instrumentId, state, search);
        Consumer<CsvWriter> write = csv -> views.write(filter, csv);
        return CsvDownload.of("runs.csv", write);
    }

    private RunStore.Filter filter(String instrumentId, String state, String search) {
        return new RunStore.Filter(instrumentId.isEmpty() ? 0 : ids.parse(instrumentId), state, search);
    }
}
