package kz.sandyq.operator.money.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.operator.money.iso.IsoFault.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
    @TempDir
    Path directory;

    @Test
    void creditIsReadWithReferenceAndPayer() throws Exception {
        List<BankEntry> entries = read(
                Samples.notification(Samples.entry("100.50", "B-1", Samples.details("100.50", "RF18539007547034"))));
        BankEntry entry = entries.getFirst();
        assertThat(entries).hasSize(1);
        assertThat(entry.messageId()).isEqualTo("N-1");
        assertThat(entry.accountIban()).isEqualTo("KZ86125KZT5004100100");
        assertThat(entry.reference()).isEqualTo("B-1");
        assertThat(entry.booked()).isTrue();
        assertThat(entry.credit()).isTrue();
        assertThat(entry.reversal()).isFalse();
        assertThat(entry.amount()).isEqualByComparingTo("100.50");
        assertThat(entry.currency()).isEqualTo("KZT");
        assertThat(entry.bookingDate()).contains(LocalDate.of(2026, 11, 20));
        assertThat(entry.endToEndId()).isEqualTo("E-1");
        assertThat(entry.payerNumbers()).containsExactly("900101400123");
        assertThat(entry.payerName()).isEqualTo("Айгерім Сәрсенова");
        assertThat(CreditorReference.findOne(entry.structuredReferences(), entry.unstructured()))
                .contains("RF18539007547034");
    }

    @Test
    void batchGivesOneMovementPerTransaction() throws Exception {
        String batch = Samples.details("60.00", "a") + Samples.details("40.00", "b");
        List<BankEntry> entries = read(Samples.notification(
                Samples.entry("100.00", "B-1", batch) + Samples.entry("7.00", "B-2", Samples.details("7.00", "c"))));
        assertThat(entries).extracting(BankEntry::index).containsExactly(0, 1, 0);
        assertThat(entries).extracting(BankEntry::reference).containsExactly("B-1", "B-1", "B-2");
        assertThat(entries).extracting(BankEntry::unstructured).containsExactly("a", "b", "c");
    }

    @Test
    void batchThatDoesNotAddUpIsRefused() {
        String batch = Samples.details("60.00", "a") + Samples.details("40.01", "b");
        assertRefused(Samples.notification(Samples.entry("100.00", "B-1", batch)), Code.BATCH_SUM_MISMATCH);
    }

    @Test
    void entryWithoutBankReferenceIsRefused() {
        assertRefused(
                Samples.notification(Samples.entry("1.00", "", Samples.details("1.00", "a"))),
                Code.ENTRY_WITHOUT_REFERENCE);
    }

    @Test
    void reversalAndReturnAreTold() throws Exception {
        String reversal = Samples.entry("5.00", "B-3", "")
                .replace("<NtryDtls></NtryDtls>", "")
                .replace("CRDT</CdtDbtInd><Sts>", "DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>");
        String returned = Samples.entry("5.00", "B-4", Samples.details("5.00", "x"))
                .replace("</RmtInf></TxDtls>", "</RmtInf><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
        List<BankEntry> entries = read(Samples.notification(reversal + returned));
        assertThat(entries.getFirst().reversal()).isTrue();
        assertThat(entries.getFirst().credit()).isFalse();
        assertThat(entries.getLast().returnReason()).contains("AC04");
    }

    @Test
    void paymentOrderIsWrittenTheSameEachTimeAndPassesTheChecker() throws Exception {
        CreditTransfer transfer = transfer("12.30");
        byte[] bytes = CreditTransferWriter.write(transfer);
        assertThat(bytes).isEqualTo(CreditTransferWriter.write(transfer));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("EndToEndId>P-1</")
                .contains(">12.30</")
                .contains("&#1046;&#1110;&#1073;&#1077;&#1082;");
    }

    @Test
    void invalidPaymentOrderIsNeverWritten() {
        assertThatThrownBy(() -> CreditTransferWriter.write(transfer("-1.00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("InstdAmt");
    }

    @Test
    void statusReportNamesTheRefusedPart() throws Exception {
        Path file = write("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-11-20T10:00:00Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>M-1</OrgnlPmtInfId>
                <TxInfAndSts><OrgnlEndToEndId>P-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
                <TxInfAndSts><OrgnlEndToEndId>P-2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                <StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>no such account</AddtlInf></StsRsnInf></TxInfAndSts>
                </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """);
        StatusReport report = StatusReportReader.read(file);
        assertThat(report.originalMessageId()).isEqualTo("M-1");
        assertThat(report.rejected()).isFalse();
        assertThat(report.payments())
                .extracting(StatusReport.PaymentStatus::rejected)
                .containsExactly(false, true);
        assertThat(report.payments().getLast().endToEndId()).isEqualTo("P-2");
        assertThat(report.payments().getLast().reason()).isEqualTo("AC01 no such account");
    }

    @Test
    void referencesFollowIso11649() {
        assertThat(CreditorReference.isValid("RF18539007547034")).isTrue();
        assertThat(CreditorReference.isValid("RF19539007547034")).isFalse();
        assertThat(CreditorReference.of("539007547034")).isEqualTo("RF18539007547034");
        assertThat(CreditorReference.findOne(List.of(), "төлем rf18539007547034, рахмет"))
                .contains("RF18539007547034");
        assertThat(CreditorReference.findOne(List.of(), "RF18539007547034 RF18539007547034"))
                .isEmpty();
        assertThat(CreditorReference.findOne(List.of("RF00BAD"), "RF18539007547034"))
                .isEmpty();
    }

    private static CreditTransfer transfer(String amount) {
        var payment = new CreditTransfer.Payment(
                "P-1",
                new BigDecimal(amount),
                "Жібек Әлі",
                "900101400123",
                false,
                "KZ86125KZT5004100100",
                "KCJBKZKX",
                "Ақша қайтару");
        return new CreditTransfer(
                "M-1",
                Instant.parse("2026-11-20T05:00:00Z"),
                LocalDate.of(2026, 11, 20),
                "Sandyq",
                "KZ86125KZT5004100200",
                "KCJBKZKX",
                "KZT",
                List.of(payment));
    }

    private void assertRefused(String message, Code code) {
        assertThatThrownBy(() -> read(message))
                .isInstanceOfSatisfying(
                        IsoFaultException.class,
                        e -> assertThat(e.fault().code()).isEqualTo(code));
    }

    private List<BankEntry> read(String message) throws Exception {
        List<BankEntry> entries = new ArrayList<>();
        NotificationReader.read(write(message), entries::add);
        return entries;
    }

    private Path write(String message) throws Exception {
        return Files.write(directory.resolve("message.xml"), Samples.bytes(message));
    }
}
