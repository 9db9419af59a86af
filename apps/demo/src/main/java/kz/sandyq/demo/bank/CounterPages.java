package kz.sandyq.demo.bank;

import java.util.List;
import java.util.Locale;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reference bank's counter as a page: payments in, reversals, returns. */
@Controller
class CounterPages {
    private static final int LINES = 100;

    private final BankFloor floor;
    private final RefusalText texts;

    CounterPages(BankFloor floor, RefusalText texts) {
        this.floor = floor;
        this.texts = texts;
    }

    @GetMapping("/demo/bank")
    String page(@RequestParam(defaultValue = "") String iban, Model model) {
        List<String> ibans = floor.ibans();
        String shown = iban.isEmpty() && !ibans.isEmpty() ? ibans.getFirst() : iban;
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", CounterApi.Credit.EMPTY);
        }
        model.addAttribute("ibans", ibans);
        model.addAttribute("iban", shown);
        model.addAttribute("lines", shown.isEmpty() ? List.of() : floor.lines(shown, LINES));
        return "demo/bank";
    }

    @PostMapping("/demo/bank/credit")
    String credit(@RequestParam String iban, CounterApi.Credit form, Model model, Locale locale) {
        model.addAttribute("form", form);
        return act(iban, () -> form.pay(floor, iban), model, locale);
    }

    @PostMapping("/demo/bank/reversal")
    String reverse(@RequestParam String iban, @RequestParam String reference, Model model, Locale locale) {
        return act(iban, () -> floor.reverse(iban, reference), model, locale);
    }

    @PostMapping("/demo/bank/return")
    String giveBack(
            @RequestParam String iban,
            @RequestParam String reference,
            @RequestParam String reason,
            Model model,
            Locale locale) {
        return act(iban, () -> floor.giveBack(iban, reference, reason), model, locale);
    }

    private String act(String iban, Runnable action, Model model, Locale locale) {
        try {
            action.run();
            return "redirect:/demo/bank?done&iban=" + iban;
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return page(iban, model);
        }
    }
}
