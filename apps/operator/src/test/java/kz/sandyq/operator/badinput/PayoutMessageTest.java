package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import kz.sandyq.operator.money.BankMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bank says about payouts, late, in parts, twice or against itself. */
class PayoutMessageTest extends MarketTest {
    private static final String ASK = """
            {"currency": "KZT", "amount": "%s", "payeeName": "Айгүл Сәрсенова",
             "payeeIban": "KZ86125KZT5004100100", "payeeBic": "KCJBKZKX", "purpose": "Ақша қайтару"}""";

    private Client client = Client.NONE;

    @BeforeEach
    void aClientWithMoney() throws Exception {
        client = investor();
        pay(client, "100.00");
    }

    @Test
    void statusForAPartOfAFile() throws Exception {
        String kept = approved("10.00");
        String refused = approved("20.00");
        String message = message(refused);
        bank.send(BankMessages.status(message, "PART", BankMessages.rejected(message, endToEnd(refused), "AC01")));
        until(() -> state(refused).equals("REJECTED"));
        assertThat(state(kept)).isEqualTo("SENT");
        until(() -> free() == 9_000);
    }

    @Test
    void theDebitBeforeTheStatus() throws Exception {
        String payout = approved("10.00");
        debited(payout, "10.00");
        until(() -> state(payout).equals("PAID"));
        bank.send(BankMessages.status(message(payout), "RJCT", ""));
        until(() -> caseOf("REJECTED_AFTER_DEBIT", payout));
        assertThat(state(payout)).isEqualTo("PAID");
        assertThat(free()).isEqualTo(9_000);
    }

    @Test
    void theReturnAfterTheDebit() throws Exception {
        String payout = approved("10.00");
        debited(payout, "10.00");
        until(() -> state(payout).equals("PAID"));
        bank.send(BankMessages.notificationOf(
                bank.account().iban(), BankMessages.returned(bank.next("R"), "10.00", endToEnd(payout), "AC04")));
        until(() -> state(payout).equals("RETURNED"));
        until(() -> free() == 10_000);
        assertThat(get(client.token(), "/me/payouts").body()).contains("AC04");
    }

    @Test
    void aCreditReversedAfterItWasSpent() throws Exception {
        String payout = approved("80.00");
        debited(payout, "80.00");
        until(() -> state(payout).equals("PAID"));
        String credit = text("select reference from operator.bank_movement where credit and account_id = "
                + client.account() + " order by id limit 1");
        bank.send(BankMessages.notificationOf(
                bank.account().iban(), BankMessages.reversal(bank.next("V"), "100.00", credit)));
        until(() -> claim() == 8_000);
        assertThat(free()).isZero();

        bank.credit(reference(client), "50.00", client.nationalId());
        until(() -> claim() == 3_000);
        assertThat(free()).as("money goes to the claim first").isZero();
        String early = ask("1.00");
        until(() -> state(early).equals("REFUSED"));

        bank.credit(reference(client), "40.00", client.nationalId());
        until(() -> claim() == 0);
        until(() -> free() == 1_000);
        String late = ask("1.00");
        until(() -> state(late).equals("RESERVED"));
    }

    @Test
    void aPayoutAboveWhatIsFree() throws Exception {
        String payout = ask("100.01");
        until(() -> state(payout).equals("REFUSED"));
        assertThat(free()).isEqualTo(10_000);
    }

    @Test
    void zeroNegativeOverflowAndTooPreciseAmounts() throws Exception {
        List.of("0", "-1", "99999999999999999999", "1.001", "1e2").forEach(this::refused);
        assertThat(free()).isEqualTo(10_000);
    }

    @Test
    void aCurrencyThatIsNotKept() throws Exception {
        Answer answer =
                post(client.token(), "/me/payouts", ASK.formatted("1.00").replace("KZT\",", "USD\","));
        assertThat(answer.code()).isEqualTo("CURRENCY_NOT_KEPT");
    }

