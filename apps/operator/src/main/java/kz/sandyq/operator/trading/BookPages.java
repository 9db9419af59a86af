package kz.sandyq.operator.trading;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.RejectCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The supervisor's pages of books: what was asked for, and the form that asks. */
@Controller
@RequestMapping("/desk/books")
class BookPages {
    private final Books books;
    private final BookStore store;
    private final Choices choices;
    private final Amounts fmt;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    BookPages(
            Books books,
            BookStore store,
            Choices choices,
            Amounts fmt,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.books = books;
        this.store = store;
        this.choices = choices;
        this.fmt = fmt;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /** A book in the list. */
    record Row(
            String id,
            @Nullable String instrumentId,
            String symbol,
            String lot,
            String tick,
            String time,
            String status,
            @Nullable Long approval,
            @Nullable String rejectCode) {}

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
                Page.of(rows, Page.SIZE, store.count(), book -> Keyset.of(book.id()))
                        .map(this::row));
        model.addAttribute("supervisor", actor.get().has(Role.MARKET_SUPERVISOR));
        return "trading/books";
    }

    @GetMapping("/new")
    String form(Model model) {
        model.addAttribute("bases", choices.bases());
        model.addAttribute("quotes", choices.quotes());
        return "trading/book-form";
    }

    @PostMapping("/new")
    String propose(
            @RequestParam String assetId,
            @RequestParam String quoteAssetId,
            @RequestParam String lot,
            @RequestParam String tick,
            @RequestParam(defaultValue = "") String symbol,
            Model model,
            Locale locale) {
        try {
            books.propose(
                    actor.get(),
                    new Books.Request(assetId, quoteAssetId, DecimalText.typed(lot), DecimalText.typed(tick), symbol));
            return "redirect:/desk/books";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(model);
        }
    }

    private Row row(Book book) {
        BookStore.Asset base = store.asset(book.baseAssetId()).orElseThrow();
        BookStore.Asset quote = store.asset(book.quoteAssetId()).orElseThrow();
        Instant at = book.createdAt();
        return new Row(
                ids.of(book.id()),
                Optional.ofNullable(book.instrumentId()).map(ids::of).orElse(null),
                book.symbol(),
                fmt.money(book.lotQuantity(), base.scale(), base.code()),
                fmt.money(book.tickMinor(), quote.scale(), quote.code()),
                fmt.dateTime(at),
                book.status().name(),
                book.approval(),
                book.rejectCode() == 0 ? null : RejectCode.of(book.rejectCode()).name());
    }
}
