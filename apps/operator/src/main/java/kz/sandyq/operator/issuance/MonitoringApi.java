package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Monitoring of base assets for programs of the staff. */
@RestController
@RequestMapping("/api/v1/monitoring")
class MonitoringApi {
    private static final int HISTORY = 400;

    private final Monitoring monitoring;
    private final MonitoringStore store;
    private final IssueCatalog catalog;
    private final PublicId ids;
    private final CurrentActor actor;

    MonitoringApi(
            Monitoring monitoring, MonitoringStore store, IssueCatalog catalog, PublicId ids, CurrentActor actor) {
        this.monitoring = monitoring;
        this.store = store;
        this.catalog = catalog;
        this.ids = ids;
        this.actor = actor;
    }

    /** A finding; the last of a day is the day's outcome. */
    record FindingView(
            LocalDate day,
            MonitoringRules.Outcome outcome,
            @Nullable String baseValue,
            @Nullable String neededValue,
            String currency,
            Instant foundAt) {}

    record AlertView(String id, String issueId, MonitoringRules.Outcome kind, LocalDate day, Instant openedAt) {}

    record NoticeView(String id, String alertId, String issueId, String addressee, Instant queuedAt) {}

    /** How and to whom a notice was delivered. */
    record Delivery(@Nullable String reference) {}

    /** Why nobody looked. */
    record Explanation(@Nullable String reason) {}

    @PostMapping("/looks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void look() {
        monitoring.look();
    }

    @GetMapping("/issues/{id}/findings")
    List<FindingView> findings(@PathVariable String id) {
        long issue = catalog.find(ids.parse(id))
                .orElseThrow(RefusedException::notFound)
                .issueId();
        return store.findings(issue, HISTORY).stream()
                .map(each -> new FindingView(
                        each.day(),
                        each.outcome(),
                        plain(each.baseValue()),
                        plain(each.neededValue()),
                        each.currency(),
                        each.foundAt()))
                .toList();
    }

    @GetMapping("/alerts")
    List<AlertView> alerts() {
        return store.openAlerts().stream()
                .map(each -> new AlertView(
                        ids.of(each.id()), ids.of(each.issueId()), each.kind(), each.day(), each.openedAt()))
                .toList();
    }

    @PostMapping("/alerts/{id}/explanation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void explain(@PathVariable String id, @RequestBody Explanation body) {
        monitoring.explain(actor.get(), ids.parse(id), Objects.requireNonNullElse(body.reason(), ""));
    }

    @GetMapping("/notices")
    List<NoticeView> notices() {
        return store.undelivered().stream()
                .map(each -> new NoticeView(
                        ids.of(each.id()),
                        ids.of(each.alertId()),
                        ids.of(each.issueId()),
                        each.addressee(),
                        each.queuedAt()))
                .toList();
    }

    @PostMapping("/notices/{id}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delivered(@PathVariable String id, @RequestBody Delivery body) {
        monitoring.delivered(actor.get(), ids.parse(id), Objects.requireNonNullElse(body.reference(), ""));
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }
}