    @Test
    void theFeeOfTheBankIsBookedByTwoPersonsOnOwnMoneyOnly() throws Exception {
        String reference = bank.next("F");
        bank.send(BankMessages.notificationOf(bank.account().iban(), BankMessages.debit(reference, "3.00", "FEE")));
        until(() -> movement(reference, "state").equals("CASE"));
        propose(reference, "NONE", "шот жүргізу");
        approveLast(approver.token()).good();
        until(() -> movement(reference, "reason").startsWith("REFUSED_"));
        assertThat(movement(reference, "state")).as("there is no own money").isEqualTo("CASE");

        String own = bank.next("O");
        bank.send(BankMessages.notificationOf(
                bank.account().iban(), BankMessages.credit(own, "5.00", "050140001238", "own money")));
        until(() -> movement(own, "state").equals("SUSPENSE"));
        String path = "/money/suspense/1-" + movement(own, "id") + "/settlement";
        post(moneyOfficer.token(), path, "{\"own\":true,\"reason\":\"банк комиссиясына\"}")
                .good();
        approveLast(approver.token()).good();
        until(() -> movement(own, "state").equals("SETTLED"));
        propose(reference, "OWN", "шот жүргізу");
        approveLast(moneyOfficer.token()).code();
        approveLast(approver.token()).good();
        until(() -> movement(reference, "state").equals("BOOKED"));
        until(() -> free(bank.account().ownAccountId(), TestBank.TENGE) == 200);
    }

    private void propose(String reference, String source, String reason) throws Exception {
        String id = text("select id::text from operator.money_case where closed_at is null and movement_id = "
                + movement(reference, "id"));
        String body = "{\"source\":%s,\"reason\":\"%s\"}"
                .formatted(source.equals("NONE") ? "null" : "\"" + source + "\"", reason);
        post(moneyOfficer.token(), "/money/cases/1-" + id + "/debit", body).good();
    }

    private void refused(String amount) {
        try {
            assertThat(post(client.token(), "/me/payouts", ASK.formatted(amount))
                            .status())
                    .as(amount)
                    .isEqualTo(422);
        } catch (Exception fault) {
            throw new IllegalStateException(amount, fault);
        }
    }

    /** Asks for a payout; gives its number. */
    private String ask(String amount) throws Exception {
        String id = post(client.token(), "/me/payouts", ASK.formatted(amount))
                .good()
                .at("$.id");
        return id.substring(2);
    }

    /** A payout that two persons approved and that has gone to the bank. */
    private String approved(String amount) throws Exception {
        String payout = ask(amount);
        until(() -> state(payout).equals("RESERVED"));
        post(moneyOfficer.token(), "/money/payouts/1-" + payout + "/proposal", "{}")
                .good();
        approveLast(approver.token()).good();
        until(() -> state(payout).equals("SENT"));
        return payout;
    }

    private void debited(String payout, String amount) {
        bank.send(BankMessages.notificationOf(
                bank.account().iban(), BankMessages.debit(bank.next("D"), amount, endToEnd(payout))));
    }

    private String message(String payout) {
        Path order = bank.orders(endToEnd(payout)).getFirst();
        return order.getFileName().toString().replace(".xml", "");
    }

    private String endToEnd(String payout) {
        return text("select end_to_end_id from operator.payout where id = " + payout);
    }

    private String state(String payout) {
        return text("select state from operator.payout where id = " + payout);
    }

    private String movement(String reference, String column) {
        return database.sql("select " + column + "::text from operator.bank_movement where reference = :reference")
                .param("reference", reference)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private boolean caseOf(String kind, String payout) {
        return count("operator.money_case where kind = '" + kind + "' and payout_id = " + payout) == 1;
    }

    private long free() {
        return free(client.account(), TestBank.TENGE);
    }

    private long claim() {
        return -free(account(client.relation(), "CLAIM"), TestBank.TENGE);
    }
}
