package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.Papers.PaperView;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.readmodel.BuyBackQueries;
import kz.sandyq.readmodel.BuyBackQueries.Offer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Offers of issuers to buy units back, and a holder's acceptance, which settles at once. */
@Service
@LegalBasis("RUL-47.p1")
class BuyBacks {
    private final BuyBackQueries queries;
    private final ClientDirectory clients;
    private final CommandGateway gateway;
    private final Papers papers;
    private final PublicId ids;

    BuyBacks(BuyBackQueries queries, ClientDirectory clients, CommandGateway gateway, Papers papers, PublicId ids) {
        this.queries = queries;
        this.clients = clients;
        this.gateway = gateway;
        this.papers = papers;
        this.ids = ids;
    }

    /**
     * An offer; amounts and quantities are decimal texts.
     *
     * @param price of a whole unit
     * @param left what may still be sold back
     * @param finished sold out, or over
     * @param ground the issuer's decision, for the staff only
     */
    record BuyBackView(
            String id,
            String issueId,
            String asset,
            String price,
            String money,
            String offered,
            String bought,
            String left,
            Instant until,
            boolean finished,
            long sequence,
            @Nullable PaperView ground)
            implements OfferRow {}

    /** What was sold back, for what money. */
    record Accepted(String buyBackId, long sequence, String quantity, String received, String money) {}

    Page<BuyBackView> page(String issueId, boolean openOnly, boolean staff, String cursor, int size) {
        long issue = issueId.isEmpty() ? 0 : ids.parse(issueId);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(
                        queries.page(issue, openOnly, before, size + 1),
                        size,
                        queries.count(issue, openOnly),
                        row -> Keyset.of(row.holdId()))
                .map(row -> view(row, staff));
    }

    BuyBackView find(String id, boolean staff) {
        return view(offer(id), staff);
    }

    void write(String issueId, CsvWriter csv) {
        OfferRow.head(csv, "sequence");
        AllPages.each(
                cursor -> page(issueId, false, true, cursor, AllPages.AT_ONCE), row -> row.line(csv, row.sequence()));
    }

    /**
     * Sells units of the actor's own back at the price of an offer, and of no other that has come in its place.
     *
     * @param accountId absent: the client's first account
     * @throws RefusedException NO_WALLET, AMOUNT_NOT_POSITIVE and those of the core
     */
    Accepted accept(Actor actor, String id, @Nullable String accountId, @Nullable String quantity, UUID key) {
        Offer offer = offer(id);
        long minor = minor(quantity, offer.assetScale());
        CommandReply reply = gateway.submit(
                new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0),
                SettlementCommands.acceptBuyBack(offer.issueId(), offer.holdId(), account(actor, accountId), minor));
        return new Accepted(
                id,
                reply.sequence(),
                Amounts.decimal(minor, offer.assetScale()),
                Amounts.decimal(reply.resultAmount(), offer.moneyScale()),
                offer.moneyCode());
    }

    private static long minor(@Nullable String quantity, int scale) {
        try {
            long minor = Amounts.minor(Objects.requireNonNullElse(quantity, ""), scale);
            if (minor <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE");
            }
            return minor;
        } catch (RefusedException notAQuantity) {
            throw notAQuantity.field("quantity");
        }
    }

    private long account(Actor actor, @Nullable String accountId) {
        List<Long> own = actor.clientRelationId().map(clients::accounts).orElse(List.of());
        if (own.isEmpty()) {
            throw new RefusedException("NO_WALLET").clause("RUL-34.6");
        }
        long asked = Optional.ofNullable(accountId)
                .filter(each -> !each.isBlank())
                .map(ids::parse)
                .orElse(own.getFirst());
        if (!own.contains(asked)) {
            throw RefusedException.notFound();
        }
        return asked;
    }

    private Offer offer(String id) {
        return queries.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
    }

    private BuyBackView view(Offer row, boolean staff) {
        return new BuyBackView(
                ids.of(row.holdId()),
                ids.of(row.issueId()),
                row.assetCode(),
                Amounts.decimal(row.priceMinor(), row.moneyScale()),
                row.moneyCode(),
                Amounts.decimal(row.offeredQuantity(), row.assetScale()),
                Amounts.decimal(row.boughtQuantity(), row.assetScale()),
                Amounts.decimal(row.leftQuantity(), row.assetScale()),
                row.until(),
                row.finished(),
                row.sequence(),
                staff ? papers.of(row.ground()) : null);
    }
}
