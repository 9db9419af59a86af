package kz.sandyq.operator.acts;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kz.sandyq.operator.acts.BuyBacks.Accepted;
import kz.sandyq.operator.acts.BuyBacks.BuyBackView;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.Actor;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Offers to buy back: a list for the staff, the open ones for clients, who sell to them here. */
@Controller
class BuyBackWeb {
    private static final int LIMIT_MAX = 200;

    private final BuyBacks buyBacks;
    private final RequestKeys keys;
    private final CurrentActor actor;
    private final RefusalText texts;

    BuyBackWeb(BuyBacks buyBacks, RequestKeys keys, CurrentActor actor, RefusalText texts) {
        this.buyBacks = buyBacks;
        this.keys = keys;
        this.actor = actor;
        this.texts = texts;
    }

    /**
     * What a holder sells back.
     *
     * @param accountId absent: his first account
     * @param quantity decimal text
     */
    record Sale(@Nullable String accountId, @Nullable String quantity) {}

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping("/api/v1/buy-backs")
    @ResponseBody
    Page<BuyBackView> list(
            @RequestParam(defaultValue = "") String issueId,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return buyBacks.page(issueId, open, staff(), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/buy-backs/{id}")
    @ResponseBody
    BuyBackView get(@PathVariable String id) {
        return buyBacks.find(id, staff());
    }

    @PostMapping("/api/v1/buy-backs/{id}/acceptances")
    @ResponseBody
    Accepted accept(IdempotencyKey key, @PathVariable String id, @RequestBody Sale sale) {
        return buyBacks.accept(actor.get(), id, sale.accountId(), sale.quantity(), key.value());
    }

    @GetMapping("/desk/buy-backs")
    String desk(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", buyBacks.page(search.strip(), false, true, cursor, Page.SIZE));
        model.addAttribute("mayPropose", actor.get().has(ActRoom.PAYMENTS.proposer()));
        return "acts/buy-backs";
    }

    @GetMapping("/desk/buy-backs/buy-backs.csv")
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(@RequestParam(defaultValue = "") String search) {
        Consumer<CsvWriter> write = csv -> buyBacks.write(search.strip(), csv);
        return CsvDownload.of("buy-backs.csv", write);
    }

    @GetMapping("/cabinet/buy-backs")
    String open(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("page", buyBacks.page("", true, false, cursor, Page.SIZE));
        return "acts/own-buy-backs";
    }

    @GetMapping("/cabinet/buy-backs/{id}")
    String offer(@PathVariable String id, Model model) {
        model.addAttribute("offer", buyBacks.find(id, false));
        model.addAttribute("key", keys.next());
        return "acts/own-buy-back";
    }

    @PostMapping("/cabinet/buy-backs/{id}")
    String sell(
            @PathVariable String id,
            @RequestParam IdempotencyKey key,
            @RequestParam(defaultValue = "") String quantity,
            Model model,
            Locale locale) {
        try {
            Accepted accepted = buyBacks.accept(actor.get(), id, null, quantity, key.value());
            model.addAttribute("accepted", accepted);
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
        }
        return offer(id, model);
    }

    private boolean staff() {
        Actor who = actor.get();
        return who.has(Role.OFFICER) || who.has(Role.APPROVER) || who.has(Role.AUDITOR);
    }
}
