package kz.sandyq.demo.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One reference bank for every bank account of the operator; looks into their folders all the time. */
@Component
public class BankFloor {
    private static final Logger LOG = LoggerFactory.getLogger(BankFloor.class);
    private static final int NAME_MAX_CHARACTERS = 140;

    private final BankAccounts accounts;
    private final InstantSource clock;
    private final Path books;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ReferenceBank> banks = new ConcurrentHashMap<>();

    BankFloor(BankAccounts accounts, SandyqClock clock, @Value("${sandyq.data.directory}") Path data) {
        this.accounts = accounts;
        this.clock = clock;
        this.books = data.resolve("bank-books");
    }

    @Scheduled(fixedDelayString = "${sandyq.demo.bank-poll-ms:300}")
    void serve() {
        for (BankAccount account : accounts.all()) {
            try {
                bank(account).serve();
            } catch (IOException | UncheckedIOException fault) {
                LOG.error("the reference bank cannot work in {}", account.folder(), fault);
            }
        }
    }

    /**
     * Money comes to the operator's account; gives the bank's reference.
     *
     * @param payerNumber IIN or BIN of the payer, empty for a foreigner
     * @param legalEntity whether the payer is an organisation
     * @param text what the payer wrote, with the payment reference of a client or without
     * @throws RefusedException BANK_ACCOUNT_UNKNOWN, BANK_AMOUNT, BANK_TEXT
     */
    public String credit(
            String iban, BigDecimal amount, String payerName, String payerNumber, boolean legalEntity, String text) {
        ReferenceBank bank = bank(iban);
        requireAmount(amount);
        requireText(payerName, "payerName");
        requireText(text, "text");
        if (!payerNumber.matches("([0-9]{12})?")) {
            throw new RefusedException("BANK_TEXT").field("payerNumber");
        }
        String reference = fresh();
        try {
            bank.credit(reference, amount, payerName.strip(), payerNumber, legalEntity, text.strip());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return reference;
    }

    /**
     * The bank takes a whole credit back; gives the reference of the reversal, the same when asked again.
     *
     * @throws RefusedException BANK_ACCOUNT_UNKNOWN, BANK_LINE_UNKNOWN
     */
    String reverse(String iban, String creditReference) {
        ReferenceBank bank = bank(iban);
        BankBook.Line credit = line(bank, creditReference, BankBook.Kind.CREDIT);
        String reference = "R" + creditReference;
        if (bank.book().find(reference).isEmpty()) {
            try {
                bank.reverse(reference, creditReference, credit.amount());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
        return reference;
    }

    /**
     * The payee's bank sends a paid payment back; gives the reference of the return, the same when asked again.
     *
     * @param reason ISO 20022 reason, four characters
     * @throws RefusedException BANK_ACCOUNT_UNKNOWN, BANK_LINE_UNKNOWN, BANK_TEXT
     */
    String giveBack(String iban, String debitReference, String reason) {
        ReferenceBank bank = bank(iban);
        BankBook.Line debit = line(bank, debitReference, BankBook.Kind.DEBIT);
        if (!reason.matches("[A-Z0-9]{4}")) {
            throw new RefusedException("BANK_TEXT").field("reason");
        }
        String reference = "T" + debit.related();
        if (bank.book().find(reference).isEmpty()) {
            try {
                bank.returnPayment(reference, debit.related(), debit.amount(), reason);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
        return reference;
    }

    /** Newest lines of the bank's book first. */
    List<BankBook.Line> lines(String iban, int limit) {
        return bank(iban).book().newest(limit);
    }

    /** IBANs of the operator. */
    List<String> ibans() {
        return accounts.all().stream().map(BankAccount::iban).toList();
    }

    private ReferenceBank bank(String iban) {
        return accounts.all().stream()
                .filter(each -> each.iban().equals(iban))
                .findFirst()
                .map(this::bank)
                .orElseThrow(() -> new RefusedException("BANK_ACCOUNT_UNKNOWN").field("iban"));
    }

    private ReferenceBank bank(BankAccount account) {
        return banks.computeIfAbsent(account.iban(), iban -> {
            try {
                BankBook book = new BankBook(books.resolve(iban + ".tsv"));
                return new ReferenceBank(Path.of(account.folder()), iban, account.currency(), clock, book);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }

    private static BankBook.Line line(ReferenceBank bank, String reference, BankBook.Kind kind) {
        return bank.book()
                .find(reference)
                .filter(each -> each.kind() == kind)
                .orElseThrow(() -> new RefusedException("BANK_LINE_UNKNOWN").field("reference"));
    }

    private static void requireAmount(BigDecimal amount) {
        if (amount.signum() <= 0 || amount.scale() > 2 || amount.precision() - amount.scale() > 13) {
            throw new RefusedException("BANK_AMOUNT").field("amount");
        }
    }

    private static void requireText(String text, String field) {
        if (text.isBlank() || text.strip().length() > NAME_MAX_CHARACTERS) {
            throw new RefusedException("BANK_TEXT").field(field);
        }
    }

    private String fresh() {
        long number = Math.floorMod(random.nextLong(), 1L << 40);
        return "C" + clock.millis() + Long.toString(number, 36).toUpperCase(Locale.ROOT);
    }
}
