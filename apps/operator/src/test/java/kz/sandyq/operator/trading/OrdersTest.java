package kz.sandyq.operator.trading;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

/** From a book that two persons open to a deal with both legs. */
class OrdersTest extends TradingTest {
    @Autowired
    Books books;

    @Test
    @LegalBasis(value = "RUL-47.p1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-47.p1", shows = REFUSED)
    @LegalBasis(value = "RUL-62.p1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-62.p1", shows = REFUSED)
    @LegalBasis(value = "RUL-55.2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.5-p2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.5", shows = ACCEPTED)
    void bookOpensOrdersMeetAndBothLegsAreBookedAtOnce() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        Issue issue = issue(0, seller, 1_000);
        String pair = book(issue, "10", "0.50");

        order(buyer, pair, "BUY", "2000.00", "60")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("INSUFFICIENT_FUNDS"))
                .andExpect(jsonPath("$.clause").value("RUL-47.p1"))
                .andExpect(jsonPath("$.whatToDo").value("Pay money in or lower the amount."));
        String sale = text(order(seller, pair, "SELL", "1000.50", "50").andExpect(status().isCreated()), "$.id");
        read("/api/v1/instruments/" + pair + "/book", buyer.user())
                .andExpect(jsonPath("$.asks[0].price").value("1000.50"))
                .andExpect(jsonPath("$.asks[0].quantity").value("50"));
        order(buyer, pair, "BUY", "1100.00", "20")
                .andExpect(status().isCreated())
                .andExpect(cookie().doesNotExist("sandyq_session"))
                .andExpect(jsonPath("$.filledQuantity").value("20"))
                .andExpect(jsonPath("$.reserved").value("2200.00"))
                .andExpect(jsonPath("$.order.status").value("FILLED"));

        assertThat(free(buyer.account(), issue.id())).isEqualTo(20);
        assertThat(free(buyer.account(), 1)).isEqualTo(10_000_00 - 2_001_00);
        assertThat(free(seller.account(), 1)).isEqualTo(2_001_00);
        read("/api/v1/instruments/" + pair + "/trades", buyer.user())
                .andExpect(jsonPath("$.items[0].price").value("1000.50"))
                .andExpect(jsonPath("$.items[0].amount").value("2001.00"));
        read("/api/v1/me/deals", seller.user())
                .andExpect(jsonPath("$.count").value(1))
                .andExpect(jsonPath("$.items[0].side").value("SELL"))
                .andExpect(jsonPath("$.items[0].orderId").value(sale));
        read("/api/v1/orders?open=true", seller.user())
                .andExpect(jsonPath("$.items[0].leavesQuantity").value("30"))
                .andExpect(jsonPath("$.items[0].status").value("PARTIALLY_FILLED"));
        cancel(buyer, sale).andExpect(status().isNotFound());
        cancel(seller, sale)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.cancelledQuantity").value("30"));
        assertThat(free(seller.account(), issue.id())).isEqualTo(980);
        cancel(seller, sale).andExpect(jsonPath("$.code").value("ORDER_CLOSED"));
    }

    @Test
    void whoeverLosesARightIsRefusedAtHisNextRequest() throws Exception {
        register();
        Client seller = client(0);
        Issue issue = issue(0, seller, 100);
        String pair = book(issue, "1", "1");
        order(seller, pair, "SELL", "10", "1").andExpect(status().isCreated());
        database.sql("delete from operator.representative where person_id = :person")
                .param("person", seller.user().personId())
                .update();
        order(seller, pair, "SELL", "10", "1").andExpect(jsonPath("$.code").value("NO_WALLET"));
        database.sql("delete from platform.login_role where login_id = :login")
                .param("login", seller.user().loginId())
                .update();
        order(seller, pair, "SELL", "10", "1").andExpect(status().isForbidden());
        database.sql("update platform.api_credential set revoked_at = now() where login_id = :login")
                .param("login", seller.user().loginId())
                .update();
        order(seller, pair, "SELL", "10", "1").andExpect(status().isUnauthorized());
    }

    @Test
    void manyOrdersInOneRequestEachByItselfOrAllOrNothing() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(1_000_00);
        Issue issue = issue(0, seller, 100);
        String pair = book(issue, "1", "1");
        String place =
                "{\"place\":{\"instrumentId\":\"" + pair + "\",\"side\":\"%s\",\"price\":\"%s\",\"quantity\":\"%s\"}}";
        String cancel = "{\"cancel\":\"%s\"}";
        String replace = "{\"replace\":{\"id\":\"%s\",\"terms\":{\"price\":\"%s\",\"quantity\":\"%s\"}}}";
        UUID key = keys.next();
        String two = batch("INDEPENDENT", place.formatted("SELL", "10", "60"), place.formatted("SELL", "11", "60"));
        String told = send(seller, key, two)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].applied").value(true))
                .andExpect(jsonPath("$.items[0].action").value("PLACE"))
                .andExpect(jsonPath("$.items[0].quantity").value("0"))
                .andExpect(jsonPath("$.items[1].item").value(2))
                .andExpect(jsonPath("$.items[1].applied").value(false))
                .andExpect(jsonPath("$.items[1].code").value("INSUFFICIENT_UNITS"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(send(seller, key, two).andReturn().getResponse().getContentAsString())
                .isEqualTo(told);
        String sale = JsonPath.read(told, "$.items[0].id");
        assertThat(free(seller.account(), issue.id())).isEqualTo(40);

        send(
                        buyer,
                        keys.next(),
                        batch("ALL_OR_NOTHING", place.formatted("BUY", "10", "5"), place.formatted("BUY", "10", "500")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("INSUFFICIENT_FUNDS"))
                .andExpect(jsonPath("$.clause").value("RUL-47.p1"))
                .andExpect(jsonPath("$.field").value("items[1]"));
        assertThat(free(buyer.account(), 1)).isEqualTo(1_000_00);
        send(
                        buyer,
                        keys.next(),
                        batch("ALL_OR_NOTHING", place.formatted("BUY", "10", "5"), place.formatted("BUY", "9", "2")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].quantity").value("5"))
                .andExpect(jsonPath("$.items[1].quantity").value("0"));
        assertThat(free(buyer.account(), issue.id())).isEqualTo(5);

        send(seller, keys.next(), batch("INDEPENDENT", replace.formatted(sale, "12", "50"), cancel.formatted(sale)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].action").value("REPLACE"))
                .andExpect(jsonPath("$.items[0].id").value(sale))
                .andExpect(jsonPath("$.items[1].action").value("CANCEL"))
                .andExpect(jsonPath("$.items[1].quantity").value("45"));
        assertThat(free(seller.account(), issue.id())).isEqualTo(95);
        send(buyer, keys.next(), batch("INDEPENDENT", place.formatted("BUY", "9", "1"), cancel.formatted(sale)))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.field").value("items[1]"));
        send(buyer, keys.next(), batch("INDEPENDENT", place.formatted("BUY", "0.001", "1")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.field").value("items[0].price"));
        send(buyer, keys.next(), batch("INDEPENDENT", "{}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("FIELD_OUT_OF_RANGE"));
        send(buyer, keys.next(), batch("SOMEHOW", cancel.formatted(sale)))
                .andExpect(jsonPath("$.field").value("mode"));
        send(buyer, keys.next(), batch("INDEPENDENT"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("BATCH_SIZE"));
        assertThat(free(buyer.account(), 1)).isEqualTo(1_000_00 - 50_00 - 18_00);
    }

    private static String batch(String mode, String... items) {
        return "{\"mode\":\"" + mode + "\",\"items\":[" + String.join(",", items) + "]}";
    }

    private ResultActions send(Client client, UUID key, String body) throws Exception {
        return send(post("/api/v1/orders/batch").header("Idempotency-Key", key.toString()), client.bearer(), body);
    }

    @Test
    @LegalBasis(value = "RUL-47.p2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-47.p2", shows = REFUSED)
    @LegalBasis(value = "RUL-62.p2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-62.p2", shows = REFUSED)
    @LegalBasis(value = "LAW-6.5", shows = ACCEPTED)
    void oneDfaIsExchangedForAnotherBothLegsAtOnceAndNotWithoutUnits() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(0);
        Issue base = issue(0, seller, 100);
        Issue quote = issue(0, buyer, 100);
        String pair = book(base, quote.publicId(), "1", "1");
        order(seller, pair, "SELL", "3", "20").andExpect(status().isCreated());
        order(buyer, pair, "BUY", "3", "34")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("INSUFFICIENT_UNITS"))
                .andExpect(jsonPath("$.clause").value("RUL-47.p2"));
        order(buyer, pair, "BUY", "3", "15")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reserved").value("45"));
        assertThat(free(buyer.account(), base.id())).isEqualTo(15);
        assertThat(free(buyer.account(), quote.id())).isEqualTo(55);
        assertThat(free(seller.account(), base.id())).isEqualTo(80);
        assertThat(free(seller.account(), quote.id())).isEqualTo(45);
    }

    @Test
    @LegalBasis(value = "LAW-6.5-p2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.5-p2", shows = REFUSED)
    void tradingNeedsTheSecondRegistration() throws Exception {
        register();
        Client holder = client(0);
        Issue issue = issue(0, holder, 10);
        User supervisor = user(Role.MARKET_SUPERVISOR);
        var actor = new Actor(
                supervisor.loginId(),
                supervisor.personId(),
                supervisor.loginName(),
                "",
                Set.of(Role.MARKET_SUPERVISOR.name()),
                Optional.empty(),
                "");
        move(36_500);
        try {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> books.propose(actor, new Books.Request(issue.publicId(), null, "1", "1", null)))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("NOT_IN_TRADING_REGISTER"))
                    .satisfies(refusal -> assertThat(refusal.clause()).isEqualTo("LAW-6.5-p2"));
            propose(supervisor, issue.publicId(), "1", "1").andExpect(status().isNotFound());
            read("/api/v1/instruments", holder.user()).andExpect(status().isNotFound());
        } finally {
            move(-36_500);
        }
        propose(supervisor, issue.publicId(), "1", "1").andExpect(status().isCreated());
    }

    /** Moves the day of the registration as a trading operator. */
    private void move(int days) {
        database.sql("update operator.activity_registration set valid_from = valid_from"
                        + " + :days where activity = 'TRADING'")
                .param("days", days)
                .update();
    }

    @Test
    void sameKeyIsOneOrderAndAnotherContentUnderItIsRefused() throws Exception {
        register();
        Client seller = client(0);
        String pair = book(issue(0, seller, 100), "1", "0.01");
        UUID key = keys.next();
        String id = text(order(seller, key, pair, "SELL", "5.00", "10", "GTC"), "$.id");
        order(seller, key, pair, "SELL", "5.00", "10", "GTC")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.id").value(id));
        order(seller, key, pair, "SELL", "5.00", "11", "GTC")
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_REUSED"));
        read("/api/v1/orders", seller.user()).andExpect(jsonPath("$.count", is(1)));
    }

    @Test
    @LegalBasis(value = "RUL-55.2", shows = REFUSED)
    void bookNeedsASupervisorAPairThatIsFreeAndASecondPerson() throws Exception {
        register();
        Client holder = client(0);
        Issue issue = issue(0, holder, 10);
        propose(user(Role.OFFICER), issue.publicId(), "1", "0.01").andExpect(status().isForbidden());
        propose(user(Role.MARKET_SUPERVISOR), "1-1", "1", "0.01")
                .andExpect(jsonPath("$.code").value("WRONG_ASSET_KIND"));
        propose(user(Role.MARKET_SUPERVISOR), issue.publicId(), "0", "0.01")
                .andExpect(jsonPath("$.code").value("AMOUNT_NOT_POSITIVE"));
        User supervisor = user(Role.MARKET_SUPERVISOR);
        String id = text(propose(supervisor, issue.publicId(), "1", "0.01"), "$.id");
        web.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(
                                "/api/v1/approvals/" + newest("trading.book") + "/approve")
                        .header("Authorization", supervisor.bearer())
                        .header("If-Match", "\"v0\""))
                .andExpect(jsonPath("$.code").value("SECOND_PERSON_SAME"));
        propose(supervisor, issue.publicId(), "1", "0.01")
                .andExpect(jsonPath("$.code").value("INSTRUMENT_EXISTS"));
        approve(user(Role.APPROVER), newest("trading.book"));
        assertThat(opened(id)).startsWith("1-");
    }
}
