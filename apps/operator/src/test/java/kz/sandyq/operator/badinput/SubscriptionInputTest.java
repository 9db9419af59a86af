package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that must not be taken, and a placement that must give every tiyn back. */
class SubscriptionInputTest extends MarketTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINIMUM = 60;
    private static final long MAXIMUM = 100;

    private Client issuer = Client.NONE;
    private Client client = Client.NONE;
    private long issue;

    @BeforeEach
    void aMintedIssueAndAClientWithMoney() throws Exception {
        issuer = issuer();
        issue = note(issuer);
        mint(issue, MAXIMUM);
        client = investor();
        pay(client, "20000.00");
    }

    @Test
    void beforeTheWindow() throws Exception {
        Instant now = clock.instant();
        long placement = placement(issuer, issue, MINIMUM, MAXIMUM, now.plus(HOUR), now.plus(HOUR.multipliedBy(2)));
        refused(placement, 1, "OUTSIDE_WINDOW");
    }

    @Test
    void afterTheWindow() throws Exception {
        long placement = open();
        close(placement);
        refused(placement, 1, "PLACEMENT_CLOSED");
    }

    @Test
    void aboveTheMaximum() throws Exception {
        pay(client, "80000.00");
        refused(open(), MAXIMUM + 1, "ABOVE_MAXIMUM");
    }

    @Test
    void withoutMoney() throws Exception {
        long placement = open();
        refused(placement, 22, "INSUFFICIENT_FUNDS");
        subscribe(client, placement, 21).good();
        until(() -> free(client.account(), TestBank.TENGE) == 5_000);
        assertThat(subscribe(client, placement, 1).code()).isEqualTo("INSUFFICIENT_FUNDS");
    }

    @Test
    void zeroAndNegativeQuantity() throws Exception {
        long placement = open();
        refused(placement, 0, "AMOUNT_NOT_POSITIVE");
        refused(placement, -1, "AMOUNT_NOT_POSITIVE");
    }

    @Test
    void minimumNotReached() throws Exception {
        Client other = investor();
        pay(other, "38000.01");
        long placement = open();
        subscribe(client, placement, 19).good();
        subscribe(other, placement, 40).good();
        until(() -> free(client.account(), TestBank.TENGE) == 195_000);
        until(() -> free(other.account(), TestBank.TENGE) == 1);
        close(placement);
        until(() -> free(client.account(), TestBank.TENGE) == 2_000_000);
        until(() -> free(other.account(), TestBank.TENGE) == 3_800_001);
        assertThat(count("readmodel.balance where held > 0 and account_id in (" + client.account() + ", "
                        + other.account() + ")"))
                .as("nothing stays reserved")
                .isZero();
        assertThat(free(client.account(), issue)).isZero();
        assertThat(free(account(issuer.relation(), "ISSUER"), TestBank.TENGE)).isZero();
        assertThat(number(
                        "select available from readmodel.balance where asset_id = " + issue + " and available = ",
                        MAXIMUM))
                .as("every unit is unsold again")
                .isEqualTo(MAXIMUM);
    }

    private void refused(long placement, long quantity, String code) throws Exception {
        long before = free(client.account(), TestBank.TENGE);
        assertThat(subscribe(client, placement, quantity).code()).isEqualTo(code);
        assertThat(free(client.account(), TestBank.TENGE)).isEqualTo(before);
    }

    private Answer subscribe(Client who, long placement, long quantity) throws Exception {
        return post(
                who.token(),
                "/subscriptions",
                "{\"placementId\":\"1-" + placement + "\",\"quantity\":" + quantity + "}");
    }

    private long open() throws Exception {
        Instant now = clock.instant();
        return placement(issuer, issue, MINIMUM, MAXIMUM, now.minus(HOUR), now.plus(HOUR));
    }

    private void close(long placement) throws Exception {
        long id = number("select id from operator.placement_application where placement_id = ", placement);
        post(officer.token(), "/placements/1-" + id + "/close", "{}").good();
        until(() -> count("readmodel.placement where placement_id = " + placement + " and status = 'OPEN'") == 0);
    }
}
