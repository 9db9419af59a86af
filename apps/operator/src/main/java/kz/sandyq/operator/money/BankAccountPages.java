package kz.sandyq.operator.money;

import java.util.Locale;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's bank accounts in the settings. */
@Controller
class BankAccountPages {
    private static final BankAccountApi.NewAccount EMPTY = new BankAccountApi.NewAccount("", "", "", "KZT");

    private final BankAccountOpenings openings;
    private final BankAccountApi api;
    private final CurrentActor actor;
    private final RefusalText texts;

    BankAccountPages(BankAccountOpenings openings, BankAccountApi api, CurrentActor actor, RefusalText texts) {
        this.openings = openings;
        this.api = api;
        this.actor = actor;
        this.texts = texts;
    }

    @GetMapping("/settings/bank-accounts")
    String page(Model model) {
        return page(model, EMPTY);
    }

    private String page(Model model, BankAccountApi.NewAccount form) {
        model.addAttribute("form", form);
        model.addAttribute("accounts", api.views());
        return "money/bank-accounts";
    }

    @PostMapping("/settings/bank-accounts")
    String propose(
            @RequestParam String iban,
            @RequestParam String bic,
            @RequestParam String bankName,
            @RequestParam String currency,
            Model model,
            Locale locale) {
        var form = new BankAccountApi.NewAccount(iban, bic, bankName, currency);
        try {
            openings.propose(actor.get(), form.form());
            return "redirect:/settings/bank-accounts?proposed";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return page(model, form);
        }
    }
}
