package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.List;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the bank has told about an account, for programs of the staff: newest first. */
@RestController
@RequestMapping("/api/v1/money/accounts/{id}/movements")
class BankMovementsApi {
    private final BankAccounts banks;
    private final Movements movements;
    private final MoneyIds ids;

    BankMovementsApi(BankAccounts banks, Movements movements, MoneyIds ids) {
        this.banks = banks;
        this.movements = movements;
        this.ids = ids;
    }

    /** A movement; the sequence is that of its entry in the core, null before it is booked. */
    record MovementView(
            String id,
            String reference,
            String direction,
            String amount,
            String currency,
            String state,
            String reason,
            String payerName,
            String remittance,
            @Nullable Long sequence,
            Instant receivedAt) {}

    @GetMapping
    Page<MovementView> movements(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String cursor) {
        BankAccount bank = banks.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        List<Movement> rows = movements.ofBank(bank.id(), search, state, before, Page.SIZE + 1);
        long count = movements.countOfBank(bank.id(), search, state);
        return Page.of(rows, Page.SIZE, count, row -> Keyset.of(row.id())).map(this::view);
    }

    private MovementView view(Movement row) {
        return new MovementView(
                ids.of(row.id()),
                row.reference(),
                row.credit() ? "CREDIT" : "DEBIT",
                row.amount().toPlainString(),
                row.currency(),
                row.state(),
                row.reason(),
                row.payerName(),
                row.remittance(),
                row.coreSequence(),
                row.receivedAt());
    }
}
