package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.sandyq.operator.money.BankDebits.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cases of the money desk for programs of the staff: what the bank told and the system cannot decide. */
@RestController
@RequestMapping("/api/v1/money/cases")
class MoneyCasesApi {
    private final MoneyCases cases;
    private final MoneyDesk desk;
    private final BankDebits debits;
    private final MoneyIds ids;

    MoneyCasesApi(MoneyCases cases, MoneyDesk desk, BankDebits debits, MoneyIds ids) {
        this.cases = cases;
        this.desk = desk;
        this.debits = debits;
        this.ids = ids;
    }

    /** An open case. */
    record CaseView(
            String id,
            String bankAccountId,
            String kind,
            @Nullable String movementId,
            @Nullable String payoutId,
            String detail,
            Instant openedAt) {}

    /** What was found out. */
    record Resolution(@Nullable String reason) {}

    /** Whose money pays for a debit of the bank, and what the debit is for. */
    record Debit(@Nullable Source source, @Nullable String reason) {}

    @GetMapping
    List<CaseView> open() {
        return cases.open().stream().map(this::view).toList();
    }

    @PostMapping("/{id}/resolution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String id, @RequestBody Resolution body) {
        desk.closeCase(ids.parse(id), Objects.requireNonNullElse(body.reason(), ""));
    }

    @PostMapping("/{id}/debit")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MoneyDeskApi.Proposed debit(@PathVariable String id, @RequestBody Debit body) {
        Source source = Objects.requireNonNullElse(body.source(), Source.OWN);
        String reason = Objects.requireNonNullElse(body.reason(), "");
        return new MoneyDeskApi.Proposed(String.valueOf(debits.propose(ids.parse(id), source, reason)));
    }

    private CaseView view(MoneyCases.Case row) {
        Long movement = row.movementId();
        Long payout = row.payoutId();
        return new CaseView(
                ids.of(row.id()),
                ids.of(row.bankAccountId()),
                row.kind(),
                movement == null ? null : ids.of(movement),
                payout == null ? null : ids.of(payout),
                row.detail(),
                row.openedAt());
    }
}
