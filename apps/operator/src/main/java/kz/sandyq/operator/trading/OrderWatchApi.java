package kz.sandyq.operator.trading;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.WatchCommands;
import kz.sandyq.readmodel.WatchQueries;
import kz.sandyq.readmodel.WatchQueries.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cancel on disconnect for a client's program: it opens a watch and renews it while it is there. When it falls silent
 * its orders are cancelled by the core itself, also when this application is gone.
 */
@RestController
@RequestMapping("/api/v1/order-watches")
class OrderWatchApi {
    private static final long LONGEST_SECONDS = 86_400;

    private final WatchQueries watches;
    private final Orders orders;
    private final CommandGateway gateway;
    private final PublicId ids;
    private final CurrentActor actor;

    OrderWatchApi(WatchQueries watches, Orders orders, CommandGateway gateway, PublicId ids, CurrentActor actor) {
        this.watches = watches;
        this.orders = orders;
        this.gateway = gateway;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * A watch to open.
     *
     * @param timeoutSeconds how long the program may be silent, at most a day; 0 or absent: no timer, only an end
     * @param keepsLasting whether GTC and GTD orders stay
     * @param accountIds the client's accounts; all of them when absent
     */
    record NewWatch(
            @Nullable Long timeoutSeconds,
            @Nullable Boolean keepsLasting,
            @Nullable List<String> accountIds) {}

    /** How a watch ends: in order, or with the orders of its accounts. */
    record WatchEnd(@Nullable Boolean cancelOrders) {}

    /**
     * A watch.
     *
     * @param deadline renewed before then; absent without a timer
     */
    record WatchView(
            String id,
            String status,
            long timeoutSeconds,
            boolean keepsLasting,
            @Nullable Instant deadline,
            List<String> accountIds,
            long sequence) {}

    @PostMapping
    ResponseEntity<WatchView> open(IdempotencyKey key, @RequestBody NewWatch request) {
        Actor who = actor.get();
        long seconds = Objects.requireNonNullElse(request.timeoutSeconds(), 0L);
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw new RefusedException("FIELD_OUT_OF_RANGE").field("timeoutSeconds");
        }
        List<String> named = Objects.requireNonNullElse(request.accountIds(), List.of());
        List<Long> accounts = named.isEmpty()
                ? orders.accounts(who).stream().sorted().toList()
                : named.stream()
                        .map(each -> orders.account(who, each))
                        .distinct()
                        .sorted()
                        .toList();
        CommandReply reply = gateway.submit(
                context(who, key.value()),
                WatchCommands.openOrderWatch(
                        Duration.ofSeconds(seconds).toMillis(), Boolean.TRUE.equals(request.keepsLasting()), accounts));
        WatchView view = view(watches.find(reply.resultId()).orElseThrow());
        return ResponseEntity.created(URI.create("/api/v1/order-watches/" + view.id()))
                .body(view);
    }

    @GetMapping
    List<WatchView> list() {
        return watches.of(orders.accounts(actor.get())).stream().map(this::view).toList();
    }

    @GetMapping("/{id}")
    WatchView get(@PathVariable String id) {
        return view(own(id));
    }

    @PostMapping("/{id}/renewals")
    WatchView renew(IdempotencyKey key, @PathVariable String id) {
        Watch watch = own(id);
        gateway.submit(context(actor.get(), key.value()), WatchCommands.renewOrderWatch(watch.watchId()));
        return get(id);
    }

    @PostMapping("/{id}/end")
    WatchView end(IdempotencyKey key, @PathVariable String id, @RequestBody WatchEnd request) {
        Watch watch = own(id);
        boolean cancels = Boolean.TRUE.equals(request.cancelOrders());
        gateway.submit(context(actor.get(), key.value()), WatchCommands.endOrderWatch(watch.watchId(), cancels));
        return get(id);
    }

    /** A watch of the actor's own; not found when it is somebody else's. */
    private Watch own(String id) {
        List<Long> accounts = orders.accounts(actor.get());
        return watches.find(ids.parse(id))
                .filter(watch -> accounts.containsAll(watch.accountIds()))
                .orElseThrow(RefusedException::notFound);
    }

    private WatchView view(Watch watch) {
        return new WatchView(
                ids.of(watch.watchId()),
                watch.status(),
                Duration.ofMillis(watch.timeoutMs()).toSeconds(),
                watch.keepsLasting(),
                watch.deadline(),
                watch.accountIds().stream().map(ids::of).toList(),
                watch.sequence());
    }

    private static CommandContext context(Actor actor, UUID key) {
        return new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0);
    }

    /** Who may come here: clients who trade. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> orderWatchAccess() {
            return List.of(
                    AccessRule.roles("/api/v1/order-watches/**", Role.CLIENT).whenHeld("TRADING"));
        }

        @Bean
        WatchQueries watchQueries(JdbcClient jdbc) {
            return new WatchQueries(jdbc);
        }
    }
}
