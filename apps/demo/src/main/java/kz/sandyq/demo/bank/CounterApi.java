package kz.sandyq.demo.bank;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The reference bank's counter for programs: payments in, reversals, returns. */
@RestController
@RequestMapping("/api/v1/demo/bank/{iban}")
class CounterApi {
    private static final int LINES = 100;

    private final BankFloor floor;

    CounterApi(BankFloor floor) {
        this.floor = floor;
    }

    /** A payment to the operator; amount as a decimal text. */
    record Credit(
            @Nullable String amount,
            @Nullable String payerName,
            @Nullable String payerNumber,
            @Nullable Boolean legalEntity,
            @Nullable String text) {
        static final Credit EMPTY = new Credit(null, null, null, null, null);

        /** Lets the bank pay; gives its reference. */
        String pay(BankFloor floor, String iban) {
            BigDecimal value;
            try {
                value = new BigDecimal(plain(amount).replace(',', '.'));
            } catch (NumberFormatException notNumber) {
                throw new RefusedException("BANK_AMOUNT").field("amount");
            }
            return floor.credit(
                    iban, value, plain(payerName), plain(payerNumber), Boolean.TRUE.equals(legalEntity), plain(text));
        }
    }

    record Return(@Nullable String reason) {}

    @GetMapping("/lines")
    List<BankBook.Line> lines(@PathVariable String iban) {
        return floor.lines(iban, LINES);
    }

    @PostMapping("/credits")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> credit(@PathVariable String iban, @RequestBody Credit body) {
        return Map.of("reference", body.pay(floor, iban));
    }

    @PostMapping("/lines/{reference}/reversal")
    Map<String, String> reverse(@PathVariable String iban, @PathVariable String reference) {
        return Map.of("reference", floor.reverse(iban, reference));
    }

    @PostMapping("/lines/{reference}/return")
    Map<String, String> giveBack(@PathVariable String iban, @PathVariable String reference, @RequestBody Return body) {
        return Map.of("reference", floor.giveBack(iban, reference, plain(body.reason())));
    }

    private static String plain(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
