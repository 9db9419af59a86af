package kz.sandyq.operator.money;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks into the bank folders, sends what is approved, asks where a payout stays. One bank's fault stops no other. */
@Component
class BankPolling {
    private static final Logger log = LoggerFactory.getLogger(BankPolling.class);

    private final BankAccounts banks;
    private final BankIntake intake;
    private final PaymentFiles files;
    private final Payouts payouts;
    private final TransactionTemplate transactions;

    BankPolling(
            BankAccounts banks,
            BankIntake intake,
            PaymentFiles files,
            Payouts payouts,
            PlatformTransactionManager manager) {
        this.banks = banks;
        this.intake = intake;
        this.files = files;
        this.payouts = payouts;
        this.transactions = new TransactionTemplate(manager);
    }

    @Scheduled(fixedDelayString = "${sandyq.money.poll-ms:500}")
    void poll() {
        for (BankAccount bank : banks.all()) {
            try {
                var folder = new BankFolder(Path.of(bank.folder()));
                intake.takeAll(bank, folder);
                files.send(bank, folder);
            } catch (IOException | RuntimeException e) {
                log.error("bank account {} is not served now", bank.id(), e);
            }
        }
        transactions.executeWithoutResult(status -> payouts.expire());
    }
}
