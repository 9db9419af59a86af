package kz.sandyq.operator.trading;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.springframework.stereotype.Component;

/** What an order would cost, before it is sent; the core decides anew when it comes. */
@Component
class Tickets {
    private static final int LEVELS = 100;

    private final Orders orders;
    private final BookQueries books;
    private final BookStore store;
    private final TradingRows rows;
    private final OrderFees fees;

    Tickets(Orders orders, BookQueries books, BookStore store, TradingRows rows, OrderFees fees) {
        this.orders = orders;
        this.books = books;
        this.store = store;
        this.rows = rows;
        this.fees = fees;
    }

    /**
     * An order as it would be sent.
     *
     * @param reserved what the order reserves without its fee, with its unit
     * @param fee what it can cost in fees at most, with its unit
     * @param freeBefore what is free of that asset now
     * @param freeAfter what would be free after the reserve
     * @param fillsNow quantity that the book would fill at once, as it stands
     * @param fillsFor what that would cost or bring
     * @param rest whether something would be left
     * @param remainder what becomes of that, as {@link OrderTerms#remainder} says
     */
    record Preview(
            Side side,
            String price,
            String quantity,
            String reserved,
            String fee,
            String freeBefore,
            String freeAfter,
            String fillsNow,
            String fillsFor,
            boolean rest,
            String remainder) {}

    /** Checks the order against what is free and looks at the book. */
    @LegalBasis("RUL-47.p1")
    @LegalBasis("RUL-62.p1")
    Preview preview(Actor actor, OrderRequest request) {
        OrderTerms terms = orders.terms(request);
        Instrument pair = terms.instrument();
        long reserved = terms.reserved();
        long account = orders.account(actor, request.accountId());
        BookStore.Balance balance = store.balance(account, terms.reservedAssetId());
        long free = balance.available();
        if (free < reserved) {
            RejectCode code = lacking(terms.reservedAssetId(), reserved - free <= balance.blocked());
            throw new RefusedException(code.name()).clause(code.clause()).field("quantity");
        }
        long lots = 0;
        long ticks = 0;
        for (BookQueries.Level level : against(terms)) {
            long taken = Math.min(level.lots(), terms.lots() - lots);
            lots += taken;
            ticks += Math.multiplyExact(taken, level.priceTicks());
        }
        return new Preview(
                terms.side(),
                rows.price(pair, terms.priceTicks()),
                rows.units(pair, terms.lots() * pair.lotQuantity()),
                amount(terms, reserved),
                rows.money(pair, fees.most(account, pair, terms.moneyMinor())),
                amount(terms, free),
                amount(terms, free - reserved),
                rows.units(pair, lots * pair.lotQuantity()),
                rows.money(pair, Math.multiplyExact(ticks, pair.tickMinor())),
                lots < terms.lots(),
                terms.remainder());
    }

    /** The code that the core would answer with. */
    private RejectCode lacking(long assetId, boolean encumbered) {
        if (store.asset(assetId).orElseThrow().kind().equals("MONEY")) {
            return RejectCode.INSUFFICIENT_FUNDS;
        }
        return encumbered ? RejectCode.DFA_ENCUMBERED : RejectCode.INSUFFICIENT_UNITS;
    }

    private List<BookQueries.Level> against(OrderTerms terms) {
        if (terms.isStop()) {
            return List.of();
        }
        BookQueries.Depth depth = books.depth(terms.instrument().instrumentId(), LEVELS);
        return terms.side() == Side.BUY
                ? depth.asks().stream()
                        .filter(each -> each.priceTicks() <= terms.priceTicks())
                        .toList()
                : depth.bids().stream()
                        .filter(each -> each.priceTicks() >= terms.priceTicks())
                        .toList();
    }

    private String amount(OrderTerms terms, long minor) {
        return terms.side() == Side.BUY ? rows.money(terms.instrument(), minor) : rows.units(terms.instrument(), minor);
    }
}
