package kz.sandyq.operator.settlement;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.Actor;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Settlement instructions by page: the cabinet's own, with a form and its buttons; the desk looks on. */
@Controller
class InstructionPages {
    private static final String OWN = "/cabinet/instructions";
    private static final int WORDS = 4;

    private final Instructions instructions;
    private final InstructionLists lists;
    private final InstructionViews views;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    InstructionPages(
            Instructions instructions,
            InstructionLists lists,
            InstructionViews views,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.instructions = instructions;
        this.lists = lists;
        this.views = views;
        this.keys = keys;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping(OWN)
    String own(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        Actor who = actor.get();
        model.addAttribute("status", status);
        model.addAttribute("statuses", InstructionLists.STATUSES);
        model.addAttribute("page", lists.page(who, lists.own(who, status), cursor, Page.SIZE));
        return "settlement/own";
    }

    @GetMapping(OWN + "/instructions.csv")
    ResponseEntity<StreamingResponseBody> ownCsv(@RequestParam(defaultValue = "") String status) {
        Actor who = actor.get();
        Consumer<CsvWriter> write = csv -> lists.write(who, lists.own(who, status), csv);
        return CsvDownload.of("instructions.csv", write);
    }

    @GetMapping(OWN + "/new")
    String form(Model model) {
        model.addAttribute(
                "accounts",
                instructions.accounts(actor.get()).stream().map(ids::of).toList());
        model.addAttribute("key", keys.next());
        return "settlement/form";
    }

    @PostMapping(OWN + "/new")
    String propose(
            @RequestParam IdempotencyKey key,
            @RequestParam(defaultValue = "") String deadline,
            @RequestParam(defaultValue = "") String mediator,
            @RequestParam(defaultValue = "") String legs,
            Model model,
            Locale locale) {
        try {
            long id = instructions.propose(actor.get(), moment(deadline), mediator, read(legs), key.value());
            return "redirect:" + OWN + "/" + ids.of(id);
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(model);
        }
    }

    @GetMapping(OWN + "/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("instruction", views.view(instructions.own(actor.get(), ids.parse(id))));
        model.addAttribute("key", keys.next());
        return "settlement/instruction";
    }

    @PostMapping(OWN + "/{id}/{act}")
    String act(
            @PathVariable String id,
            @PathVariable String act,
            @RequestParam IdempotencyKey key,
            @RequestParam(defaultValue = "") String account,
            Model model,
            Locale locale) {
        long number = ids.parse(id);
        try {
            switch (act) {
                case "affirm" -> instructions.affirm(actor.get(), number, account, key.value());
                case "settle" -> instructions.settle(actor.get(), number, key.value());
                case "cancel" -> instructions.cancel(actor.get(), number, key.value());
                default -> throw RefusedException.notFound();
            }
            return "redirect:" + OWN + "/" + id;
        } catch (RefusedException refusal) {
            if (refusal.status() == RefusedException.notFound().status()) {
                throw refusal;
            }
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return show(id, model);
        }
    }

    @GetMapping("/desk/instructions")
    String all(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("status", status);
        model.addAttribute("statuses", InstructionLists.STATUSES);
        model.addAttribute("page", lists.page(actor.get(), lists.all(search, status), cursor, Page.SIZE));
        return "settlement/desk";
    }

    @GetMapping("/desk/instructions/{id}")
    String one(@PathVariable String id, Model model) {
        model.addAttribute("instruction", lists.find(actor.get(), id));
        return "settlement/desk-instruction";
    }

    @GetMapping("/desk/instructions/instructions.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String status) {
        Actor who = actor.get();
        Consumer<CsvWriter> write = csv -> lists.write(who, lists.all(search, status), csv);
        return CsvDownload.of("instructions.csv", write);
    }

    /** Lines of from, to, asset and quantity. */
    private static List<Instructions.LegBody> read(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    String[] words = line.split("\\s+");
                    if (words.length != WORDS) {
                        throw new RefusedException("LEG_LINE_MALFORMED", line).field("legs");
                    }
                    return new Instructions.LegBody(words[0], words[1], words[2], words[3]);
                })
                .toList();
    }

    private static @Nullable Instant moment(String typed) {
        try {
            return typed.isBlank()
                    ? null
                    : LocalDateTime.parse(typed.strip())
                            .atZone(SandyqClock.LEGAL_ZONE)
                            .toInstant();
        } catch (DateTimeParseException notAMoment) {
            throw new RefusedException("VALUE_MALFORMED").field("deadline");
        }
    }
}
