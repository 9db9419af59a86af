package kz.sandyq.operator.trading;

import java.util.List;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.springframework.stereotype.Component;

/** What the staff's forms offer to choose from. */
@Component
class Choices {
    private static final int PAIRS = 1_000;

    private final BookStore store;
    private final BookQueries books;
    private final IssueCatalog issues;
    private final PublicId ids;

    Choices(BookStore store, BookQueries books, IssueCatalog issues, PublicId ids) {
        this.store = store;
        this.books = books;
        this.issues = issues;
        this.ids = ids;
    }

    /** One line of a list. */
    record Choice(String id, String words) {}

    /** What can be traded. */
    List<Choice> bases() {
        return store.assets().stream()
                .filter(each -> !each.kind().equals("MONEY"))
                .map(this::asset)
                .toList();
    }

    /** What it can be paid with, money first. */
    List<Choice> quotes() {
        return store.assets().stream().map(this::asset).toList();
    }

    /** Issues that trade can be suspended in. */
    List<Choice> issues() {
        return store.assets().stream()
                .filter(each -> each.kind().equals("DFA"))
                .map(this::asset)
                .toList();
    }

    List<Choice> pairs() {
        return books.instruments(0, PAIRS).stream().map(this::pair).toList();
    }

    private Choice pair(Instrument pair) {
        return new Choice(ids.of(pair.instrumentId()), pair.symbol());
    }

    private Choice asset(BookStore.Asset asset) {
        String words = issues.find(asset.assetId())
                .map(each -> asset.code() + " – " + each.name())
                .orElse(asset.code());
        return new Choice(ids.of(asset.assetId()), words);
    }
}
