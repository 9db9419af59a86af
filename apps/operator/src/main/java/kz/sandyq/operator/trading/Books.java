package kz.sandyq.operator.trading;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.Activities;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.TradingCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Opens books: a supervisor proposes pair, tick and lot, a second person approves, the core opens. */
@Service
class Books implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "trading.book";
    private static final String ACTIVITY = "TRADING";
    private static final String SYMBOL = "[A-Z0-9][A-Z0-9./-]{0,23}";

    private final BookStore store;
    private final Activities activities;
    private final ObjectProvider<FourEyes> fourEyes;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final PublicId ids;
    private final SandyqClock clock;
    private final ObjectMapper json;

    Books(
            BookStore store,
            Activities activities,
            ObjectProvider<FourEyes> fourEyes,
            CommandOutbox outbox,
            RequestKeys keys,
            PublicId ids,
            SandyqClock clock,
            ObjectMapper json) {
        this.store = store;
        this.activities = activities;
        this.fourEyes = fourEyes;
        this.outbox = outbox;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A book as it is asked for.
     *
     * @param assetId what is traded: an issue
     * @param quoteAssetId what it is paid with; the money KZT when absent
     * @param lot quantity of one lot, decimal text with the decimals of the asset
     * @param tick smallest step of the price of one lot, decimal text with the decimals of the quote asset
     * @param symbol {@code CODE/QUOTE} when absent
     */
    record Request(
            @Nullable String assetId,
            @Nullable String quoteAssetId,
            @Nullable String lot,
            @Nullable String tick,
            @Nullable String symbol) {}

    /**
     * Proposes a book.
     *
     * @throws RefusedException NOT_IN_TRADING_REGISTER, UNKNOWN_ASSET, WRONG_ASSET_KIND, INSTRUMENT_EXISTS,
     *     SYMBOL_MALFORMED and those of {@link DecimalText#minor}
     */
    @Transactional
    @LegalBasis("LAW-6.5-p2")
    @LegalBasis("RUL-55.2")
    Book propose(Actor actor, Request request) {
        if (!actor.has(Role.MARKET_SUPERVISOR)) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        if (!activities.holds(ACTIVITY)) {
            throw new RefusedException("NOT_IN_TRADING_REGISTER").clause("LAW-6.5-p2");
        }
        BookTerms terms = terms(request);
        long id = store.add(terms, actor.personId(), clock.instant());
        long approval = fourEyes.getObject().propose(KIND, "book:" + id, shown(terms));
        store.approval(id, approval);
        return store.find(id).orElseThrow();
    }

    private BookTerms terms(Request request) {
        BookStore.Asset base = asset(request.assetId(), "assetId");
        BookStore.Asset quote = blank(request.quoteAssetId())
                ? store.assets().stream()
                        .filter(each -> each.code().equals("KZT"))
                        .findFirst()
                        .orElseThrow(() -> new RefusedException("UNKNOWN_ASSET").field("quoteAssetId"))
                : asset(request.quoteAssetId(), "quoteAssetId");
        if (base.kind().equals("MONEY") || base.assetId() == quote.assetId()) {
            throw new RefusedException("WRONG_ASSET_KIND").field("assetId");
        }
        if (store.taken(base.assetId(), quote.assetId())) {
            throw new RefusedException("INSTRUMENT_EXISTS").field("assetId");
        }
        String symbol = blank(request.symbol())
                ? base.code() + "/" + quote.code()
                : Objects.requireNonNull(request.symbol()).strip().toUpperCase(Locale.ROOT);
        if (!symbol.matches(SYMBOL)) {
            throw new RefusedException("SYMBOL_MALFORMED").field("symbol");
        }
        long lot = DecimalText.minor(request.lot(), base.scale(), "lot");
        long tick = DecimalText.minor(request.tick(), quote.scale(), "tick");
        return new BookTerms(base, quote, lot, tick, symbol);
    }

    private BookStore.Asset asset(@Nullable String id, String field) {
        if (blank(id)) {
            throw new RefusedException("UNKNOWN_ASSET").field(field);
        }
        return store.asset(ids.parse(Objects.requireNonNull(id)))
                .orElseThrow(() -> new RefusedException("UNKNOWN_ASSET").field(field));
    }

    private String shown(BookTerms terms) {
        Map<String, String> after = Map.of(
                "symbol", terms.symbol(),
                "asset", terms.base().code(),
                "quoteAsset", terms.quote().code(),
                "lot", Amounts.decimal(terms.lotQuantity(), terms.base().scale()),
                "tick", Amounts.decimal(terms.tickMinor(), terms.quote().scale()));
        return json.writeValueAsString(Map.of("before", Map.of(), "after", after));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("MARKET_SUPERVISOR", "APPROVER");
    }

    @Override
    public void approved(Approval approval) {
        Book book = store.find(number(approval.subject())).orElseThrow();
        long second = Objects.requireNonNull(approval.decidedPerson());
        store.decided(book.id(), Book.Status.OPENING, second, clock.instant());
        outbox.enqueue(
                KIND,
                book.id(),
                new CommandContext(
                        "trading", keys.next(), approval.proposedPerson(), approval.proposedPerson(), second),
                TradingCommands.openInstrument(
                        book.baseAssetId(), book.quoteAssetId(), book.lotQuantity(), book.tickMinor(), book.symbol()));
    }

    @Override
    public void declined(Approval approval) {
        store.decided(number(approval.subject()), Book.Status.DECLINED, null, clock.instant());
    }

    @Override
    public String objectType() {
        return KIND;
    }

    @Override
    public void answered(long id, CommandReply reply) {
        Long instrument = reply.rejectCode() == 0 ? (Long) reply.resultId() : null;
        store.answered(id, instrument, reply.rejectCode(), reply.sequence(), clock.instant());
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static long number(String subject) {
        return Long.parseLong(subject.substring(subject.indexOf(':') + 1));
    }
}
