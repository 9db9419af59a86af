package kz.sandyq.operator.encumbrance;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.encumbrance.EntryForms.Typed;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The registrar's pages of pledges, arrests, releases and transfers. */
@Controller
class EncumbrancePages {
    private final RegisterEntries entries;
    private final EntryStore store;
    private final EntryForms forms;
    private final EntryLists lists;
    private final DocumentDownload downloads;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    EncumbrancePages(
            RegisterEntries entries,
            EntryStore store,
            EntryForms forms,
            EntryLists lists,
            DocumentDownload downloads,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.entries = entries;
        this.store = store;
        this.forms = forms;
        this.lists = lists;
        this.downloads = downloads;
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

    @GetMapping("/desk/encumbrances")
    String encumbrances(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        lists.fill(model, EncumbranceApi.TYPES, search, state, cursor);
        return "encumbrance/encumbrances";
    }

    @GetMapping("/desk/transfers")
    String transfers(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        lists.fill(model, TransferApi.TYPES, search, state, cursor);
        return "encumbrance/transfers";
    }

    @GetMapping("/desk/encumbrances/new")
    String encumbranceForm(@RequestParam(defaultValue = "PLEDGE") EntryType type, Model model) {
        return form(type == EntryType.ARREST ? EntryType.ARREST : EntryType.PLEDGE, model);
    }

    @GetMapping("/desk/transfers/new")
    String transferForm(Model model) {
        return form(EntryType.TRANSFER, model);
    }

    @PostMapping("/desk/encumbrances/new")
    String encumber(
            @RequestParam EntryType type,
            @RequestParam IdempotencyKey key,
            @ModelAttribute Typed typed,
            @RequestParam MultipartFile document,
            Model model,
            Locale locale)
            throws IOException {
        EntryType kind = type == EntryType.ARREST ? EntryType.ARREST : EntryType.PLEDGE;
        return propose(kind, key, typed, document, model, locale);
    }

    @PostMapping("/desk/transfers/new")
    String transfer(
            @RequestParam IdempotencyKey key,
            @ModelAttribute Typed typed,
            @RequestParam MultipartFile document,
            Model model,
            Locale locale)
            throws IOException {
        return propose(EntryType.TRANSFER, key, typed, document, model, locale);
    }

    @GetMapping("/desk/encumbrances/{id}")
    String encumbrance(@PathVariable String id, Model model) {
        return detail(entries.find(ids.parse(id)), model);
    }

    @GetMapping("/desk/transfers/{id}")
    String transferred(@PathVariable String id, Model model) {
        return detail(entries.find(ids.parse(id)), model);
    }

    @GetMapping("/desk/encumbrances/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id) {
        return downloads.of(entries.find(ids.parse(id)).groundDocument());
    }

    @PostMapping("/desk/encumbrances/{id}/release")
    String release(
            @PathVariable String id,
            @RequestParam IdempotencyKey key,
            @ModelAttribute Typed typed,
            @RequestParam MultipartFile document,
            Model model,
            Locale locale)
            throws IOException {
        RegisterEntry target = entries.find(ids.parse(id));
        try {
            GroundForm ground = forms.ground(typed, document);
            entries.propose(actor.get(), key.value(), EntryForm.release(target.id(), typed.quantityText(), ground));
            return "redirect:/desk/encumbrances/" + id;
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return detail(target, model);
        }
    }

    private String propose(
            EntryType type, IdempotencyKey key, Typed typed, MultipartFile document, Model model, Locale locale)
            throws IOException {
        try {
            GroundForm ground = forms.ground(typed, document);
            RegisterEntry entry = entries.propose(actor.get(), key.value(), forms.entry(type, typed, ground));
            String list = type == EntryType.TRANSFER ? "transfers" : "encumbrances";
            return "redirect:/desk/" + list + "/" + ids.of(entry.id());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(type, model);
        }
    }

    private String form(EntryType type, Model model) {
        lists.choices(model, type);
        model.addAttribute("key", keys.next());
        return type == EntryType.TRANSFER ? "encumbrance/transfer-form" : "encumbrance/encumbrance-form";
    }

    private String detail(RegisterEntry entry, Model model) {
        RegisterEntry shown = entry.releasesId() == null ? entry : entries.find(entry.releasesId());
        lists.choices(model, EntryType.RELEASE);
        model.addAttribute("entry", lists.line(shown));
        model.addAttribute(
                "releases", store.releases(shown.id()).stream().map(lists::line).toList());
        model.addAttribute("mayRelease", actor.get().has(Role.REGISTRAR) && shown.releasable());
        model.addAttribute("key", keys.next());
        return "encumbrance/entry";
    }
}
