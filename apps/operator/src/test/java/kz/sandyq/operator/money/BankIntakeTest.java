package kz.sandyq.operator.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.operator.money.iso.IsoFault;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReverseBankCreditDecoder;
import kz.sandyq.protocol.sbe.SettleSuspenseDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankIntakeTest {
    @TempDir
    Path directory;

    private MoneyFixture money;

    @BeforeEach
    void start() throws Exception {
        money = new MoneyFixture(directory);
    }

    @Test
    void creditWithReferenceAndPayerGoesToTheClient() throws Exception {
        money.take(BankMessages.notification(credit("B-1", "1000.50", money.reference)));
        BookBankCreditDecoder command = bookedCredit();
        assertThat(command.accountId()).isEqualTo(MoneyFixture.CLIENT_ACCOUNT);
        assertThat(command.bankAccountId()).isEqualTo(10);
        assertThat(command.amountMinor()).isEqualTo(100_050);
        money.applyAll();
        assertThat(states()).containsExactly("BOOKED");
    }

    @Test
    void theSameMessageTwiceCreditsOnce() throws Exception {
        String message = BankMessages.notification(credit("B-1", "10.00", money.reference));
        money.take(message);
        money.applyAll();
        money.take(message);
        assertThat(money.queued).isEmpty();
        assertThat(money.count("bank_movement")).isOne();
    }

    @Test
    void theSameMessageAfterAYearCreditsOnce() throws Exception {
        String message = BankMessages.notification(credit("B-1", "10.00", money.reference));
        money.take(message);
        money.applyAll();
        money.pass(Duration.ofDays(366));
        money.take(message);
        assertThat(money.queued).isEmpty();
    }

    @Test
    void aReferenceUsedForAnotherAmountIsACase() throws Exception {
        money.take(BankMessages.notification(credit("B-1", "10.00", money.reference)));
        money.take(BankMessages.notification(credit("B-1", "11.00", money.reference)));
        assertThat(money.queued).hasSize(1);
        assertThat(kinds()).containsExactly("REFERENCE_REUSED");
    }

    /** What cannot be booked at all is kept for staff; the rest of the message goes on. */
    @ParameterizedTest
    @CsvSource({
        "KZT, 0.00, ZERO_AMOUNT",
        "KZT, 1.005, TOO_MANY_DECIMALS",
        "USD, 10.00, WRONG_CURRENCY",
        "KZT, 999999999999999999, AMOUNT_OVERFLOW"
    })
    void unbookableEntryDoesNotStopTheMessage(String currency, String amount, String reason) throws Exception {
        String bad = BankMessages.entry("B-1", currency, amount, "CRDT", "", "").replace("<NtryDtls></NtryDtls>", "");
        assertThat(money.take(BankMessages.notification(bad, credit("B-2", "5.00", money.reference))))
                .isEmpty();
        assertThat(money.queued).hasSize(1);
        assertThat(money.movements.inState("UNBOOKABLE", 0, 10))
                .singleElement()
                .satisfies(movement -> assertThat(movement.reason()).isEqualTo(reason));
    }

    @Test
    void entryOfAnotherAccountIsUnbookable() throws Exception {
        money.take(BankMessages.notificationOf("KZ000000000000000001", credit("B-1", "5.00", money.reference)));
        assertThat(money.movements.inState("UNBOOKABLE", 0, 10))
                .extracting(Movement::reason)
                .containsExactly("UNKNOWN_BANK_ACCOUNT");
    }

    @Test
    void whatDoesNotMatchWaitsInSuspense() throws Exception {
        money.take(BankMessages.notification(
                credit("B-1", "1.00", "no reference"),
                credit("B-2", "2.00", "RF18539007547034"),
                BankMessages.credit("B-3", "3.00", "111111111111", money.reference),
                credit("B-4", "4.00", money.reference + " " + money.reference)));
        money.applyAll();
        assertThat(money.movements.inState("SUSPENSE", 0, 10))
                .extracting(Movement::reason)
                .containsExactly("NO_REFERENCE", "UNKNOWN_REFERENCE", "OTHER_PAYER", "NO_REFERENCE");
    }

    @Test
    void oneSchemaFaultBooksNothing() throws Exception {
        String good = credit("B-1", "1.00", money.reference);
        IsoFault fault = money.take(BankMessages.notification(good, good.replace("CRDT", "CREDIT")))
                .orElseThrow();
        assertThat(fault.path()).endsWith("/Ntry[2]/CdtDbtInd");
        assertThat(money.queued).isEmpty();
        assertThat(money.count("bank_movement")).isZero();
        assertThat(money.count("bank_file")).isOne();
    }

    @Test
    void aFaultFoundLateRollsBackWhatWasRead() throws Exception {
        String batch = BankMessages.entry(
                "B-2",
                "KZT",
                "3.00",
                "CRDT",
                "",
                BankMessages.details("", "1.00", "", "a", "") + BankMessages.details("", "1.00", "", "b", ""));
        IsoFault fault = money.take(BankMessages.notification(credit("B-1", "1.00", "x"), batch))
                .orElseThrow();
        assertThat(fault.code()).isEqualTo(IsoFault.Code.BATCH_SUM_MISMATCH);
        assertThat(money.count("bank_movement")).isZero();
    }

    @Test
    void onlyBookedStatusMovesMoney() throws Exception {
        money.take(
                BankMessages.notification(credit("B-1", "1.00", money.reference).replace("BOOK", "PDNG")));
        assertThat(money.queued).isEmpty();
        money.take(BankMessages.notification(credit("B-1", "1.00", money.reference)));
        assertThat(money.queued).hasSize(1);
    }

    @Test
    void twoPersonsGiveSuspenseMoneyToAClient() throws Exception {
        money.take(BankMessages.notification(credit("B-1", "7.00", "rent")));
        money.applyAll();
        long id = money.movements.inState("SUSPENSE", 0, 1).getFirst().id();
        assertThatThrownBy(() -> money.suspense.settle(id, MoneyFixture.CLIENT_ACCOUNT, new Persons(21, 21)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(money.suspense.settle(id, MoneyFixture.CLIENT_ACCOUNT, new Persons(21, 22)))
                .isTrue();
        assertThat(money.suspense.settle(id, MoneyFixture.CLIENT_ACCOUNT, new Persons(21, 22)))
                .isFalse();
        MoneyFixture.Queued queued = money.queued.getFirst();
        assertThat(queued.template()).isEqualTo(SettleSuspenseDecoder.TEMPLATE_ID);
        assertThat(queued.persons()).isEqualTo(new Persons(21, 22));
        money.applyAll();
        assertThat(states()).containsExactly("SETTLED");
    }

    @Test
    void aReversalNamesTheCreditAndTheClaimAccount() throws Exception {
        money.take(BankMessages.notification(credit("B-1", "9.00", money.reference)));
        money.applyAll();
        Movement credit = money.movements.byReference(money.bank.id(), "B-1").orElseThrow();
        money.take(BankMessages.notification(BankMessages.reversal("B-2", "9.00", "B-1")));
        var queued = money.queued.getFirst();
        var command = new ReverseBankCreditDecoder().wrapAndApplyHeader(queued.buffer(), 0, new MessageHeaderDecoder());
        assertThat(command.creditSequence()).isEqualTo(credit.coreSequence());
        assertThat(command.accountId()).isEqualTo(MoneyFixture.CLIENT_ACCOUNT);
        assertThat(command.claimAccountId()).isEqualTo(51);
    }

    @Test
    void aReversalOfSomethingUnknownIsACase() throws Exception {
        money.take(BankMessages.notification(BankMessages.reversal("B-2", "9.00", "B-1")));
        assertThat(money.queued).isEmpty();
        assertThat(kinds()).containsExactly("REVERSAL_OF_UNKNOWN");
    }

    @Test
    void aMovementThatTheCoreRefusesIsACase() throws Exception {
        money.take(BankMessages.notification(credit("B-1", "9.00", money.reference)));
        money.refuseFirst(303);
        assertThat(kinds()).containsExactly("MOVEMENT_REFUSED");
    }

    @Test
    void readFilesArePutAwayAndRefusedOnesSayWhy() throws Exception {
        Files.writeString(directory.resolve("in/a.xml"), BankMessages.notification(credit("B-1", "1.00", "x")));
        Files.writeString(directory.resolve("in/b.xml"), "<Document>");
        Files.writeString(directory.resolve("in/.c.xml"), "still being written");
        assertThat(money.intake.takeAll(money.bank, money.folder)).isEqualTo(2);
        assertThat(directory.resolve("done/a.xml")).exists();
        assertThat(directory.resolve("refused/b.xml")).exists();
        assertThat(directory.resolve("refused/b.xml.fault.txt")).content().contains("ISO_OTHER_VERSION");
        assertThat(directory.resolve("in/.c.xml")).exists();
    }

    private static String credit(String reference, String amount, String text) {
        return BankMessages.credit(reference, amount, MoneyFixture.PAYER, text);
    }

    private BookBankCreditDecoder bookedCredit() {
        var queued = money.queued.getFirst();
        assertThat(queued.kind()).isEqualTo(Kind.MOVEMENT_BOOK);
        return new BookBankCreditDecoder().wrapAndApplyHeader(queued.buffer(), 0, new MessageHeaderDecoder());
    }

    private List<String> states() {
        return Rows.list(money.jdbc
                .sql("select state from operator.bank_movement order by id")
                .query(String.class));
    }

    private List<String> kinds() {
        return money.cases.open().stream().map(MoneyCases.Case::kind).toList();
    }
}
