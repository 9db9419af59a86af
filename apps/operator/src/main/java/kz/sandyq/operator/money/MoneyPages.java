package kz.sandyq.operator.money;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The money desk: bank accounts, suspense, payouts, cases. */
@Controller
@RequestMapping("/desk/money")
class MoneyPages {
    private static final int PAGE = 100;
    private static final int FILES = 20;
    private static final int CSV_PAGE = 500;

    private final BankAccounts banks;
    private final Movements movements;
    private final Payouts payouts;
    private final MoneyCases cases;
    private final MoneyDesk desk;
    private final BankDebits debits;
    private final BankFiles files;
    private final MoneyIds ids;
    private final BankAccountView view;

    MoneyPages(
            BankAccounts banks,
            Movements movements,
            Payouts payouts,
            MoneyCases cases,
            MoneyDesk desk,
            BankDebits debits,
            BankFiles files,
            MoneyIds ids,
            JdbcClient jdbc) {
        this.banks = banks;
        this.movements = movements;
        this.payouts = payouts;
        this.cases = cases;
        this.desk = desk;
        this.debits = debits;
        this.files = files;
        this.ids = ids;
        this.view = new BankAccountView(jdbc);
    }

    @GetMapping
    String overview(Model model) {
        model.addAttribute("banks", banks.all().stream().map(view::of).toList());
        model.addAttribute("ids", ids);
        List<MoneyCases.Case> open = cases.open();
        model.addAttribute("cases", open);
        model.addAttribute(
                "bookable",
                open.stream().filter(debits::bookable).map(MoneyCases.Case::id).collect(Collectors.toSet()));
        model.addAttribute("bankById", bankById());
        return "money/overview";
    }

    @GetMapping("/accounts/{id}")
    String account(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        BankAccount bank = banks.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        List<Movement> rows = movements.ofBank(bank.id(), search, state, before, Page.SIZE + 1);
        long count = movements.countOfBank(bank.id(), search, state);
        model.addAttribute("figures", view.of(bank));
        model.addAttribute("page", Page.of(rows, Page.SIZE, count, row -> Keyset.of(row.id())));
        model.addAttribute("incoming", files.incoming(bank.id(), FILES));
        model.addAttribute("outgoing", files.outgoing(bank.id(), FILES));
        model.addAttribute("csv", "/desk/money/accounts/" + id + "/movements.csv");
        return "money/account";
    }

    @GetMapping("/accounts/{id}/movements.csv")
    ResponseEntity<StreamingResponseBody> movementsCsv(@PathVariable String id) {
        BankAccount bank = banks.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        return CsvDownload.of("movements-" + bank.iban() + ".csv", csv -> {
            csv.row("id", "receivedAt", "reference", "direction", "amount", "currency", "state", "reason", "payer");
            long before = Long.MAX_VALUE;
            List<Movement> rows;
            do {
                rows = movements.ofBank(bank.id(), "", "", before, CSV_PAGE);
                for (Movement row : rows) {
                    before = row.id();
                    csv.row(
                            ids.of(row.id()),
                            row.receivedAt(),
                            row.reference(),
                            row.credit() ? "CREDIT" : "DEBIT",
                            row.amount().toPlainString(),
                            row.currency(),
                            row.state(),
                            row.reason(),
                            row.payerName());
                }
            } while (rows.size() == CSV_PAGE);
        });
    }

    @GetMapping("/payouts.csv")
    ResponseEntity<StreamingResponseBody> payoutsCsv(@RequestParam(defaultValue = "RESERVED") PayoutState state) {
        return CsvDownload.of("payouts-" + state + ".csv", csv -> {
            csv.row("id", "requestedAt", "payee", "iban", "amountMinor", "state", "endToEndId", "reason");
            long after = 0;
            List<Payout> rows;
            do {
                rows = payouts.inState(state, after, CSV_PAGE);
                for (Payout row : rows) {
                    after = row.id();
                    csv.row(
                            ids.of(row.id()),
                            row.requestedAt(),
                            row.payeeName(),
                            row.payeeIban(),
                            row.amountMinor(),
                            row.state(),
                            row.endToEndId(),
                            row.reason());
                }
            } while (rows.size() == CSV_PAGE);
        });
    }

    @GetMapping("/suspense")
    String suspense(@RequestParam(defaultValue = "0") long cursor, Model model) {
        List<Movement> rows = movements.inState("SUSPENSE", cursor, PAGE);
        model.addAttribute("movements", rows);
        model.addAttribute("unbookable", movements.inState("UNBOOKABLE", 0, PAGE));
        model.addAttribute("bankById", bankById());
        model.addAttribute("next", rows.size() == PAGE ? rows.getLast().id() : null);
        return "money/suspense";
    }

    @GetMapping("/payouts")
    String payouts(
            @RequestParam(defaultValue = "RESERVED") PayoutState state,
            @RequestParam(defaultValue = "0") long cursor,
            Model model) {
        List<Payout> rows = payouts.inState(state, cursor, PAGE);
        model.addAttribute("payouts", rows);
        model.addAttribute("states", PayoutState.values());
        model.addAttribute("state", state);
        model.addAttribute("csv", "/desk/money/payouts.csv?state=" + state);
        model.addAttribute("count", payouts.countInState(state));
        model.addAttribute("bankById", bankById());
        model.addAttribute("next", rows.size() == PAGE ? rows.getLast().id() : null);
        return "money/payouts";
    }

    @PostMapping("/act/payouts/{id}/propose")
    String proposePayout(@PathVariable long id) {
        desk.proposePayout(id);
        return "redirect:/desk/money/payouts";
    }

    @PostMapping("/act/payouts/{id}/decline")
    String declinePayout(@PathVariable long id, @RequestParam String reason) {
        desk.declinePayout(id, reason);
        return "redirect:/desk/money/payouts";
    }

    @PostMapping("/act/suspense/{id}/settle")
    String settle(@PathVariable long id, @RequestParam String reference) {
        desk.proposeSettle(id, reference);
        return "redirect:/desk/money/suspense";
    }

    @PostMapping("/act/suspense/{id}/own")
    String own(@PathVariable long id, @RequestParam String reason) {
        desk.proposeOwn(id, reason);
        return "redirect:/desk/money/suspense";
    }

    @PostMapping("/act/cases/{id}/debit")
    String debit(@PathVariable long id, @RequestParam BankDebits.Source source, @RequestParam String reason) {
        debits.propose(id, source, reason);
        return "redirect:/desk/money";
    }

    @PostMapping("/act/suspense/{id}/send-back")
    String sendBack(
            @PathVariable long id, @RequestParam String iban, @RequestParam String bic, @RequestParam String purpose) {
        desk.proposeSendBack(id, iban, bic, purpose);
        return "redirect:/desk/money/suspense";
    }

    @PostMapping("/act/cases/{id}/close")
    String closeCase(@PathVariable long id, @RequestParam String resolution) {
        desk.closeCase(id, resolution);
        return "redirect:/desk/money";
    }

    private Map<Long, BankAccount> bankById() {
        return banks.all().stream().collect(Collectors.toMap(BankAccount::id, bank -> bank));
    }
}
