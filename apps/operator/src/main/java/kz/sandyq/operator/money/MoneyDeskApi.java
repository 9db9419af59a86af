package kz.sandyq.operator.money;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
    private final int clusterNumber;

    MoneyDeskApi(
            BankAccounts banks,
            JdbcClient jdbc,
            Payouts payouts,
            Movements movements,
            MoneyDesk desk,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        this.banks = banks;
        this.figures = new BankAccountView(jdbc);
        this.payouts = payouts;
        this.movements = movements;
        this.desk = desk;
        this.clusterNumber = clusterNumber;
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

    /** The payment reference of the client who gets the money. */
    record Settlement(@Nullable String reference) {}

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
        List<PayoutView> items = payouts.inState(state, cursor.isEmpty() ? 0 : number(cursor), PAGE).stream()
                .map(this::view)
                .toList();
        return new Listed<>(items, items.size() == PAGE ? items.getLast().id() : null);
    }

    @PostMapping("/payouts/{id}/proposal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void propose(@PathVariable String id) {
        desk.proposePayout(number(id));
    }

    @PostMapping("/payouts/{id}/decline")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void decline(@PathVariable String id, @RequestBody Declined body) {
        desk.declinePayout(number(id), Objects.requireNonNullElse(body.reason(), ""));
    }

    @GetMapping("/suspense")
    Listed<SuspenseView> suspense(@RequestParam(defaultValue = "") String cursor) {
        List<SuspenseView> items = movements.inState("SUSPENSE", cursor.isEmpty() ? 0 : number(cursor), PAGE).stream()
                .map(this::view)
                .toList();
        return new Listed<>(items, items.size() == PAGE ? items.getLast().id() : null);
    }

    @PostMapping("/suspense/{id}/settlement")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void settle(@PathVariable String id, @RequestBody Settlement body) {
        desk.proposeSettle(number(id), Objects.requireNonNullElse(body.reference(), ""));
    }

    private AccountView view(BankAccountView.Figures each) {
        BankAccount bank = each.bank();
        return new AccountView(
                id(bank.id()),
                bank.iban(),
                bank.currency(),
                decimal(each.bankMinor(), bank),
                decimal(each.clientsMinor(), bank),
                decimal(each.suspenseMinor(), bank),
                decimal(each.claimsMinor(), bank),
                each.lastReference());
    }

    private PayoutView view(Payout payout) {
        BankAccount bank = banks.get(payout.bankAccountId());
        return new PayoutView(
                id(payout.id()),
                payout.state(),
                decimal(payout.amountMinor(), bank),
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
                id(movement.id()),
                decimal(movement.minor(), bank),
                bank.currency(),
                movement.reference(),
                movement.state());
    }

    private static String decimal(long minor, BankAccount bank) {
        return BigDecimal.valueOf(minor, bank.scale()).toPlainString();
    }

    private String id(long number) {
        return clusterNumber + "-" + number;
    }

    private long number(String id) {
        String prefix = clusterNumber + "-";
        if (!id.startsWith(prefix) || !id.substring(prefix.length()).matches("[0-9]{1,18}")) {
            throw RefusedException.notFound();
        }
        return Long.parseLong(id.substring(prefix.length()));
    }
}
