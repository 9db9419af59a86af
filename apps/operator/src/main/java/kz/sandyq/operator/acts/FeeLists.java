package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.operator.acts.FeeViews.ChargeView;
import kz.sandyq.operator.acts.FeeViews.ScheduleView;
import kz.sandyq.operator.acts.FeeViews.StatusView;
import kz.sandyq.operator.acts.FeeViews.TariffView;
import kz.sandyq.operator.acts.FeeViews.TradeFeesView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.FeeQueries;
import kz.sandyq.readmodel.TariffQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Tariffs for everybody; schedules, statuses and fees beside trades for the staff and their programs. */
@Controller
class FeeLists {
    private static final int LIMIT_MAX = 200;

    private final FeeQueries fees;
    private final TariffQueries tariffs;
    private final FeeViews views;
    private final PublicId ids;
    private final SandyqClock clock;

    FeeLists(JdbcClient jdbc, FeeViews views, PublicId ids, SandyqClock clock) {
        this.fees = new FeeQueries(jdbc);
        this.tariffs = new TariffQueries(jdbc);
        this.views = views;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/api/v1/tariffs")
    @ResponseBody
    List<TariffView> tariffs() {
        return views.tariffs(tariffs, clock.today());
    }

    @GetMapping("/public/tariffs")
    String tariffs(Model model) {
        model.addAttribute("tariffs", tariffs());
        return "acts/tariffs";
    }

    @GetMapping("/api/v1/fees/trades")
    @ResponseBody
    Page<TradeFeesView> trades(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return tradePage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/fees/charges")
    @ResponseBody
    Page<ChargeView> charges(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return chargePage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/fees/schedules")
    @ResponseBody
    Page<ScheduleView> schedules(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return schedulePage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/fees/statuses")
    @ResponseBody
    Page<StatusView> statuses(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return statusPage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/desk/fees/{list}")
    String page(
            @PathVariable String list,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        FeeList which = FeeList.of(list);
        model.addAttribute("list", which);
        model.addAttribute("lists", FeeList.values());
        model.addAttribute("periodSince", fees.periodSince().orElse(null));
        model.addAttribute("page", page(which, search, cursor));
        return "acts/fees";
    }

    @GetMapping({"/desk/fees/{list}/rows.csv", "/api/v1/fees/{list}/rows.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(
            @PathVariable String list, @RequestParam(defaultValue = "") String search) {
        FeeList which = FeeList.of(list);
        Consumer<CsvWriter> write = csv -> write(which, search, csv);
        return CsvDownload.of(which.path() + ".csv", write);
    }

    private Page<?> page(FeeList list, String search, String cursor) {
        return switch (list) {
            case TRADES -> tradePage(search, cursor, Page.SIZE);
            case CHARGES -> chargePage(search, cursor, Page.SIZE);
            case SCHEDULES -> schedulePage(search, cursor, Page.SIZE);
            case STATUSES -> statusPage(search, cursor, Page.SIZE);
        };
    }

    private Page<TradeFeesView> tradePage(String search, String cursor, int size) {
        var sought = new FeeQueries.Sought(search.strip(), ids.sought(search));
        Keyset before = Keyset.parse(cursor, 2).orElse(Keyset.of(Long.MAX_VALUE, Integer.MAX_VALUE));
        int index = (int) Math.clamp(before.number(1), 0, Integer.MAX_VALUE);
        var rows = fees.ofTrades(sought, before.number(0), index, size + 1);
        return Page.of(rows, size, fees.countOfTrades(sought), row -> Keyset.of(row.sequence(), row.eventIndex()))
                .map(views::view);
    }

    private Page<ChargeView> chargePage(String search, String cursor, int size) {
        long id = ids.sought(search);
        var rows = fees.charges(id, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, fees.countCharges(id), row -> Keyset.of(row.sequence()))
                .map(views::view);
    }

    private Page<ScheduleView> schedulePage(String search, String cursor, int size) {
        long id = ids.sought(search);
        var rows = tariffs.schedules(id, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, tariffs.countSchedules(id), row -> Keyset.of(row.scheduleId()))
                .map(views::view);
    }

    private Page<StatusView> statusPage(String search, String cursor, int size) {
        long id = ids.sought(search);
        var rows = fees.statuses(id, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, fees.countStatuses(id), row -> Keyset.of(row.sequence()))
                .map(views::view);
    }

    private void write(FeeList list, String search, CsvWriter csv) {
        switch (list) {
            case TRADES -> {
                csv.row(
                        "dealId",
                        "pair",
                        "buyerAccountId",
                        "buyer",
                        "buyerFee",
                        "buyerRole",
                        "sellerAccountId",
                        "seller",
                        "sellerFee",
                        "sellerRole",
                        "money",
                        "cancelled",
                        "at",
                        "sequence");
                AllPages.each(cursor -> tradePage(search, cursor, AllPages.AT_ONCE), row -> row(row, csv));
            }
            case CHARGES -> {
                csv.row("chargeId", "accountId", "holder", "amount", "money", "reason", "refunded", "ground", "at");
                AllPages.each(
                        cursor -> chargePage(search, cursor, AllPages.AT_ONCE),
                        row -> csv.row(
                                row.chargeId(),
                                row.accountId(),
                                row.holder(),
                                row.amount(),
                                row.money(),
                                row.reason(),
                                row.refunded(),
                                row.groundNumber(),
                                row.at()));
            }
            case SCHEDULES -> {
                csv.row("id", "money", "validFrom", "fromTurnover", "makerPercent", "takerPercent", "auctionPercent");
                AllPages.each(
                        cursor -> schedulePage(search, cursor, AllPages.AT_ONCE),
                        row -> row.tiers()
                                .forEach(tier -> csv.row(
                                        row.id(),
                                        row.money(),
                                        row.validFrom(),
                                        tier.fromTurnover(),
                                        tier.makerPercent(),
                                        tier.takerPercent(),
                                        tier.auctionPercent())));
            }
            case STATUSES -> {
                csv.row("walletId", "holder", "status", "ground", "since");
                AllPages.each(
                        cursor -> statusPage(search, cursor, AllPages.AT_ONCE),
                        row -> csv.row(row.walletId(), row.holder(), row.status(), row.groundNumber(), row.since()));
            }
        }
    }

    private static void row(TradeFeesView row, CsvWriter csv) {
        csv.row(
                row.dealId(),
                row.pair(),
                row.buyerAccountId(),
                row.buyer(),
                row.buyerFee(),
                row.buyerRole(),
                row.sellerAccountId(),
                row.seller(),
                row.sellerFee(),
                row.sellerRole(),
                row.money(),
                row.cancelled(),
                row.at(),
                row.sequence());
    }

    /** Who may look, and the second person of the acts. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        private static final int PLACE = 80;

        @Bean
        List<AccessRule> feeAccessRules() {
            return Stream.concat(
                            Stream.of("/public/tariffs", "/api/v1/tariffs").map(AccessRule::everybody),
                            Stream.of("/desk/fees/**", "/api/v1/fees/**")
                                    .map(path ->
                                            AccessRule.roles(path, Role.MONEY_OFFICER, Role.APPROVER, Role.AUDITOR)))
                    .toList();
        }

        @Bean
        List<NavigationEntry> feeNavigation() {
            Set<String> readers = Set.of(Role.MONEY_OFFICER.name(), Role.APPROVER.name(), Role.AUDITOR.name());
            return List.of(
                    new NavigationEntry(PLACE, "fees.title", "/desk/fees/charges", readers, ""),
                    new NavigationEntry(PLACE + 1, "fees.tariffs", "/public/tariffs", Set.of(), ""));
        }

        @Bean
        ActApprovals feeActApprovals(ActDesk acts) {
            return new ActApprovals(ActRoom.FEES, acts);
        }
    }
}
