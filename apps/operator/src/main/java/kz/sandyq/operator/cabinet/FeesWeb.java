package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.FeeQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Every fee that the client has paid, and what came back. */
@Controller
class FeesWeb {
    private static final int LIMIT_MAX = 200;

    private final FeeQueries fees;
    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final CurrentActor actor;

    FeesWeb(JdbcClient jdbc, OwnAccounts accounts, CabinetIds ids, CurrentActor actor) {
        this.fees = new FeeQueries(jdbc);
        this.accounts = accounts;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * A fee.
     *
     * @param kind TRADE, REFUND, WALLET_OPENING, WALLET_KEEPING or OPERATION
     * @param amount decimal text of the money, negative of what came back
     * @param dealId the deal that it is of, absent for another fee
     */
    record FeeView(
            Instant at,
            String kind,
            String accountId,
            String amount,
            String money,
            @Nullable String dealId,
            long sequence) {}

    @GetMapping("/api/v1/me/fees")
    @ResponseBody
    Page<FeeView> list(@RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(accounts.of(Clients.of(actor)), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/cabinet/fees")
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        List<Long> own = accounts.of(Clients.of(actor));
        model.addAttribute("page", page(own, cursor, Page.SIZE));
        model.addAttribute("paysNone", fees.paysNone(own));
        return "cabinet/fees";
    }

    @GetMapping({"/cabinet/fees.csv", "/api/v1/me/fees.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv() {
        List<Long> own = accounts.of(Clients.of(actor));
        Consumer<CsvWriter> write = csv -> {
            csv.row("at", "kind", "accountId", "amount", "money", "dealId", "sequence");
            AllPages.each(
                    cursor -> page(own, cursor, AllPages.AT_ONCE),
                    row -> csv.row(
                            row.at(),
                            row.kind(),
                            row.accountId(),
                            row.amount(),
                            row.money(),
                            row.dealId(),
                            row.sequence()));
        };
        return CsvDownload.of("fees.csv", write);
    }

    private Page<FeeView> page(List<Long> own, String cursor, int size) {
        Keyset before = Keyset.parse(cursor, 2).orElse(Keyset.of(Long.MAX_VALUE, Integer.MAX_VALUE));
        var rows = fees.ofAccounts(
                own, before.number(0), (int) Math.clamp(before.number(1), 0, Integer.MAX_VALUE), size + 1);
        return Page.of(rows, size, fees.countOfAccounts(own), row -> Keyset.of(row.sequence(), row.eventIndex()))
                .map(this::view);
    }

    private FeeView view(FeeQueries.Taken row) {
        return new FeeView(
                Instant.ofEpochMilli(row.recordedAtMs()),
                row.kind(),
                ids.of(row.accountId()),
                Amounts.decimal(row.amountMinor(), row.scale()),
                row.code(),
                row.tradeId() == 0 ? null : ids.of(row.tradeId()),
                row.sequence());
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> feesAccess() {
            return Stream.of("/cabinet/fees", "/cabinet/fees.csv", "/api/v1/me/fees", "/api/v1/me/fees.csv")
                    .map(path -> AccessRule.roles(path, Role.CLIENT, Role.ISSUER))
                    .toList();
        }

        @Bean
        NavigationEntry feesNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return new NavigationEntry(22, "fees.mine", "/cabinet/fees", roles, "");
        }
    }
}
