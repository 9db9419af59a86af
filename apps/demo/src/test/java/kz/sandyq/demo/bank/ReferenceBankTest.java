package kz.sandyq.demo.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.operator.money.iso.BankEntry;
import kz.sandyq.operator.money.iso.CreditTransfer;
import kz.sandyq.operator.money.iso.CreditTransferWriter;
import kz.sandyq.operator.money.iso.NotificationReader;
import kz.sandyq.operator.money.iso.StatusReport;
import kz.sandyq.operator.money.iso.StatusReportReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceBankTest {
    private static final String IBAN = "KZ86125KZT5004100100";
    private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");

    @TempDir
    Path folder;

    private ReferenceBank bank;

    @BeforeEach
    void start() throws Exception {
        bank = new ReferenceBank(folder, IBAN, "KZT", () -> NOW, new BankBook(folder.resolve("book.tsv")));
    }

    @Test
    void paysOpenAccountsAndRejectsClosedOnes() throws Exception {
        order("M1", payment("P1", "10.00", "KZ86125KZT5004100777"), payment("P2", "20.00", "KZ86125KZT5004100000"));
        assertThat(bank.serve()).isOne();
        StatusReport report = StatusReportReader.read(folder.resolve("in/SM1.xml"));
        assertThat(report.groupStatus()).isEqualTo("PART");
        assertThat(report.payments())
                .extracting(StatusReport.PaymentStatus::rejected)
                .containsExactly(false, true);
        assertThat(entries("NM1.xml")).singleElement().satisfies(entry -> {
            assertThat(entry.credit()).isFalse();
            assertThat(entry.endToEndId()).isEqualTo("P1");
            assertThat(entry.amount()).isEqualByComparingTo("10.00");
        });
        assertThat(folder.resolve("done/M1.xml")).exists();
        assertThat(bank.serve()).isZero();
    }

    @Test
    void refusesWhatIsNoPaymentOrder() throws Exception {
        Files.writeString(folder.resolve("out/x.xml"), "<Document/>");
        assertThat(bank.serve()).isOne();
        assertThat(folder.resolve("refused/x.xml")).exists();
        assertThat(names("in")).isEmpty();
    }

    @Test
    void sendsCreditsReversalsAndReturns() throws Exception {
        bank.credit("C1", new BigDecimal("5.00"), "Айгерім & Ко", "900101400123", false, "RF18539007547034");
        bank.reverse("R1", "C1", new BigDecimal("5.00"));
        bank.returnPayment("T1", "P1", new BigDecimal("7.00"), "AC04");
        assertThat(entries("NC1.xml").getFirst().payerName()).isEqualTo("Айгерім & Ко");
        assertThat(entries("NR1.xml").getFirst().relatedReference()).isEqualTo("C1");
        assertThat(entries("NT1.xml").getFirst().returnReason()).contains("AC04");
    }

    @Test
    void theBookIsReadAgainAndHoldsAReferenceOnce() throws Exception {
        order("M1", payment("P1", "10.00", "KZ86125KZT5004100777"), payment("P2", "20.00", "KZ86125KZT5004100000"));
        bank.serve();
        bank.credit("C1", new BigDecimal("5.00"), "Айгерім\tКо", "900101400123", false, "x");
        bank.credit("C1", new BigDecimal("6.00"), "x", "", false, "x");
        BankBook again = new BankBook(folder.resolve("book.tsv"));
        assertThat(again.newest(10))
                .extracting(BankBook.Line::kind)
                .containsExactly(BankBook.Kind.CREDIT, BankBook.Kind.REJECTED, BankBook.Kind.DEBIT);
        assertThat(again.find("C1").orElseThrow().amount()).isEqualByComparingTo("5.00");
        assertThat(again.find("C2")).isEmpty();
    }

    private void order(String messageId, CreditTransfer.Payment... payments) throws IOException {
        var transfer = new CreditTransfer(
                messageId, NOW, LocalDate.of(2026, 11, 20), "Sandyq", IBAN, "KCJBKZKX", "KZT", List.of(payments));
        Files.write(folder.resolve("out").resolve(messageId + ".xml"), CreditTransferWriter.write(transfer));
    }

    private static CreditTransfer.Payment payment(String endToEndId, String amount, String iban) {
        return new CreditTransfer.Payment(
                endToEndId, new BigDecimal(amount), "A", "900101400123", false, iban, "KCJBKZKX", "x");
    }

    private List<BankEntry> entries(String name) throws Exception {
        List<BankEntry> entries = new ArrayList<>();
        NotificationReader.read(folder.resolve("in").resolve(name), entries::add);
        return entries;
    }

    private List<Path> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(directory))) {
            return files.toList();
        }
    }
}
