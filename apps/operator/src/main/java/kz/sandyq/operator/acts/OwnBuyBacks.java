package kz.sandyq.operator.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.operator.acts.ActViews.ReasonView;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.Approvals;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.readmodel.BuyBackQueries;
import kz.sandyq.readmodel.BuyBackQueries.Offer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An issuer's offers to buy units of his own issues back: he asks on his decision, a person of the operator approves,
 * and the core reserves the money.
 */
@Service
class OwnBuyBacks {
    private final ActDesk acts;
    private final ActStore store;
    private final ActViews views;
    private final BuyBackQueries queries;
    private final Facts facts;
    private final ClientDirectory clients;
    private final FourEyes fourEyes;
    private final Approvals approvals;
    private final PublicId ids;

    OwnBuyBacks(
            ActDesk acts,
            ActStore store,
            ActViews views,
            BuyBackQueries queries,
            Facts facts,
            ClientDirectory clients,
            FourEyes fourEyes,
            Approvals approvals,
            PublicId ids) {
        this.acts = acts;
        this.store = store;
        this.views = views;
        this.queries = queries;
        this.facts = facts;
        this.clients = clients;
        this.fourEyes = fourEyes;
        this.approvals = approvals;
        this.ids = ids;
    }

    /** Where an offer stands. */
    enum Status {
        /** A person of the operator has to decide. */
        PROPOSED,
        DECLINED,
        WITHDRAWN,
        /** Nobody decided in time. */
        EXPIRED,
        /** Approved, on its way to the log. */
        SENT,
        /** The core refused. */
        REFUSED,
        /** Holders may sell. */
        OPEN,
        /** Sold out, or its time is over. */
        FINISHED;

        /** Kind of the badge on a page. */
        public String badge() {
            return switch (this) {
                case OPEN -> "good";
                case PROPOSED, SENT -> "wait";
                case DECLINED, EXPIRED, REFUSED -> "bad";
                case WITHDRAWN, FINISHED -> "quiet";
            };
        }
    }

    /**
     * An offer, asked for by the issuer or entered for him; amounts and quantities are decimal texts.
     *
     * @param price of a whole unit
     * @param declined why a person of the operator declined
     * @param refusal why the core refused
     * @param buyBackId number under which holders find it, absent before it is in the log
     * @param bought absent before it is in the log, as is what is left
     * @param mayWithdraw whether the one who looks asked for it and nobody has decided
     */
    record OwnBuyBackView(
            String id,
            String issueId,
            String asset,
            String price,
            String money,
            String offered,
            Instant until,
            Status status,
            @Nullable String declined,
            @Nullable ReasonView refusal,
            @Nullable String buyBackId,
            @Nullable String bought,
            @Nullable String left,
            @Nullable String decisionNumber,
            @Nullable LocalDate decisionDate,
            @Nullable String decisionSha256,
            boolean mayWithdraw,
            Instant askedAt,
            @Nullable Long sequence)
            implements OfferRow {}

    /**
     * Asks to offer.
     *
     * @throws RefusedException NOT_FOUND (404) for the issue of another, and those of {@link ActDesk#ask}
     */
    Act ask(Actor actor, UUID key, Map<String, @Nullable String> values, ActGround ground) {
        long own = client(actor);
        return acts.askAsOwner(actor, key, BuyBackActKinds.OFFER, values, ground, given -> {
            if (!ownedBy(own, given.id("issue"))) {
                throw RefusedException.notFound();
            }
        });
    }

    private boolean ownedBy(long client, long issueId) {
        return facts.accountsOf(ActField.Type.ISSUE, issueId).stream()
                .map(clients::relationOfAccount)
                .flatMap(Optional::stream)
                .anyMatch(each -> each == client);
    }

    private static long client(Actor actor) {
        return actor.clientRelationId().orElseThrow(() -> new RefusedException("FORBIDDEN").status(403));
    }

