package kz.sandyq.operator.acts;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.Notices;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.Approvals;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.readmodel.BuyBackQueries;
import kz.sandyq.readmodel.BuyBackQueries.Offer;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells an issuer once that his offer to buy back is open, what it brought, and why one came to nothing. */
@Component
class BuyBackNotices {
    private static final int AT_ONCE = 100;
    private static final String MARK = "operator.buy_back_notice_mark";

    private final JdbcClient jdbc;
    private final BuyBackQueries offers;
    private final Approvals approvals;
    private final Facts facts;
    private final ClientDirectory clients;
    private final Notices notices;
    private final PublicId ids;
    private final SandyqClock clock;

    BuyBackNotices(
            JdbcClient jdbc,
            BuyBackQueries offers,
            Approvals approvals,
            Facts facts,
            ClientDirectory clients,
            Notices notices,
            PublicId ids,
            SandyqClock clock) {
        this.jdbc = jdbc;
        this.offers = offers;
        this.approvals = approvals;
        this.facts = facts;
        this.clients = clients;
        this.notices = notices;
        this.ids = ids;
        this.clock = clock;
    }

    private record Step(long sequence, int eventIndex, long holdId, boolean finished) {}

    /** What the issuer himself has asked for was not approved in time, or is refused by the core. */
    @EventListener
    void failed(ActFailed failed) {
        Act act = failed.act();
        if (!act.kind().equals(BuyBackActKinds.OFFER)
                || !facts.actsFor(act.firstPerson(), facts.accountsOf(ActField.Type.ISSUE, act.subject()))) {
            return;
        }
        if (act.state() == Act.State.REFUSED) {
            String code = RejectCode.of(act.rejectCode()).name();
            put(act.subject(), "BUY_BACK_REFUSED", Map.of("refusal", code));
            return;
        }
        Approval decided =
                Optional.ofNullable(act.approval()).flatMap(approvals::find).orElseThrow();
        if (decided.state() != Approval.State.WITHDRAWN) {
            put(act.subject(), "BUY_BACK_" + decided.state(), Map.of("reason", decided.reason()));
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void tell() {
        NoticeMark mark = NoticeMark.in(MARK, jdbc);
        List<Step> steps = jdbc
                .sql("""
                        select b.sequence, b.event_index, b.hold_id, b.finished from readmodel.buy_back b
                        where (b.sequence, b.event_index) > (:sequence, :index) and (b.finished or not exists
                            (select from readmodel.buy_back e where e.hold_id = b.hold_id and e.sequence < b.sequence))
                        order by b.sequence, b.event_index limit :limit""")
                .param("sequence", mark.sequence())
                .param("index", mark.eventIndex())
                .param("limit", AT_ONCE)
                .query(Step.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        for (Step step : steps) {
            Offer offer = offers.find(step.holdId()).orElseThrow();
            if (step.finished()) {
                finished(offer);
            } else {
                open(offer);
            }
            new NoticeMark(step.sequence(), step.eventIndex()).keep(MARK, jdbc);
        }
    }

    private void open(Offer offer) {
        put(
                offer.issueId(),
                "BUY_BACK_OPEN",
                Map.of(
                        "amountMinor", offer.priceMinor(),
                        "scale", offer.moneyScale(),
                        "code", offer.moneyCode(),
                        "quantity", Amounts.decimal(offer.offeredQuantity(), offer.assetScale()),
                        "reason", TransferNotices.UNTIL.format(offer.until())));
    }

    private void finished(Offer offer) {
        long unspent = offer.offeredQuantity() - offer.boughtQuantity();
        put(
                offer.issueId(),
                "BUY_BACK_FINISHED",
                Map.of(
                        "allocated", Amounts.decimal(offer.boughtQuantity(), offer.assetScale()),
                        "quantity", Amounts.decimal(offer.offeredQuantity(), offer.assetScale()),
                        "paid", money(offer, offer.boughtQuantity()),
                        "refunded", money(offer, unspent),
                        "currency", offer.moneyCode()));
    }

    /** What so many units cost; the price divides by the scale of the issue. */
    private static String money(Offer offer, long quantity) {
        long minor = BigInteger.valueOf(offer.priceMinor())
                .multiply(BigInteger.valueOf(quantity))
                .divide(BigInteger.TEN.pow(offer.assetScale()))
                .longValueExact();
        return Amounts.decimal(minor, offer.moneyScale());
    }

    private void put(long issueId, String kind, Map<String, ?> payload) {
        Map<String, Object> whole = new HashMap<>(payload);
        whole.put("issueId", ids.of(issueId));
        facts.accountsOf(ActField.Type.ISSUE, issueId).stream()
                .flatMap(account -> clients.relationOfAccount(account).stream())
                .forEach(relation -> notices.put(relation, kind, whole, clock.instant()));
    }
}
