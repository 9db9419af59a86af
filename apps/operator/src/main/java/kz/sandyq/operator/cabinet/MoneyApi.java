package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.operator.money.ClientMoney;
import kz.sandyq.operator.money.MoneyIds;
import kz.sandyq.operator.money.Payout;
import kz.sandyq.operator.money.Payouts;
import kz.sandyq.operator.money.RequestKeys;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The client's money and news for programs. */
@RestController
@RequestMapping("/api/v1/me")
class MoneyApi {
    private static final int PAYOUTS = 100;

    private final ClientMoney money;
    private final Payouts payouts;
    private final BankAccounts banks;
    private final Inbox inbox;
    private final CurrentActor actor;
    private final MoneyIds ids;

    MoneyApi(ClientMoney money, Payouts payouts, BankAccounts banks, Inbox inbox, CurrentActor actor, MoneyIds ids) {
        this.money = money;
        this.payouts = payouts;
        this.banks = banks;
        this.inbox = inbox;
        this.actor = actor;
        this.ids = ids;
    }

    /** Where to pay in. */
    record PayInView(String bankName, String bic, String iban, String currency, String reference, String capacity) {}

    /** A payout. Amount is a decimal text with the currency's scale. */
    record PayoutView(
            String id,
            String state,
            String amount,
            String currency,
            String payeeIban,
            String reason,
            String requestedAt) {}

    /** News. */
    record NoticeView(String id, String kind, String text, String createdAt) {}

    @GetMapping("/money")
    List<PayInView> payIn() {
        return money.payIn(Clients.of(actor)).stream()
                .map(each -> new PayInView(
                        each.bank().bankName(),
                        each.bank().bic(),
                        each.bank().iban(),
                        each.bank().currency(),
                        each.reference(),
                        each.capacity()))
                .toList();
    }

    @PostMapping("/payouts")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PayoutView request(@RequestHeader("Idempotency-Key") String key, @RequestBody ClientMoney.Form form) {
        long client = Clients.of(actor);
        return view(money.request(client, RequestKeys.ofClient(client, key), form));
    }

    @GetMapping("/payouts")
    List<PayoutView> payouts() {
        return payouts.ofClient(Clients.of(actor), PAYOUTS).stream()
                .map(this::view)
                .toList();
    }

    @PostMapping("/payouts/{id}/withdraw")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void withdraw(@PathVariable String id) {
        money.withdraw(Clients.of(actor), ids.parse(id));
    }

    @GetMapping("/inbox")
    List<NoticeView> inbox(@RequestParam(required = false, defaultValue = "") String cursor, Locale locale) {
        long before = cursor.isEmpty() ? Long.MAX_VALUE : ids.parse(cursor);
        return inbox.of(Clients.of(actor), before, locale).stream()
                .map(each -> new NoticeView(ids.of(each.id()), each.kind(), each.text(), time(each.createdAt())))
                .toList();
    }

    private PayoutView view(Payout payout) {
        BankAccount bank = banks.get(payout.bankAccountId());
        return new PayoutView(
                ids.of(payout.id()),
                payout.state(),
                Amounts.decimal(payout.amountMinor(), bank.scale()),
                bank.currency(),
                payout.payeeIban(),
                payout.reason(),
                time(payout.requestedAt()));
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