    /** What the form offers to choose from. */
    List<ActChoices.Choice> issues(Actor actor) {
        return facts.issuesOf(client(actor)).stream()
                .map(issue -> new ActChoices.Choice(ids.of(issue.id()), issue.words()))
                .toList();
    }

    Page<OwnBuyBackView> page(Actor actor, String search, String cursor, int size, Locale locale) {
        var filter = new ActStore.Filter(ActRoom.PAYMENTS, BuyBackActKinds.OFFER.name(), "", search, client(actor));
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(store.page(filter, before, size + 1), size, store.count(filter), act -> Keyset.of(act.id()))
                .map(act -> view(act, actor, locale));
    }

    void write(Actor actor, String search, CsvWriter csv, Locale locale) {
        OfferRow.head(csv, "status", "decisionNumber", "sequence");
        AllPages.each(
                cursor -> page(actor, search, cursor, AllPages.AT_ONCE, locale),
                row -> row.line(csv, row.status(), row.decisionNumber(), row.sequence()));
    }

    /** One of the actor's own; NOT_FOUND (404) for any other. */
    Act find(Actor actor, String id) {
        Act act = acts.find(ids.parse(id));
        if (!act.kind().equals(BuyBackActKinds.OFFER) || !ownedBy(client(actor), act.subject())) {
            throw RefusedException.notFound();
        }
        return act;
    }

    /**
     * Takes the actor's own request back while nobody has decided.
     *
     * @throws RefusedException CHANGED_MEANWHILE, APPROVAL_CLOSED (409), APPROVAL_NOT_YOURS (403)
     */
    @Transactional
    Act withdraw(Actor actor, String id) {
        Act act = find(actor, id);
        Approval open = approval(act).orElseThrow(RefusedException::changedMeanwhile);
        fourEyes.withdraw(open.id(), open.version());
        return acts.find(act.id());
    }

    private Optional<Approval> approval(Act act) {
        return Optional.ofNullable(act.approval()).flatMap(approvals::find);
    }

    OwnBuyBackView view(Act act, Actor actor, Locale locale) {
        Given given = Given.kept(act.given(), facts, ids);
        long issue = act.subject();
        Act.Paper paper = act.paper();
        Approval approval = approval(act).orElse(null);
        Offer offer =
                act.state() == Act.State.APPLIED ? queries.find(act.resultId()).orElse(null) : null;
        return new OwnBuyBackView(
                ids.of(act.id()),
                ids.of(issue),
                facts.words(ActField.Type.ISSUE, issue).orElse(""),
                Amounts.decimal(given.amount("unitPrice", facts.moneyScaleOf(issue)), facts.moneyScaleOf(issue)),
                facts.moneyCodeOf(issue),
                Amounts.decimal(
                        given.quantity("quantity", issue), facts.scale(issue).orElseThrow()),
                Instant.ofEpochMilli(given.moment("until")),
                status(act, approval, offer),
                act.state() == Act.State.DECLINED && approval != null ? approval.reason() : null,
                views.view(act, locale).refusal(),
                offer == null ? null : ids.of(offer.holdId()),
                offer == null ? null : Amounts.decimal(offer.boughtQuantity(), offer.assetScale()),
                offer == null ? null : Amounts.decimal(offer.leftQuantity(), offer.assetScale()),
                paper == null ? null : paper.number(),
                paper == null ? null : paper.date(),
                paper == null ? null : paper.sha256(),
                act.state() == Act.State.PROPOSED && act.firstPerson() == actor.personId(),
                act.askedAt(),
                offer == null ? null : act.sequence());
    }

    private static Status status(Act act, @Nullable Approval approval, @Nullable Offer offer) {
        return switch (act.state()) {
            case PROPOSED -> Status.PROPOSED;
            case SENT -> Status.SENT;
            case REFUSED -> Status.REFUSED;
            case DECLINED ->
                approval == null
                        ? Status.DECLINED
                        : Status.valueOf(approval.state().name());
            case APPLIED -> offer == null ? Status.SENT : offer.finished() ? Status.FINISHED : Status.OPEN;
        };
    }
}
