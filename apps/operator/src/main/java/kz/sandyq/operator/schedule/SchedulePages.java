package kz.sandyq.operator.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.operator.schedule.ScheduleViews.ScheduleView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The supervisor's pages of the trading day: today, the schedules, what was run or missed. */
@Controller
@RequestMapping("/desk/schedule")
class SchedulePages {
    private final Schedules schedules;
    private final ScheduleViews views;
    private final CurrentActor actor;
    private final RefusalText texts;

    SchedulePages(Schedules schedules, ScheduleViews views, CurrentActor actor, RefusalText texts) {
        this.schedules = schedules;
        this.views = views;
        this.actor = actor;
        this.texts = texts;
    }

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("today", views.today());
        model.addAttribute("page", views.page(cursor, Page.SIZE));
        model.addAttribute("supervisor", actor.get().has(Role.MARKET_SUPERVISOR));
        return "schedule/schedule";
    }

    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable List<String> pairs, Model model) {
        model.addAttribute("choices", views.pairs());
        model.addAttribute("chosen", Objects.requireNonNullElse(pairs, List.of()));
        return "schedule/schedule-form";
    }

    @PostMapping("/new")
    String propose(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String validFrom,
            @RequestParam(required = false) @Nullable List<String> pairs,
            @RequestParam(defaultValue = "") String openingCall,
            @RequestParam(defaultValue = "") String continuous,
            @RequestParam(defaultValue = "") String closingCall,
            @RequestParam(defaultValue = "") String endOfDay,
            Model model,
            Locale locale) {
        try {
            ScheduleView view = views.view(schedules.propose(
                    actor.get(),
                    new Schedules.Request(name, validFrom, pairs, openingCall, continuous, closingCall, endOfDay)));
            return "redirect:/desk/schedule/" + view.id();
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(pairs, model);
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("schedule", views.find(id).orElseThrow(RefusedException::notFound));
        return "schedule/one";
    }

    @GetMapping("/runs")
    String runs(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", views.runs(new RunStore.Filter(0, state, search), cursor, Page.SIZE));
        model.addAttribute("states", ScheduleRun.State.values());
        model.addAttribute("state", state);
        return "schedule/runs";
    }

    @GetMapping("/runs.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String search) {
        Consumer<CsvWriter> write = csv -> views.write(new RunStore.Filter(0, state, search), csv);
        return CsvDownload.of("runs.csv", write);
    }
}
