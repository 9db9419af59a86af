package kz.sandyq.operator.acts;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The pages of acts: a list a room, a form a kind, and what became of each. */
@Controller
@RequestMapping("/desk/acts/{room}")
class ActPages {
    private final ActDesk acts;
    private final ActViews views;
    private final Movements movements;
    private final ActChoices choices;
    private final DocumentDownload downloads;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final RefusalText texts;

    ActPages(
            ActDesk acts,
            ActViews views,
            Movements movements,
            ActChoices choices,
            DocumentDownload downloads,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor,
            SandyqClock clock,
            RefusalText texts) {
        this.acts = acts;
        this.views = views;
        this.movements = movements;
        this.choices = choices;
        this.downloads = downloads;
        this.keys = keys;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
        this.texts = texts;
    }

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping
    String list(
            @PathVariable String room,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model,
            Locale locale) {
        ActRoom where = ActRoom.of(room);
        var filter = new ActStore.Filter(where, kind, "", search);
        model.addAttribute("room", where);
        model.addAttribute("kinds", ActKinds.of(where));
        model.addAttribute("kind", kind);
        model.addAttribute("page", views.page(filter, cursor, Page.SIZE, locale));
        model.addAttribute("mayPropose", actor.get().has(where.proposer()));
        return "acts/acts";
    }

    @GetMapping("/acts.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @PathVariable String room,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String search,
            Locale locale) {
        var filter = new ActStore.Filter(ActRoom.of(room), kind, "", search);
        Consumer<CsvWriter> write = csv -> views.write(filter, csv, locale);
        return CsvDownload.of("acts.csv", write);
    }

    @GetMapping("/new/{kind}")
    String form(@PathVariable String room, @PathVariable String kind, Model model) {
        ActKind asked = ActKinds.find(ActRoom.of(room), kind);
        model.addAttribute("kind", asked);
        model.addAttribute("choices", choices.of(asked));
        model.addAttribute("papers", asked.papers().stream().sorted().toList());
        model.addAttribute("key", keys.next());
        return "acts/act-form";
    }

    @PostMapping("/new/{kind}")
    String ask(
            @PathVariable String room,
            @PathVariable String kind,
            @RequestParam IdempotencyKey key,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile document,
            Model model,
            Locale locale)
            throws IOException {
        ActKind asked = ActKinds.find(ActRoom.of(room), kind);
        try {
            ActGround ground = asked.needsPaper() ? ground(typed, document) : null;
            Map<String, @Nullable String> values = new HashMap<>();
            asked.fields().forEach(field -> values.put(field.name(), typed.get(field.name())));
            Act act = acts.ask(actor.get(), key.value(), asked, values, ground);
            return "redirect:/desk/acts/" + room + "/" + ids.of(act.id());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(room, kind, model);
        }
    }

    @GetMapping("/{id}")
    String act(@PathVariable String room, @PathVariable String id, Model model, Locale locale) {
        Act act = acts.find(ActRoom.of(room), id);
        model.addAttribute("kind", act.kind());
        model.addAttribute("act", views.view(act, locale));
        model.addAttribute("lines", choices.lines(act));
        model.addAttribute("movements", movements.of(act));
        return "acts/act";
    }

    @GetMapping("/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String room, @PathVariable String id) {
        return downloads.of(acts.find(ActRoom.of(room), id).document());
    }

    private ActGround ground(Map<String, String> typed, @Nullable MultipartFile document) throws IOException {
        ActPaper paper = Arrays.stream(ActPaper.values())
                .filter(each -> each.name().equals(typed.get("groundKind")))
                .findFirst()
                .orElse(null);
        return ActGround.typed(paper, typed, document, clock.today());
    }
}
