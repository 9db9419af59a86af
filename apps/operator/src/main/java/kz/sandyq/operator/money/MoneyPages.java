package kz.sandyq.operator.money;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The money desk: bank accounts, suspense, payouts, cases. */
@Controller
@RequestMapping("/desk/money")
class MoneyPages {
    private static final int PAGE = 100;

    private final BankAccounts banks;
    private final Movements movements;
    private final Payouts payouts;
    private final MoneyCases cases;
    private final MoneyDesk desk;
    private final BankAccountView view;

    MoneyPages(
            BankAccounts banks,
            Movements movements,
            Payouts payouts,
            MoneyCases cases,
            MoneyDesk desk,
            JdbcClient jdbc) {
        this.banks = banks;
        this.movements = movements;
        this.payouts = payouts;
        this.cases = cases;
        this.desk = desk;
        this.view = new BankAccountView(jdbc);
    }

    @GetMapping
    String overview(Model model) {
        model.addAttribute("banks", banks.all().stream().map(view::of).toList());
        model.addAttribute("cases", cases.open());
        model.addAttribute("bankById", bankById());
        return "money/overview";
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
