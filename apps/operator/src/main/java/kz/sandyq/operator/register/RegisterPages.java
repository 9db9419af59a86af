package kz.sandyq.operator.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.register.RegisterViews.EntriesView;
import kz.sandyq.operator.register.RegisterViews.HoldersView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.IssueQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The register of holders as pages: issues, holders at a picked moment, entries, history of a holding, files. */
@Controller
class RegisterPages {
    private final Register register;
    private final Entries entries;
    private final Extracts extracts;
    private final IssueQueries issues;
    private final Sights sights;
    private final Amounts amounts;
    private final RefusalText texts;
    private final PublicId ids;
    private final CurrentActor actor;

    RegisterPages(
            Register register,
            Entries entries,
            Extracts extracts,
            IssueQueries issues,
            Sights sights,
            Amounts amounts,
            RefusalText texts,
            PublicId ids,
            CurrentActor actor) {
        this.register = register;
        this.entries = entries;
        this.extracts = extracts;
        this.issues = issues;
        this.sights = sights;
        this.amounts = amounts;
        this.texts = texts;
        this.ids = ids;
        this.actor = actor;
    }

    /** A moment as the page's form has it: {@code at} is a date and time of Almaty without an offset. */
    record Picked(
            @Nullable String at,
            @Nullable String sequence,
            @Nullable String effective,
            @Nullable String wallet) {
        Asked asked() {
            return Asked.of(at == null ? null : withOffset(at.strip()), sequence, effective);
        }

        private static String withOffset(String text) {
            try {
                Instant time =
                        LocalDateTime.parse(text).atZone(SandyqClock.LEGAL_ZONE).toInstant();
                return Asked.text(time);
            } catch (DateTimeException asItIs) {
                return text;
            }
        }

        public String walletId() {
            return wallet == null ? "" : wallet.strip();
        }
    }

    @ModelAttribute("shown")
    Shown shown() {
        return new Shown(amounts);
    }

    @GetMapping("/register")
    String issues(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        List<Long> accounts = sights.accounts(actor.get());
        List<IssueQueries.Issue> rows = issues.search(search, accounts, Keyset.numberIn(cursor, 0), Page.SIZE + 1);
        Page<IssueQueries.Issue> page =
                Page.of(rows, Page.SIZE, issues.count(search, accounts), row -> Keyset.of(row.issueId()));
        model.addAttribute("page", page.map(row -> new Line(register.view(row), row)));
        return "register/issues";
    }

    /** An issue of the list. */
    record Line(IssueView view, IssueQueries.Issue issue) {}

    @GetMapping("/register/{id}")
    String holders(
            @PathVariable String id,
            @ModelAttribute("picked") Picked picked,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            Locale locale) {
        HoldersView view;
        try {
            view = register.holders(actor.get(), id, picked.walletId(), picked.asked(), cursor, Page.SIZE);
        } catch (RefusedException refused) {
            if (refused.field() == null) {
                throw refused;
            }
            model.addAttribute("refusal", RefusalView.of(refused, texts, locale));
            view = register.holders(actor.get(), id, picked.walletId(), Asked.NOW, null, Page.SIZE);
        }
        model.addAttribute("view", view);
        return "register/holders";
    }

    @GetMapping("/register/{id}/entries")
    String entries(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        return entries(id, "", cursor, model);
    }

    @GetMapping("/register/{id}/holders/{wallet}")
    String history(
            @PathVariable String id,
            @PathVariable String wallet,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        return entries(id, wallet, cursor, model);
    }

    private String entries(String id, String wallet, @Nullable String cursor, Model model) {
        EntriesView view = entries.page(actor.get(), id, new Entries.Which("", "", wallet), cursor, Page.SIZE);
        model.addAttribute("view", view);
        model.addAttribute("wallet", wallet.isEmpty() ? "" : ids.of(ids.parse(wallet)));
        return "register/entries";
    }

    @GetMapping("/register/{id}/holders.csv")
    ResponseEntity<StreamingResponseBody> holdersCsv(@PathVariable String id, Picked picked, Locale locale) {
        return extracts.holdersCsv(order(id, picked, locale));
    }

    @GetMapping("/register/{id}/holders.pdf")
    ResponseEntity<byte[]> holdersPdf(@PathVariable String id, Picked picked, Locale locale) {
        return extracts.holdersPdf(order(id, picked, locale));
    }

    @GetMapping("/register/{id}/entries.csv")
    ResponseEntity<StreamingResponseBody> entriesCsv(
            @PathVariable String id, @RequestParam(defaultValue = "") String wallet, Locale locale) {
        return extracts.entriesCsv(actor.get(), id, new Entries.Which("", "", wallet), locale);
    }

    private Extracts.Order order(String id, Picked picked, Locale locale) {
        return new Extracts.Order(actor.get(), id, picked.walletId(), picked.asked(), locale);
    }
}
