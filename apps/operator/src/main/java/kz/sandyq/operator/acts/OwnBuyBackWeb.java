package kz.sandyq.operator.acts;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kz.sandyq.operator.acts.OwnBuyBacks.OwnBuyBackView;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** An issuer's buy-backs of his own issues: pages in his cabinet, and the same for his programs. */
@Controller
class OwnBuyBackWeb {
    private static final int LIMIT_MAX = 200;
    private static final String PATH = "/issuer/buy-backs";

    private final OwnBuyBacks buyBacks;
    private final DocumentDownload downloads;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final RefusalText texts;

    OwnBuyBackWeb(
            OwnBuyBacks buyBacks,
            DocumentDownload downloads,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor,
            SandyqClock clock,
            RefusalText texts) {
        this.buyBacks = buyBacks;
        this.downloads = downloads;
        this.keys = keys;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
        this.texts = texts;
    }

    /**
     * An offer to ask for.
     *
     * @param unitPrice decimal text of the money for a whole unit
     * @param quantity decimal text
     * @param until time of Asia/Almaty, such as {@code 2026-12-01T18:00}
     * @param decision the issuer's decision; its kind is ISSUER_DECISION
     */
    record NewBuyBack(
            @Nullable String issueId,
            @Nullable String unitPrice,
            @Nullable String quantity,
            @Nullable String until,
            ActGround.@Nullable Body decision) {}

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @PostMapping("/api/v1/me/buy-backs")
    @ResponseBody
    ResponseEntity<OwnBuyBackView> ask(IdempotencyKey key, @RequestBody NewBuyBack body, Locale locale) {
        ActGround.Body decision = body.decision();
        if (decision == null) {
            throw new RefusedException("GROUND_INCOMPLETE").field("decision");
        }
        Actor who = actor.get();
        var values = values(body.issueId(), body.unitPrice(), body.quantity(), body.until());
        Act act = buyBacks.ask(who, key.value(), values, decision.ground(clock.today()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/me/buy-backs/" + ids.of(act.id())))
                .body(buyBacks.view(act, who, locale));
    }

    private static Map<String, @Nullable String> values(
            @Nullable String issue, @Nullable String unitPrice, @Nullable String quantity, @Nullable String until) {
        Map<String, @Nullable String> values = new HashMap<>();
        values.put("issue", issue);
        values.put("unitPrice", unitPrice);
        values.put("quantity", quantity);
        values.put("until", until);
        return values;
    }

    @GetMapping("/api/v1/me/buy-backs")
    @ResponseBody
    Page<OwnBuyBackView> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        return buyBacks.page(actor.get(), search, cursor, Math.clamp(limit, 1, LIMIT_MAX), locale);
    }

    @GetMapping("/api/v1/me/buy-backs/{id}")
    @ResponseBody
    OwnBuyBackView get(@PathVariable String id, Locale locale) {
        Actor who = actor.get();
        return buyBacks.view(buyBacks.find(who, id), who, locale);
    }

    @PostMapping("/api/v1/me/buy-backs/{id}/withdrawal")
    @ResponseBody
    OwnBuyBackView withdraw(@PathVariable String id, Locale locale) {
        Actor who = actor.get();
        return buyBacks.view(buyBacks.withdraw(who, id), who, locale);
    }

    @GetMapping({PATH + "/{id}/document", "/api/v1/me/buy-backs/{id}/document"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id) {
        return downloads.of(buyBacks.find(actor.get(), id).document());
    }

    @GetMapping({PATH + "/buy-backs.csv", "/api/v1/me/buy-backs/buy-backs.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(@RequestParam(defaultValue = "") String search, Locale locale) {
        Actor who = actor.get();
        Consumer<CsvWriter> write = csv -> buyBacks.write(who, search, csv, locale);
        return CsvDownload.of("buy-backs.csv", write);
    }

    @GetMapping(PATH)
    String page(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model,
            Locale locale) {
        model.addAttribute("page", buyBacks.page(actor.get(), search, cursor, Page.SIZE, locale));
        return "acts/issuer-buy-backs";
    }

    @GetMapping(PATH + "/new")
    String form(Model model) {
        model.addAttribute("issues", buyBacks.issues(actor.get()));
        model.addAttribute("key", keys.next());
        return "acts/issuer-buy-back-form";
    }

    @PostMapping(PATH + "/new")
    String ask(
            @RequestParam IdempotencyKey key,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile document,
            Model model,
            Locale locale)
            throws IOException {
        try {
            var values = values(typed.get("issue"), typed.get("unitPrice"), typed.get("quantity"), typed.get("until"));
            ActGround decision = ActGround.typed(ActPaper.ISSUER_DECISION, typed, document, clock.today());
            Act act = buyBacks.ask(actor.get(), key.value(), values, decision);
            return "redirect:" + PATH + "/" + ids.of(act.id());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(model);
        }
    }

    @GetMapping(PATH + "/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        Actor who = actor.get();
        model.addAttribute("offer", buyBacks.view(buyBacks.find(who, id), who, locale));
        return "acts/issuer-buy-back";
    }

    @PostMapping(PATH + "/{id}/withdrawal")
    String withdrawOnPage(@PathVariable String id, Model model, Locale locale) {
        try {
            buyBacks.withdraw(actor.get(), id);
            return "redirect:" + PATH + "/" + id;
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return one(id, model, locale);
        }
    }
}
