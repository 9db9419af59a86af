package kz.sandyq.demo.bank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.demo.bank.BankBook.Kind;
import kz.sandyq.operator.money.iso.IsoChecker;
import kz.sandyq.operator.money.iso.IsoFaultException;
import kz.sandyq.operator.money.iso.IsoMessage;

/**
 * A bank that keeps one account of the operator and speaks only through its folder, as a real one does: it takes
 * pain.001 from {@code out/}, answers with pain.002 and camt.054 in {@code in/}, and sends credits, reversals and
 * returns when it is told to. Its references follow from what they stand for, so that work repeated after a kill
 * repeats the references too. It refuses payments to accounts that end in {@value #CLOSED_ACCOUNT}: they are closed.
 */
final class ReferenceBank {
    /** Last digits of accounts that are closed: payments to them are rejected with AC04. */
    static final String CLOSED_ACCOUNT = "0000";

    private final Path folder;
    private final String iban;
    private final String currency;
    private final InstantSource clock;
    private final BankBook book;

    /**
     * A bank at a folder of the operator.
     *
     * @param folder directory with {@code out/ in/ done/ refused/}
     * @param iban the operator's account
     * @param currency its currency, ISO 4217
     * @param book what it has booked
     */
    ReferenceBank(Path folder, String iban, String currency, InstantSource clock, BankBook book) throws IOException {
        this.book = book;
        this.folder = folder;
        this.iban = iban;
        this.currency = currency;
        this.clock = clock;
        for (String name : List.of("out", "in", "done", "refused")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /** Answers every payment order that waits. Gives the number of files. */
    int serve() throws IOException {
        List<Path> orders;
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            orders = files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : orders) {
            String answered = "done";
            try {
                answer(PaymentOrderReader.read(file));
            } catch (IsoFaultException e) {
                answered = "refused";
            }
            Path target = folder.resolve(answered).resolve(file.getFileName());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return orders.size();
    }

    private void answer(PaymentOrder order) throws IOException {
        List<String> statuses = new ArrayList<>();
        List<String> debits = new ArrayList<>();
        for (PaymentOrder.Payment payment : order.payments()) {
            if (payment.creditorIban().endsWith(CLOSED_ACCOUNT)) {
                statuses.add(BankXml.paymentStatus(payment.endToEndId(), "RJCT", "AC04"));
                book(
                        Kind.REJECTED,
                        "X" + payment.endToEndId(),
                        payment.endToEndId(),
                        payment.amount(),
                        payment.creditorIban());
            } else {
                statuses.add(BankXml.paymentStatus(payment.endToEndId(), "ACSC", ""));
                debits.add(BankXml.entry(
                        "D" + payment.endToEndId(),
                        payment.amount(),
                        payment.currency(),
                        false,
                        false,
                        clock.instant(),
                        BankXml.endToEnd(payment.endToEndId())));
                book(
                        Kind.DEBIT,
                        "D" + payment.endToEndId(),
                        payment.endToEndId(),
                        payment.amount(),
                        payment.creditorIban());
            }
        }
        String group = debits.isEmpty() ? "RJCT" : debits.size() == statuses.size() ? "ACSC" : "PART";
        String id = "S" + order.messageId();
        send(id, IsoMessage.PAIN_002, BankXml.status(order, id, clock.instant(), statuses, group));
        if (!debits.isEmpty()) {
            notify("N" + order.messageId(), debits);
        }
    }

    /**
     * Money came to the operator's account.
     *
     * @param reference the bank's own reference, at most 34 characters, once for good
     * @param payerNumber IIN or BIN of the payer, empty for a foreigner
     * @param text remittance text, at most 140 characters
     */
    void credit(
            String reference, BigDecimal amount, String payerName, String payerNumber, boolean legalEntity, String text)
            throws IOException {
        String details = BankXml.payerDetails(payerName, payerNumber, legalEntity, text);
        notify(
                "N" + reference,
                List.of(BankXml.entry(reference, amount, currency, true, false, clock.instant(), details)));
        book(Kind.CREDIT, reference, "", amount, payerName);
    }

    /** Takes a credit back. */
    void reverse(String reference, String creditReference, BigDecimal amount) throws IOException {
        String details = BankXml.reversed(creditReference);
        notify(
                "N" + reference,
                List.of(BankXml.entry(reference, amount, currency, false, true, clock.instant(), details)));
        book(Kind.REVERSAL, reference, creditReference, amount, "");
    }

    /** The payee's bank sends a payment back. */
    void returnPayment(String reference, String endToEndId, BigDecimal amount, String reasonCode) throws IOException {
        String details = BankXml.endToEnd(endToEndId) + BankXml.returnReason(reasonCode);
        notify(
                "N" + reference,
                List.of(BankXml.entry(reference, amount, currency, true, false, clock.instant(), details)));
        book(Kind.RETURN, reference, endToEndId, amount, "");
    }

    BankBook book() {
        return book;
    }

    private void book(Kind kind, String reference, String related, BigDecimal amount, String party) {
        book.book(new BankBook.Line(kind, reference, related, amount, party, clock.instant()));
    }

    private void notify(String messageId, List<String> entries) throws IOException {
        send(messageId, IsoMessage.CAMT_054, BankXml.notification(messageId, iban, clock.instant(), entries));
    }

    private void send(String messageId, IsoMessage kind, String message) throws IOException {
        byte[] content = message.getBytes(StandardCharsets.UTF_8);
        try {
            IsoChecker.check(kind, new ByteArrayInputStream(content));
        } catch (IsoFaultException e) {
            throw new IllegalStateException("the reference bank wrote a wrong message: " + e.fault(), e);
        }
        Path in = folder.resolve("in");
        Path written = in.resolve("." + messageId + ".xml");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(written, in.resolve(messageId + ".xml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
