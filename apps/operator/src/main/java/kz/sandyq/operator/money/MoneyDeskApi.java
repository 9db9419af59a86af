package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.format.Amounts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The money desk for programs of the staff: payouts, suspense, figures of the bank accounts. */
@RestController
@RequestMapping("/api/v1/money")
class MoneyDeskApi {
    private static final int PAGE = 100;

    private final BankAccounts banks;
    private final BankAccountView figures;
    private final Payouts payouts;
    private final Movements movements;
    private final MoneyDesk desk;
    private final MoneyIds ids;

    MoneyDeskApi(
            BankAccounts banks, JdbcClient jdbc, Payouts payouts, Movements movements, MoneyDesk desk, MoneyIds ids) {
        this.banks = banks;
        this.figures = new BankAccountView(jdbc);
        this.payouts = payouts;
        this.movements = movements;
        this.desk = desk;
        this.ids = ids;
    }

    /** A page of items; {@code next} is the cursor of the page after, null at the end. */
    record Listed<T>(List<T> items, @Nullable String next) {}

    /** Figures of a bank account, decimal texts in its currency. */
    record AccountView(
            String id,
            String iban,
            String currency,
            String bankSide,
            String clients,
            String suspense,
            String claims,
            String lastReference) {}

    /** A payout as the desk sees it. */
    record PayoutView(
            String id,
            String state,
            String amount,
            String currency,
            String payeeName,
            String payeeIban,
            String endToEndId,
            String reason,
            Instant requestedAt) {}

    /** A movement of money whose owner is not known. */
    record SuspenseView(String id, String amount, String currency, String reference, String state) {}

    /** Whom suspense money is for: the client of a payment reference, or the operator itself for a reason. */
    record Settlement(
            @Nullable String reference,
            boolean own,
            @Nullable String reason) {}

    /** The bank account to which suspense money goes back. */
    record SendBack(
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String purpose) {}

    /** What now waits for a second person. */
    record Proposed(String approvalId) {}

    /** Why a payout is refused. */
    record Declined(@Nullable String reason) {}

    @GetMapping("/accounts")
    List<AccountView> accounts() {
        return banks.all().stream().map(figures::of).map(this::view).toList();
    }

    @GetMapping("/payouts")
    Listed<PayoutView> payouts(
            @RequestParam(defaultValue = "RESERVED") PayoutState state,
            @RequestParam(defaultValue = "") String cursor) {
        List<PayoutView> items = payouts.inState(state, cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE).stream()
                .map(this::view)
                .toList();
        return new Listed<>(items, items.size() == PAGE ? items.getLast().id() : null);
    }

    @PostMapping("/payouts/{id}/proposal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed propose(@PathVariable String id) {
        return proposed(desk.proposePayout(ids.parse(id)));
    }

    @PostMapping("/payouts/{id}/decline")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void decline(@PathVariable String id, @RequestBody Declined body) {
        desk.declinePayout(ids.parse(id), text(body.reason()));
    }

    @GetMapping("/suspense")
    Listed<SuspenseView> suspense(@RequestParam(defaultValue = "") String cursor) {
        List<SuspenseView> items =
                movements.inState("SUSPENSE", cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE).stream()
                        .map(this::view)
                        .toList();
        return new Listed<>(items, items.size() == PAGE ? items.getLast().id() : null);
    }

    @PostMapping("/suspense/{id}/settlement")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed settle(@PathVariable String id, @RequestBody Settlement body) {
        long movement = ids.parse(id);
        return proposed(
                body.own()
                        ? desk.proposeOwn(movement, text(body.reason()))
                        : desk.proposeSettle(movement, text(body.reference())));
    }

    @PostMapping("/suspense/{id}/send-back")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed sendBack(@PathVariable String id, @RequestBody SendBack body) {
        return proposed(desk.proposeSendBack(ids.parse(id), text(body.iban()), text(body.bic()), text(body.purpose())));
    }

    private AccountView view(BankAccountView.Figures each) {
        BankAccount bank = each.bank();
        return new AccountView(
                ids.of(bank.id()),
                bank.iban(),
                bank.currency(),
                Amounts.decimal(each.bankMinor(), bank.scale()),
                Amounts.decimal(each.clientsMinor(), bank.scale()),
                Amounts.decimal(each.suspenseMinor(), bank.scale()),
                Amounts.decimal(each.claimsMinor(), bank.scale()),
                each.lastReference());
    }

    private PayoutView view(Payout payout) {
        BankAccount bank = banks.get(payout.bankAccountId());
        return new PayoutView(
                ids.of(payout.id()),
                payout.state(),
                Amounts.decimal(payout.amountMinor(), bank.scale()),
                bank.currency(),
                payout.payeeName(),
                payout.payeeIban(),
                payout.endToEndId(),
                payout.reason(),
                payout.requestedAt());
    }

    private SuspenseView view(Movement movement) {
        BankAccount bank = banks.get(movement.bankAccountId());
        return new SuspenseView(
                ids.of(movement.id()),
                Amounts.decimal(movement.minor(), bank.scale()),
                bank.currency(),
                movement.reference(),
                movement.state());
    }

    private static Proposed proposed(long approval) {
        return new Proposed(String.valueOf(approval));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
