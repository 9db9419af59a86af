package kz.sandyq.demo.bank;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The reference bank's counter as a page and for programs: payments in, reversals, returns. */
@Controller
class BankWeb {
    private static final int LINES = 100;
    private static final String API = "/api/v1/demo/bank/{iban}";

    private final BankFloor floor;
    private final RefusalText texts;

    BankWeb(BankFloor floor, RefusalText texts) {
        this.floor = floor;
        this.texts = texts;
    }

    /** A payment to the operator; amount as a decimal text. */
    record Credit(
            @Nullable String amount,
            @Nullable String payerName,
            @Nullable String payerNumber,
            boolean legalEntity,
            @Nullable String text) {}

    record Return(@Nullable String reason) {}

    @GetMapping(API + "/lines")
    @ResponseBody
    List<BankBook.Line> lines(@PathVariable String iban) {
        return floor.lines(iban, LINES);
    }

    @PostMapping(API + "/credits")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> credit(@PathVariable String iban, @RequestBody Credit body) {
        return Map.of("reference", pay(iban, body));
    }

    @PostMapping(API + "/lines/{reference}/reversal")
    @ResponseBody
    Map<String, String> reverse(@PathVariable String iban, @PathVariable String reference) {
        return Map.of("reference", floor.reverse(iban, reference));
    }

    @PostMapping(API + "/lines/{reference}/return")
    @ResponseBody
    Map<String, String> giveBack(@PathVariable String iban, @PathVariable String reference, @RequestBody Return body) {
        return Map.of("reference", floor.giveBack(iban, reference, text(body.reason())));
    }

    @GetMapping("/demo/bank")
    String page(@RequestParam(defaultValue = "") String iban, Model model) {
        List<String> ibans = floor.ibans();
        String shown = iban.isEmpty() && !ibans.isEmpty() ? ibans.getFirst() : iban;
        model.addAttribute("ibans", ibans);
        model.addAttribute("iban", shown);
        model.addAttribute("lines", shown.isEmpty() ? List.of() : floor.lines(shown, LINES));
        return "demo/bank";
    }

    @PostMapping("/demo/bank/credit")
    String credit(@RequestParam String iban, Credit form, Model model, Locale locale) {
        return act(iban, () -> pay(iban, form), model, locale);
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
            return page("", model);
        }
    }

    private String pay(String iban, Credit body) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(text(body.amount()).replace(',', '.'));
        } catch (NumberFormatException notNumber) {
            throw new RefusedException("BANK_AMOUNT").field("amount");
        }
        return floor.credit(
                iban, amount, text(body.payerName()), text(body.payerNumber()), body.legalEntity(), text(body.text()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
