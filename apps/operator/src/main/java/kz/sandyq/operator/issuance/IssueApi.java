package kz.sandyq.operator.issuance;

import java.util.List;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.sbe.BurnReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registered issues for programs: the public register, mint, stablecoin desk, redemption. */
@RestController
@RequestMapping("/api/v1")
class IssueApi {
    private final IssueCatalog catalog;
    private final IssueStore issues;
    private final ApplicationStore applications;
    private final Acts acts;
    private final StablecoinDesk desk;
    private final MarketView market;
    private final PublicId ids;
    private final CurrentActor actor;

    IssueApi(
            IssueCatalog catalog,
            IssueStore issues,
            ApplicationStore applications,
            Acts acts,
            StablecoinDesk desk,
            MarketView market,
            PublicId ids,
            CurrentActor actor) {
        this.catalog = catalog;
        this.issues = issues;
        this.applications = applications;
        this.acts = acts;
        this.desk = desk;
        this.market = market;
        this.ids = ids;
        this.actor = actor;
    }

    /** An issue of the public register. */
    record View(
            String id,
            String registrationNumber,
            IssueKind kind,
            String code,
            String name,
            TermsForm terms,
            @Nullable String status,
            @Nullable String outstanding) {}

    record ActView(
            String id,
            String issueId,
            String kind,
            long quantity,
            String reason,
            String status,
            @Nullable Integer rejectCode,
            @Nullable Long sequence) {}

    record Quantity(long quantity) {}

    /** Units of a stablecoin as decimal text, at most with the decimals of the tenge. */
    record Units(@Nullable String quantity) {
        long minor() {
            if (quantity == null) {
                throw new RefusedException("AMOUNT_MALFORMED").field("quantity");
            }
            long minor = Amounts.minor(quantity, IssueKind.STABLECOIN.scale());
            if (minor <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE").field("quantity");
            }
            return minor;
        }
    }

    record UnsoldBurn(long quantity, BurnReason reason) {}

    record NewRedemption(String issueId, RedemptionGround ground) {}

    record RedemptionView(
            ActView act,
            String needed,
            String issuerHas,
            @Nullable RedemptionStateView state,
            MarketView.@Nullable TaskState progress) {}

    /** How a redemption stands in the log; {@code price} of one unit, money as decimal text of the tenge. */
    record RedemptionStateView(
            String price, String outstandingQuantity, String redeemedQuantity, String paid, boolean finished) {}

    record Done(long sequence) {}

    @GetMapping("/issues")
    ApiPage<View> list(@RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        int most = ApiPage.limit(limit);
        List<View> page = catalog.list(cursor.isEmpty() ? 0 : ids.parse(cursor), most).stream()
                .map(this::view)
                .toList();
        return ApiPage.of(page, most, View::id);
    }

    @GetMapping("/issues/{id}")
    View get(@PathVariable String id) {
        return view(catalog.find(ids.parse(id)).orElseThrow(RefusedException::notFound));
    }

    @GetMapping("/issues/{id}/acts")
    List<ActView> acts(@PathVariable String id) {
        return issues.acts(ids.parse(id)).stream().map(this::act).toList();
    }

    @PostMapping("/issues/{id}/mints")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ActView mint(@RequestHeader("Idempotency-Key") String key, @PathVariable String id, @RequestBody Quantity body) {
        IdempotencyKeys.parse(key);
        return act(acts.proposeMint(actor.get(), ids.parse(id), body.quantity()));
    }

    @PostMapping("/issues/{id}/unsold-burns")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ActView burn(@RequestHeader("Idempotency-Key") String key, @PathVariable String id, @RequestBody UnsoldBurn body) {
        IdempotencyKeys.parse(key);
        return act(acts.proposeBurnUnsold(actor.get(), ids.parse(id), body.quantity(), body.reason()));
    }

    @PostMapping("/issues/{id}/purchases")
    Done buy(@RequestHeader("Idempotency-Key") String key, @PathVariable String id, @RequestBody Units body) {
        CommandReply reply = desk.buy(actor.get(), ids.parse(id), body.minor(), IdempotencyKeys.parse(key));
        return new Done(reply.sequence());
    }

    @PostMapping("/issues/{id}/returns")
    Done giveBack(@RequestHeader("Idempotency-Key") String key, @PathVariable String id, @RequestBody Units body) {
        CommandReply reply = desk.giveBack(actor.get(), ids.parse(id), body.minor(), IdempotencyKeys.parse(key));
        return new Done(reply.sequence());
    }

    @PostMapping("/redemptions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ActView redeem(@RequestHeader("Idempotency-Key") String key, @RequestBody NewRedemption body) {
        IdempotencyKeys.parse(key);
        return act(acts.proposeRedemption(actor.get(), ids.parse(body.issueId()), body.ground()));
    }

    @GetMapping("/redemptions")
    ApiPage<RedemptionView> redemptions(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        int most = ApiPage.limit(limit);
        List<RedemptionView> page = issues.redemptions(cursor.isEmpty() ? 0 : ids.parse(cursor), most).stream()
                .map(this::redemption)
                .toList();
        return ApiPage.of(page, most, each -> each.act().id());
    }

    private RedemptionView redemption(IssueStore.Act act) {
        Application application = applications.find(act.applicationId()).orElseThrow();
        return new RedemptionView(
                act(act),
                Acts.money(acts.neededMinor(application, act.issueId())),
                Acts.money(acts.issuerFreeMinor(application, act.issueId())),
                market.redemption(act.issueId()).map(IssueApi::state).orElse(null),
                market.task("REDEMPTION", act.issueId()).orElse(null));
    }

    private static RedemptionStateView state(MarketView.RedemptionState state) {
        return new RedemptionStateView(
                Acts.money(state.priceMinor()),
                String.valueOf(state.outstandingQuantity()),
                String.valueOf(state.redeemedQuantity()),
                Acts.money(state.paidMinor()),
                state.finished());
    }

    private ActView act(long id) {
        return act(issues.act(id).orElseThrow());
    }

    private ActView act(IssueStore.Act act) {
        return new ActView(
                ids.of(act.id()),
                ids.of(act.issueId()),
                act.kind(),
                act.quantity(),
                act.reason(),
                act.status(),
                act.rejectCode(),
                act.sequence());
    }

    private View view(IssueCatalog.RegisteredIssue issue) {
        IssueTerms terms =
                applications.find(issue.applicationId()).orElseThrow().terms();
        var state = market.issue(issue.issueId());
        return new View(
                ids.of(issue.issueId()),
                issue.registrationNumber(),
                issue.kind(),
                issue.code(),
                issue.name(),
                TermsForm.of(terms),
                state.map(MarketView.IssueState::status).orElse(null),
                state.map(each ->
                                Amounts.decimal(each.outstanding(), issue.kind().scale()))
                        .orElse(null));
    }
}
