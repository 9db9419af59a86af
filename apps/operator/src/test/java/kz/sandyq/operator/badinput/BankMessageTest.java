package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import kz.sandyq.operator.money.BankMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of the bank that must not move money, or not as they say. */
class BankMessageTest extends MarketTest {
    private Client client = Client.NONE;

    @BeforeEach
    void aClient() throws Exception {
        client = investor();
    }

    @Test
    void malformedXml() throws Exception {
        refused(good().replace("</Document>", ""), "XML_MALFORMED");
    }

    @Test
    void entityExpansion() throws Exception {
        String bomb = "<!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
        refused(bomb + good().replace("N-1", "&b;"), "XML_DTD");
    }

    @Test
    void unknownElement() throws Exception {
        refused(
                good().replace("<Ntfctn><Id>1</Id>", "<Ntfctn><Id>1</Id><Foo/>"),
                "ISO_UNKNOWN_ELEMENT",
                "Ntfctn[1]/Foo");
    }

    @Test
    void missingElement() throws Exception {
        refused(good().replace("<MsgId>N-1</MsgId>", ""), "ISO_MISSING_ELEMENT", "GrpHdr/MsgId");
    }

    @Test
    void wrongElement() throws Exception {
        refused(good().replace("<Dt>2026-11-20</Dt>", "<Dt>2026-02-30</Dt>"), "ISO_WRONG_TYPE", "BookgDt/Dt");
    }

    @Test
    void anotherVersion() throws Exception {
        refused(good().replace("camt.054.001.08", "camt.054.001.02"), "ISO_OTHER_VERSION");
    }

    @Test
    void negativeAmount() throws Exception {
        refused(good().replace(">10.00<", ">-10.00<"), "ISO_WRONG_TYPE", "Amt");
    }

    @Test
    void fiftyMegabytesWithOneBadEntry() throws Exception {
        Path in = bank.root().resolve("in");
        Path writing = in.resolve(".big.xml");
        String[] around =
                BankMessages.notificationOf(bank.account().iban(), "|").split("\\|");
        String entry = credit("BIG-NNNNNN", "10.00");
        int count = 50_000_000 / entry.length();
        try (BufferedWriter file = Files.newBufferedWriter(writing)) {
            file.write(around[0]);
            for (int i = 0; i < count; i++) {
                file.write(entry.replace("NNNNNN", "%06d".formatted(i)));
            }
            file.write(entry.replace("CRDT", "CREDIT"));
            file.write(around[1]);
        }
        assertThat(Files.size(writing)).isGreaterThan(50_000_000);
        Files.move(writing, in.resolve("big.xml"), StandardCopyOption.ATOMIC_MOVE);
        until(() -> bank.read("big.xml"));
        assertThat(bank.fault("big.xml")).contains("ISO_WRONG_CODE").contains("/Ntry[" + (count + 1) + "]/");
        assertThat(free(client.account(), TestBank.TENGE)).isZero();
        assertThat(count("operator.bank_movement where reference like 'BIG-%'")).isZero();
    }

    @Test
    void theSameMessageTwice() {
        String message = good();
        taken(message);
        until(() -> free(client.account(), TestBank.TENGE) == 1_000);
        taken(message);
        settled();
        assertThat(free(client.account(), TestBank.TENGE)).isEqualTo(1_000);
    }

    @Test
    void unknownAccountOfOurs() {
        String reference = bank.next("C");
        taken(BankMessages.notificationOf("KZ000000000000000001", credit(reference, "10.00")));
        unbookable(reference, "UNKNOWN_BANK_ACCOUNT");
    }

    @Test
    void unknownAccountOfAClient() {
        String reference = bank.credit("RF18539007547034", "10.00", client.nationalId());
        until(() -> "SUSPENSE".equals(state(reference)));
        assertThat(reason(reference)).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(free(client.account(), TestBank.TENGE)).isZero();
    }

    @Test
    void wrongCurrency() {
        unbookable("USD", "10.00", "WRONG_CURRENCY");
    }

    @Test
    void zeroAmount() {
        unbookable("KZT", "0.00", "ZERO_AMOUNT");
    }

    @Test
    void amountOverflow() {
        unbookable("KZT", "999999999999999999", "AMOUNT_OVERFLOW");
    }

    @Test
    void moreDecimalsThanTheScale() {
        unbookable("KZT", "1.005", "TOO_MANY_DECIMALS");
    }

    private void unbookable(String currency, String amount, String reason) {
        String reference = bank.next("C");
        String entry =
                BankMessages.entry(reference, currency, amount, "CRDT", "", "").replace("<NtryDtls></NtryDtls>", "");
        taken(BankMessages.notificationOf(bank.account().iban(), entry));
        unbookable(reference, reason);
    }

    private void unbookable(String reference, String reason) {
        assertThat(state(reference)).isEqualTo("UNBOOKABLE");
        assertThat(reason(reference)).isEqualTo(reason);
        settled();
        assertThat(free(client.account(), TestBank.TENGE)).isZero();
    }

    private void refused(String message, String... fault) throws Exception {
        String name = bank.send(message);
        until(() -> bank.read(name));
        assertThat(bank.fault(name)).contains(fault);
        settled();
        assertThat(free(client.account(), TestBank.TENGE)).isZero();
    }

    private void taken(String message) {
        String name = bank.send(message);
        until(() -> bank.read(name));
        assertThat(bank.refused(name)).isFalse();
    }

    /** Every command that the messages so far have led to is answered. */
    private void settled() {
        until(() -> count("operator.command_outbox where answered_at is null") == 0);
    }

    private String good() {
        return BankMessages.notificationOf(bank.account().iban(), credit(bank.next("C"), "10.00"));
    }

    private String credit(String reference, String amount) {
        return BankMessages.credit(reference, amount, client.nationalId(), reference(client));
    }

    private String state(String reference) {
        return column(reference, "state");
    }

    private String reason(String reference) {
        return column(reference, "reason");
    }

    private String column(String reference, String column) {
        return database.sql("select " + column + " from operator.bank_movement where reference = :reference")
                .param("reference", reference)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
