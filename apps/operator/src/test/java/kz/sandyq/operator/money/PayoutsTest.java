package kz.sandyq.operator.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.protocol.sbe.BookPayoutDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.ReleasePayoutDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayoutsTest {
    @TempDir
    Path directory;

    private MoneyFixture money;

    @BeforeEach
    void start() throws Exception {
        money = new MoneyFixture(directory);
    }

    @Test
    void aPayoutIsReservedApprovedSentAndBooked() throws Exception {
        Payout payout = money.sentPayout(1_230);
        assertThat(payout.status()).isEqualTo(PayoutState.SENT);
        assertThat(money.out()).hasSize(1);
        assertThat(money.out().getFirst())
                .content()
                .contains(payout.endToEndId())
                .contains(">12.30<");
        money.take(BankMessages.notification(BankMessages.debit("D-1", "12.30", payout.endToEndId())));
        var command = new BookPayoutDecoder()
                .wrapAndApplyHeader(money.queued.getFirst().buffer(), 0, new MessageHeaderDecoder());
        assertThat(command.holdId()).isEqualTo(payout.hold());
        money.applyAll();
        assertThat(state(payout)).isEqualTo(PayoutState.PAID);
        assertThat(money.notices).extracting(MoneyNotice::kind).containsExactly(MoneyNotice.Kind.PAYOUT_PAID);
    }

    @Test
    void withoutMoneyThePayoutEndsRefused() {
        Payout payout = money.payouts.request(new PayoutRequest(
                MoneyKeys.key(money.now, "k"),
                7L,
                MoneyFixture.CLIENT_ACCOUNT,
                money.bank.id(),
                5,
                "A",
                MoneyFixture.PAYER,
                false,
                MoneyFixture.IBAN,
                "KCJBKZKX",
                "x"));
        money.refuseFirst(403);
        assertThat(state(payout)).isEqualTo(PayoutState.REFUSED);
        assertThat(money.notices).extracting(MoneyNotice::kind).containsExactly(MoneyNotice.Kind.PAYOUT_REFUSED);
    }

    @Test
    void theSameRequestTwiceIsOnePayout() {
        var request = new PayoutRequest(
                MoneyKeys.key(money.now, "k"),
                7L,
                MoneyFixture.CLIENT_ACCOUNT,
                money.bank.id(),
                5,
                "A",
                MoneyFixture.PAYER,
                false,
                MoneyFixture.IBAN,
                "KCJBKZKX",
                "x");
        assertThat(money.payouts.request(request).id())
                .isEqualTo(money.payouts.request(request).id());
        assertThat(money.queued).hasSize(1);
    }

    @Test
    void onePersonAloneDoesNotApprove() {
        Payout payout = money.reservedPayout(5);
        assertThatThrownBy(() -> money.payouts.approve(payout.id(), new Persons(21, 21)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(state(payout)).isEqualTo(PayoutState.RESERVED);
    }

    @Test
    void theClientTakesItBackOnlyBeforeItIsApproved() throws Exception {
        Payout early = money.reservedPayout(5);
        assertThat(money.payouts.cancel(early.id(), PayoutEnd.WITHDRAWN, "")).isTrue();
        money.applyAll();
        assertThat(state(early)).isEqualTo(PayoutState.WITHDRAWN);
        Payout late = money.sentPayout(5);
        assertThat(money.payouts.cancel(late.id(), PayoutEnd.WITHDRAWN, "")).isFalse();
    }

    @Test
    void theBankRejectsPartOfAFile() throws Exception {
        Payout first = money.reservedPayout(100);
        Payout second = money.reservedPayout(200);
        money.payouts.approve(first.id(), new Persons(21, 22));
        money.payouts.approve(second.id(), new Persons(21, 22));
        money.files.send(money.bank, money.folder);
        String message = messageId();
        money.take(BankMessages.status(message, "PART", BankMessages.rejected(message, second.endToEndId(), "AC01")));
        assertThat(money.queued).singleElement().satisfies(queued -> {
            assertThat(queued.objectId()).isEqualTo(second.id());
            assertThat(queued.template()).isEqualTo(ReleasePayoutDecoder.TEMPLATE_ID);
        });
        money.applyAll();
        assertThat(state(first)).isEqualTo(PayoutState.SENT);
        assertThat(state(second)).isEqualTo(PayoutState.REJECTED);
        assertThat(money.payouts.get(second.id()).reason()).isEqualTo("AC01");
        assertThat(money.notices).extracting(MoneyNotice::kind).containsExactly(MoneyNotice.Kind.PAYOUT_REJECTED);
    }

    @Test
    void theBankRejectsAWholeFile() throws Exception {
        Payout payout = money.sentPayout(100);
        money.take(BankMessages.status(messageId(), "RJCT", ""));
        money.applyAll();
        assertThat(state(payout)).isEqualTo(PayoutState.REJECTED);
    }

    @Test
    void theDebitComesBeforeTheStatus() throws Exception {
        Payout payout = money.sentPayout(100);
        money.take(BankMessages.notification(BankMessages.debit("D-1", "1.00", payout.endToEndId())));
        money.applyAll();
        money.take(BankMessages.status(messageId(), "ACSC", ""));
        assertThat(state(payout)).isEqualTo(PayoutState.PAID);
        money.take(BankMessages.status(messageId(), "RJCT", ""));
        assertThat(state(payout)).isEqualTo(PayoutState.PAID);
        assertThat(money.cases.open()).extracting(MoneyCases.Case::kind).containsExactly("REJECTED_AFTER_DEBIT");
    }

    @Test
    void aReturnAfterTheDebitIsCreditedBack() throws Exception {
        Payout payout = money.sentPayout(100);
        money.take(BankMessages.notification(BankMessages.debit("D-1", "1.00", payout.endToEndId())));
        money.applyAll();
        money.take(BankMessages.notification(BankMessages.returned("R-1", "1.00", payout.endToEndId(), "AC04")));
        money.applyAll();
        assertThat(state(payout)).isEqualTo(PayoutState.RETURNED);
        assertThat(money.payouts.get(payout.id()).reason()).isEqualTo("AC04");
        assertThat(money.movements
                        .byReference(money.bank.id(), "R-1")
                        .orElseThrow()
                        .accountId())
                .isEqualTo(MoneyFixture.CLIENT_ACCOUNT);
        assertThat(money.notices).extracting(MoneyNotice::kind).contains(MoneyNotice.Kind.PAYOUT_RETURNED);
    }

    @Test
    void aSecondReturnWaitsInSuspense() throws Exception {
        Payout payout = money.sentPayout(100);
        money.take(BankMessages.notification(BankMessages.debit("D-1", "1.00", payout.endToEndId())));
        money.applyAll();
        money.take(BankMessages.notification(BankMessages.returned("R-1", "1.00", payout.endToEndId(), "AC04")));
        money.take(BankMessages.notification(BankMessages.returned("R-2", "1.00", payout.endToEndId(), "AC04")));
        money.applyAll();
        assertThat(money.movements.inState("SUSPENSE", 0, 10))
                .extracting(Movement::reason)
                .containsExactly("RETURN_DOES_NOT_FIT");
    }

    @Test
    void withoutAnAnswerStaffAskAndNoSecondFileIsSent() throws Exception {
        Payout payout = money.sentPayout(100);
        assertThat(money.payouts.expire()).isZero();
        money.pass(Payouts.ANSWER_TERM.plus(Duration.ofSeconds(1)));
        assertThat(money.payouts.expire()).isOne();
        assertThat(state(payout)).isEqualTo(PayoutState.UNKNOWN);
        assertThat(money.cases.open()).extracting(MoneyCases.Case::kind).containsExactly("PAYOUT_WITHOUT_ANSWER");
        assertThat(money.files.send(money.bank, money.folder)).isZero();
        assertThat(money.out()).hasSize(1);
        money.take(BankMessages.notification(BankMessages.debit("D-1", "1.00", payout.endToEndId())));
        money.applyAll();
        assertThat(state(payout)).isEqualTo(PayoutState.PAID);
    }

    @Test
    void aKillBetweenFixingAndSendingLeavesOneFile() throws Exception {
        Payout payout = money.reservedPayout(100);
        money.payouts.approve(payout.id(), new Persons(21, 22));
        money.files.prepare(money.bank);
        assertThat(money.out()).isEmpty();
        assertThat(money.files.send(money.bank, money.folder)).isOne();
        assertThat(money.out()).hasSize(1);
        assertThat(state(payout)).isEqualTo(PayoutState.SENT);
    }

    @Test
    void aKillBetweenWritingAndSendingLeavesOneFile() throws Exception {
        Payout payout = money.reservedPayout(100);
        money.payouts.approve(payout.id(), new Persons(21, 22));
        money.files.prepare(money.bank);
        String name = messageId() + ".xml";
        money.folder.write(name, content());
        money.jdbc.sql("update operator.payment_file set state = 'WRITTEN'").update();
        assertThat(money.files.send(money.bank, money.folder)).isOne();
        assertThat(money.out()).hasSize(1);
    }

    @Test
    void aKillAfterSendingDoesNotSendAgainThoughTheBankTookTheFile() throws Exception {
        Payout payout = money.reservedPayout(100);
        money.payouts.approve(payout.id(), new Persons(21, 22));
        money.files.prepare(money.bank);
        String name = messageId() + ".xml";
        money.folder.write(name, content());
        money.jdbc.sql("update operator.payment_file set state = 'WRITTEN'").update();
        money.folder.send(name);
        Files.delete(directory.resolve("out").resolve(name));
        assertThat(money.files.send(money.bank, money.folder)).isOne();
        assertThat(money.out()).isEmpty();
        assertThat(state(payout)).isEqualTo(PayoutState.SENT);
    }

    @Test
    void aDebitOfAnotherAmountOrWithoutPayoutIsACase() throws Exception {
        Payout payout = money.sentPayout(100);
        money.take(BankMessages.notification(
                BankMessages.debit("D-1", "1.01", payout.endToEndId()), BankMessages.debit("D-2", "1.00", "FEE")));
        assertThat(money.queued).isEmpty();
        assertThat(money.cases.open())
                .extracting(MoneyCases.Case::kind)
                .containsExactly("DEBIT_AMOUNT_DIFFERS", "UNMATCHED_DEBIT");
    }

    private String messageId() {
        return money.jdbc
                .sql("select message_id from operator.payment_file")
                .query(String.class)
                .single();
    }

    private byte[] content() {
        return money.jdbc
                .sql("select content from operator.payment_file")
                .query(byte[].class)
                .single();
    }

    private PayoutState state(Payout payout) {
        return money.payouts.get(payout.id()).status();
    }
}
