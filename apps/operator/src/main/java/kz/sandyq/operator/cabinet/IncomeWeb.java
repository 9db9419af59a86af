package kz.sandyq.operator.cabinet;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.PaymentQueries;
import kz.sandyq.readmodel.PaymentQueries.Distribution;
import kz.sandyq.readmodel.PaymentQueries.Share;
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

/** What issuers owe the client and what he got of it: paid, withheld, held back. */
@Controller
class IncomeWeb {
    private static final int LIMIT_MAX = 200;
    private static final int AT_ONCE = 500;

    private final PaymentQueries payments;
    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final CurrentActor actor;

    IncomeWeb(JdbcClient jdbc, OwnAccounts accounts, CabinetIds ids, CurrentActor actor) {
        this.payments = new PaymentQueries(jdbc);
        this.accounts = accounts;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * What the client is owed in one distribution for one account; amounts are decimal texts of the money.
     *
     * @param kind INCOME or PRINCIPAL
     * @param status RECORDED, PAID, OVERDUE, DEFAULTED or CANCELLED
     * @param paid before tax
     * @param held waits blocked under the encumbrance of the units
     */
    record IncomeView(
            String distributionId,
            String accountId,
            String issueId,
            String asset,
            String kind,
            String status,
            LocalDate recordDate,
            LocalDate paymentDate,
            String quantity,
            String due,
            String paid,
            String tax,
            String held,
            String money,
            long sequence) {}

    @GetMapping("/api/v1/me/income")
    @ResponseBody
    Page<IncomeView> list(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(accounts.of(Clients.of(actor)), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/cabinet/income")
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("page", page(accounts.of(Clients.of(actor)), cursor, Page.SIZE));
        return "cabinet/income";
    }

    @GetMapping({"/cabinet/income.csv", "/api/v1/me/income.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv() {
        List<Long> own = accounts.of(Clients.of(actor));
        Consumer<CsvWriter> write = csv -> write(own, csv);
        return CsvDownload.of("income.csv", write);
    }

    private Page<IncomeView> page(List<Long> own, String cursor, int size) {
        Keyset before = Keyset.parse(cursor, 2).orElse(Keyset.of(Long.MAX_VALUE, Long.MAX_VALUE));
        List<Share> rows = payments.ofAccounts(own, before.number(0), before.number(1), size + 1);
        return Page.of(
                        rows,
                        size,
                        payments.countOfAccounts(own),
                        row -> Keyset.of(row.distributionId(), row.accountId()))
                .map(this::view);
    }

    private void write(List<Long> own, CsvWriter csv) {
        csv.row(
                "distributionId",
                "accountId",
                "asset",
                "kind",
                "status",
                "recordDate",
                "paymentDate",
                "quantity",
                "due",
                "paid",
                "tax",
                "held",
                "money",
                "sequence");
        String cursor = "";
        Page<IncomeView> page;
        do {
            page = page(own, cursor, AT_ONCE);
            page.items()
                    .forEach(row -> csv.row(
                            row.distributionId(),
                            row.accountId(),
                            row.asset(),
                            row.kind(),
                            row.status(),
                            row.recordDate(),
                            row.paymentDate(),
                            row.quantity(),
                            row.due(),
                            row.paid(),
                            row.tax(),
                            row.held(),
                            row.money(),
                            row.sequence()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private IncomeView view(Share row) {
        Distribution of = payments.find(row.distributionId()).orElseThrow();
        return new IncomeView(
                ids.of(row.distributionId()),
                ids.of(row.accountId()),
                ids.of(of.issueId()),
                of.assetCode(),
                of.kind(),
                of.status(),
                of.recordDay(),
                of.paymentDay(),
                Amounts.decimal(row.quantity(), of.assetScale()),
                Amounts.decimal(row.dueMinor(), of.moneyScale()),
                Amounts.decimal(row.paidMinor(), of.moneyScale()),
                Amounts.decimal(row.taxMinor(), of.moneyScale()),
                Amounts.decimal(row.blockedMinor(), of.moneyScale()),
                of.moneyCode(),
                row.sequence());
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> incomeAccess() {
            return Stream.of("/cabinet/income", "/cabinet/income.csv", "/api/v1/me/income", "/api/v1/me/income.csv")
                    .map(path -> AccessRule.roles(path, Role.CLIENT, Role.ISSUER))
                    .toList();
        }

        @Bean
        NavigationEntry incomeNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return new NavigationEntry(21, "cabinet.income", "/cabinet/income", roles, "");
        }
    }
}
