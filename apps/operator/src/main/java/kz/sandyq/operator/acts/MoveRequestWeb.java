package kz.sandyq.operator.acts;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.acts.MoveRequestStore.Filter;
import kz.sandyq.operator.acts.MoveRequestStore.MoveRequest;
import kz.sandyq.operator.acts.MoveRequestStore.State;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.MoveQueries;
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

/** Requests to move units to other platforms: a client's own with a form, all of them for the desk that answers. */
@Controller
class MoveRequestWeb {
    private static final int LIMIT_MAX = 200;

    private final MoveRequests requests;
    private final MoveRequestStore store;
    private final MoveQueries moves;
    private final ActChoices choices;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    MoveRequestWeb(
            MoveRequests requests,
            MoveRequestStore store,
            MoveQueries moves,
            ActChoices choices,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.requests = requests;
        this.store = store;
        this.moves = moves;
        this.choices = choices;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /**
     * A request; the quantity is a decimal text.
     *
     * @param note what the desk answered
     */
    record MoveRequestView(
            String id,
            String client,
            String accountId,
            String issueId,
            String asset,
            String quantity,
            int platform,
            State state,
            String note,
            Instant askedAt) {}

    /** What the desk answers; a refusal needs a note. */
    record MoveRequestAnswer(
            @Nullable Boolean taken, @Nullable String note) {}

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @PostMapping("/api/v1/me/move-requests")
    @ResponseBody
    ResponseEntity<MoveRequestView> ask(@RequestBody MoveRequests.Asked asked) {
        MoveRequestView view = view(requests.ask(actor.get(), asked));
        return ResponseEntity.created(URI.create("/api/v1/me/move-requests")).body(view);
    }

    @GetMapping("/api/v1/me/move-requests")
    @ResponseBody
    Page<MoveRequestView> own(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(new Filter(client(), ""), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @PostMapping("/api/v1/me/move-requests/{id}/withdrawal")
    @ResponseBody
    MoveRequestView withdraw(@PathVariable String id) {
        return view(requests.withdraw(actor.get(), id));
    }

    @GetMapping("/api/v1/move-requests")
    @ResponseBody
    Page<MoveRequestView> all(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return page(new Filter(0, state), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @PostMapping("/api/v1/move-requests/{id}/answer")
    @ResponseBody
    MoveRequestView answer(@PathVariable String id, @RequestBody MoveRequestAnswer answer) {
        boolean taken = Boolean.TRUE.equals(answer.taken());
        return view(requests.answer(actor.get(), id, taken, answer.note()));
    }

    @GetMapping("/cabinet/move-requests")
    String ownPage(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("page", page(new Filter(client(), ""), cursor, Page.SIZE));
        model.addAttribute("issues", choices.list(ActField.Type.ISSUE));
        model.addAttribute(
                "platforms",
                moves.agreements().stream()
                        .filter(MoveQueries.Agreement::inForce)
                        .map(MoveQueries.Agreement::platform)
                        .toList());
        return "acts/own-move-requests";
    }

    @PostMapping("/cabinet/move-requests")
    String ask(
            @RequestParam(defaultValue = "") String issueId,
            @RequestParam(defaultValue = "") String quantity,
            @RequestParam(required = false) @Nullable Integer platform,
            Model model,
            Locale locale) {
        try {
            requests.ask(actor.get(), new MoveRequests.Asked(null, issueId, quantity, platform));
            return "redirect:/cabinet/move-requests";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return ownPage("", model);
        }
    }

    @PostMapping("/cabinet/move-requests/{id}/withdrawal")
    String withdrawOnPage(@PathVariable String id) {
        requests.withdraw(actor.get(), id);
        return "redirect:/cabinet/move-requests";
    }

    @GetMapping("/desk/move-requests")
    String desk(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", page(new Filter(0, state), cursor, Page.SIZE));
        model.addAttribute("state", state);
        model.addAttribute("states", List.of(State.values()));
        return "acts/move-requests";
    }

    @GetMapping("/desk/move-requests/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("row", view(requests.find(id)));
        model.addAttribute("mayAnswer", actor.get().has(ActRoom.MOVES.proposer()));
        return "acts/move-request";
    }

    @PostMapping("/desk/move-requests/{id}")
    String answer(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean taken,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale locale) {
        try {
            requests.answer(actor.get(), id, taken, note);
            return "redirect:/desk/move-requests/" + id;
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return show(id, model);
        }
    }

    private long client() {
        return actor.get().clientRelationId().orElseThrow(() -> new RefusedException("NO_WALLET"));
    }

    private Page<MoveRequestView> page(Filter filter, String cursor, int size) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(store.page(filter, before, size + 1), size, store.count(filter), row -> Keyset.of(row.id()))
                .map(this::view);
    }

    private MoveRequestView view(MoveRequest row) {
        return new MoveRequestView(
                ids.of(row.id()),
                row.client(),
                ids.of(row.accountId()),
                ids.of(row.issueId()),
                row.assetCode(),
                Amounts.decimal(row.quantity(), row.assetScale()),
                row.platform(),
                row.state(),
                row.note(),
                row.askedAt());
    }
}
