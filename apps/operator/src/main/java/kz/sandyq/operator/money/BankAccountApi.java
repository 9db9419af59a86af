package kz.sandyq.operator.money;

import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operator's bank accounts for programs of its administrators. */
@RestController
class BankAccountApi {
    private final BankAccountOpenings openings;
    private final BankAccounts banks;
    private final CurrentActor actor;
    private final int clusterNumber;

    BankAccountApi(
            BankAccountOpenings openings,
            BankAccounts banks,
            CurrentActor actor,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        this.openings = openings;
        this.banks = banks;
        this.actor = actor;
        this.clusterNumber = clusterNumber;
    }

    /** An account to propose. */
    record NewAccount(
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String bankName,
            @Nullable String currency) {
        BankAccountOpenings.Form form() {
            return new BankAccountOpenings.Form(
                    Objects.requireNonNullElse(iban, ""),
                    Objects.requireNonNullElse(bic, ""),
                    Objects.requireNonNullElse(bankName, ""),
                    Objects.requireNonNullElse(currency, ""));
        }
    }

    /**
     * An account on its way or open.
     *
     * @param assetId asset of the currency, absent until the core has it
     * @param folder directory of the bank's messages, absent until open
     * @param rejectCode the core's refusal, 0 for none
     */
    record View(
            String id,
            String iban,
            String bic,
            String bankName,
            String currency,
            String state,
            @Nullable String assetId,
            @Nullable String folder,
            int rejectCode) {}

    @PostMapping("/api/v1/settings/bank-accounts")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View propose(@RequestBody NewAccount body) {
        long id = openings.propose(actor.get(), body.form());
        return views().stream()
                .filter(each -> each.id().equals(publicId(id)))
                .findFirst()
                .orElseThrow();
    }

    /** All of them, newest first. */
    @GetMapping("/api/v1/settings/bank-accounts")
    List<View> views() {
        List<BankAccount> open = banks.all();
        return openings.all().stream()
                .map(each -> new View(
                        publicId(each.id()),
                        each.iban(),
                        each.bic(),
                        each.bankName(),
                        each.currency(),
                        each.state(),
                        each.assetId() == 0 ? null : publicId(each.assetId()),
                        open.stream()
                                .filter(bank -> bank.iban().equals(each.iban()))
                                .map(BankAccount::folder)
                                .findFirst()
                                .orElse(null),
                        each.rejectCode()))
                .toList();
    }

    private String publicId(long number) {
        return clusterNumber + "-" + number;
    }
}
