package kz.sandyq.operator.trading;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
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

/** The supervisor's pages of halts, resumptions and closings. */
@Controller
@RequestMapping("/desk/halts")
class HaltPages {
    private static final List<HaltReason> REASONS = List.of(
            HaltReason.TECHNICAL, HaltReason.NEWS_DISSEMINATION, HaltReason.ORDER_IMBALANCE, HaltReason.REGULATORY);

    private final TradingActs acts;
    private final TradingActStore store;
    private final Choices choices;
    private final BookStore assets;
    private final BookQueries books;
    private final DocumentDownload downloads;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    HaltPages(
            TradingActs acts,
            TradingActStore store,
            Choices choices,
            BookStore assets,
            BookQueries books,
            DocumentDownload downloads,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.acts = acts;
        this.store = store;
        this.choices = choices;
        this.assets = assets;
        this.books = books;
        this.downloads = downloads;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /** An act with the words of its targets, in their order. */
    record Row(String id, TradingAct act, List<String> targets) {}

    /** The form as it was typed. */
    record Typed(
            TradingAct.Kind kind,
            @Nullable String instrument,
            @Nullable String issue,
            @Nullable String ground,
            @Nullable String evidence,
            @Nullable String haltReason,
            @Nullable String ruleClause,
            @Nullable String issuerAssets,
            @Nullable String arrests,
            @Nullable String documentNumber,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate documentDate) {

        /** Arrests stand in one field, a semicolon between them. */
        TradingActRequest request(MultipartFile document) throws IOException {
            return new TradingActRequest(
                    kind.name(),
                    issue,
                    instrument,
                    ground,
                    evidence,
                    haltReason,
                    ruleClause,
                    issuerAssets,
                    arrests == null
                            ? List.of()
                            : Arrays.stream(arrests.split(";"))
                                    .filter(each -> !each.isBlank())
                                    .toList(),
                    documentNumber,
                    documentDate,
                    document.getOriginalFilename(),
                    Base64.getEncoder().encodeToString(document.getBytes()),
                    null);
        }
    }

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        var rows = store.page(Keyset.numberIn(cursor, Long.MAX_VALUE), Page.SIZE + 1);
        model.addAttribute(
                "page",
                Page.of(rows, Page.SIZE, store.count(), act -> Keyset.of(act.id()))
                        .map(this::row));
        model.addAttribute("supervisor", actor.get().has(Role.MARKET_SUPERVISOR));
        return "trading/acts";
    }

    @GetMapping("/{id}")
    String act(@PathVariable String id, Model model) {
        model.addAttribute("row", row(find(id)));
        return "trading/act";
    }

    @GetMapping("/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id) {
        Long document = find(id).documentId();
        if (document == null) {
            throw RefusedException.notFound();
        }
        return downloads.of(document);
    }

    @GetMapping("/new")
    String form(@RequestParam(defaultValue = "HALT") TradingAct.Kind kind, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("pairs", choices.pairs());
        model.addAttribute("issues", choices.issues());
        model.addAttribute(
                "grounds",
                Arrays.stream(SuspensionGround.values())
                        .filter(each -> each != SuspensionGround.GROUND_ENDED
                                && (kind == TradingAct.Kind.HALT || !each.ofIssuer()))
                        .sorted((one, other) -> Boolean.compare(one.ofIssuer(), other.ofIssuer()))
                        .toList());
        model.addAttribute(
                "evidences", Arrays.asList(SuspensionEvidence.values()).reversed());
        model.addAttribute("reasons", REASONS);
        return "trading/act-form";
    }

    @PostMapping("/new")
    String ask(@ModelAttribute Typed typed, @RequestParam MultipartFile document, Model model, Locale locale)
            throws IOException {
        try {
            TradingAct act = acts.ask(actor.get(), typed.request(document));
            return "redirect:/desk/halts/" + ids.of(act.id());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(typed.kind(), model);
        }
    }

    private TradingAct find(String id) {
        return store.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
    }

    private Row row(TradingAct act) {
        return new Row(
                ids.of(act.id()),
                act,
                act.targets().stream()
                        .map(each -> words(act.terms().scope(), each.targetId()))
                        .toList());
    }

    private String words(TradingAct.Scope scope, long target) {
        return scope == TradingAct.Scope.BOOK
                ? books.instrument(target).map(Instrument::symbol).orElse(ids.of(target))
                : assets.asset(target).map(BookStore.Asset::code).orElse(ids.of(target));
    }
}
