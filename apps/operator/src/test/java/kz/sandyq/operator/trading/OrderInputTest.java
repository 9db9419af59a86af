package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Orders that are refused: each with its stable code, and nothing reserved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderInputTest extends TradingTest {
    private static final long MONEY_MINOR = 10_000_00;
    private static final long UNITS = 1_000;

    private Client seller;
    private Client buyer;
    private String pair;

    /** An order of 20 units in lots of 10 at 100.50, the step 0.50; a test changes what is bad in it. */
    private Map<String, String> good() {
        return new HashMap<>(Map.of(
                "instrumentId", pair,
                "side", "BUY",
                "timeInForce", "GTC",
                "price", "100.50",
                "quantity", "20"));
    }

    @BeforeAll
    void market() throws Exception {
        register();
        seller = client(0);
        buyer = client(MONEY_MINOR);
        pair = book(issue(0, seller, UNITS), "10", "0.50");
    }

    @Test
    void purchaseWithoutFunds() throws Exception {
        refused("price", "6000.00", "INSUFFICIENT_FUNDS");
    }

    @Test
    void saleWithoutUnits() throws Exception {
        refused("side", "SELL", "INSUFFICIENT_UNITS");
    }

    @Test
    void onASuspendedIssue() throws Exception {
        Issue suspended = issue(0, seller, 100);
        String its = book(suspended, "10", "0.50");
        assertThat(send(IssueCommands.setIssueSuspended(suspended.id(), true, PAPER))
                        .rejectCode())
                .isZero();
        refused("instrumentId", its, "ISSUE_SUSPENDED");
    }

    @Test
    void onARedeemedIssue() throws Exception {
        Issue redeemed = issue(0, seller, 100);
        String its = book(redeemed, "10", "0.50");
        pay(redeemed.issuerAccount(), 100 * 100);
        send(HoldingCommands.startRedemption(redeemed.id(), RedemptionBasis.OBLIGATION_PERFORMED, PAPER));
        await(() -> free(seller.account(), redeemed.id()) == 0);
        refused("instrumentId", its, "ISSUE_STATUS");
    }

    @Test
    void withAPledgedBalance() throws Exception {
        Client pledger = client(0);
        Issue pledged = issue(0, pledger, 100);
        String its = book(pledged, "10", "0.50");
        send(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, pledger.account(), pledged.id(), 95, 77, 1, true, false, false, 0, PAPER));
        await(() -> free(pledger.account(), pledged.id()) == 5);
        Map<String, String> order = good();
        order.put("instrumentId", its);
        order.put("side", "SELL");
        code(pledger, order, 422, "DFA_ENCUMBERED");
        assertThat(free(pledger.account(), pledged.id())).isEqualTo(5);
    }

    @Test
    void zeroPriceAndZeroQuantity() throws Exception {
        refused("price", "0.00", "AMOUNT_NOT_POSITIVE");
        refused("quantity", "0", "AMOUNT_NOT_POSITIVE");
    }

    @Test
    void negativePriceAndNegativeQuantity() throws Exception {
        refused("price", "-100.50", "AMOUNT_NOT_POSITIVE");
        refused("quantity", "-20", "AMOUNT_NOT_POSITIVE");
    }

    @Test
    void overflowOfPriceOfQuantityAndOfTheirProduct() throws Exception {
        refused("price", "92233720368547758.50", "AMOUNT_OVERFLOW");
        refused("quantity", "9223372036854775810", "AMOUNT_OVERFLOW");
        Map<String, String> order = good();
        order.put("price", "1000000000000.00");
        order.put("quantity", "900000000000000000");
        code(buyer, order, 422, "AMOUNT_OVERFLOW");
        refused("price", "92233720368547750.00", "PRICE_OUT_OF_RANGE");
    }

    @Test
    void moreDecimalsThanTheScale() throws Exception {
        refused("price", "100.500", "AMOUNT_TOO_PRECISE");
        refused("quantity", "20.0", "AMOUNT_TOO_PRECISE");
    }

    @Test
    void notANumber() throws Exception {
        refused("price", "1e2", "AMOUNT_MALFORMED");
        refused("quantity", "twenty", "AMOUNT_MALFORMED");
    }

    @Test
    void priceOffTheTick() throws Exception {
        refused("price", "100.25", "PRICE_NOT_ON_TICK");
    }

    @Test
    void quantityOffTheLot() throws Exception {
        refused("quantity", "15", "QUANTITY_NOT_WHOLE_LOTS");
    }

    @Test
    void unknownSideAndUnknownKindOfOrder() throws Exception {
        refused("side", "SHORT", "SIDE_UNKNOWN");
        refused("orderType", "PEGGED", "ORDER_TYPE_NOT_SUPPORTED");
        refused("timeInForce", "AT_THE_OPENING", "ORDER_TYPE_NOT_SUPPORTED");
    }

    @Test
    void allOrNothingThatTheBookCannotFill() throws Exception {
        refused("timeInForce", "FOK", "FOK_NOT_FILLABLE");
    }

    @Test
    void unknownPair() throws Exception {
        Map<String, String> order = good();
        order.put("instrumentId", "1-999999");
        code(buyer, order, 404, "NOT_FOUND");
    }

    @Test
    void unknownAccount() throws Exception {
        Map<String, String> order = good();
        order.put("accountId", "1-999999");
        code(buyer, order, 404, "NOT_FOUND");
    }

    @Test
    void accountOfSomebodyElse() throws Exception {
        Map<String, String> order = good();
        order.put("accountId", "1-" + buyer.account());
        code(seller, order, 404, "NOT_FOUND");
        assertThat(free(buyer.account(), 1)).isEqualTo(MONEY_MINOR);
    }

    @Test
    void cancelOfSomebodyElsesOrder() throws Exception {
        Client other = client(MONEY_MINOR);
        String id = text(ask(other, good()), "$.id");
        assertThat(codeOf(cancel(buyer, id))).isEqualTo("NOT_FOUND");
        read("/api/v1/orders/" + id, other.user());
        cancel(other, id);
        assertThat(codeOf(cancel(other, id))).isEqualTo("ORDER_CLOSED");
        assertThat(free(other.account(), 1)).isEqualTo(MONEY_MINOR);
    }

    @Test
    void withoutAnIdempotencyKey() throws Exception {
        ResultActions answer = send(post("/api/v1/orders"), buyer.bearer(), json(good()));
        assertThat(answer.andReturn().getResponse().getStatus()).isEqualTo(400);
        assertThat(codeOf(answer)).isEqualTo("IDEMPOTENCY_KEY_INVALID");
        unchanged();
    }

    @Test
    void unauthenticated() throws Exception {
        ResultActions answer = send(keyed(), "Bearer not-a-token", json(good()));
        assertThat(answer.andReturn().getResponse().getStatus()).isEqualTo(401);
        assertThat(codeOf(answer)).isEqualTo("TOKEN_NOT_VALID");
        unchanged();
    }

    @Test
    void forbiddenToStaffToAReaderAndToAClientWithoutAWallet() throws Exception {
        code(new Client(user(Role.MARKET_SUPERVISOR), 0), good(), 403, "FORBIDDEN");
        String reader = credentials.create(
                buyer.user().loginId(), "reader", EnumSet.of(ApiCredentials.Scope.READ), Duration.ofDays(1));
        ResultActions answer = send(keyed(), "Bearer " + reader, json(good()));
        assertThat(answer.andReturn().getResponse().getStatus()).isEqualTo(403);
        assertThat(codeOf(answer)).isEqualTo("SCOPE_MISSING");
        code(new Client(user(Role.CLIENT), 0), good(), 422, "NO_WALLET");
        unchanged();
    }

    @Test
    void crossSite() throws Exception {
        var cookie = signIn(buyer.user());
        for (MockHttpServletRequestBuilder forged : new MockHttpServletRequestBuilder[] {
            keyed().contentType("application/json").content(json(good())),
            post("/market/" + pair + "/orders").param("key", keys.next().toString()),
            post("/market/" + pair + "/orders")
                    .param("key", keys.next().toString())
                    .with(csrf().useInvalidToken())
        }) {
            good().forEach(forged::param);
            assertThat(web.perform(forged.cookie(cookie))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(403);
        }
        unchanged();
    }

    private void refused(String field, String value, String code) throws Exception {
        Map<String, String> order = good();
        order.put(field, value);
        code(buyer, order, 422, code);
        unchanged();
    }

    private void unchanged() {
        assertThat(free(buyer.account(), 1)).isEqualTo(MONEY_MINOR);
        long orders = database.sql("select count(*) from readmodel.\"order\" where account_id = :account")
                .param("account", buyer.account())
                .query(Long.class)
                .single();
        assertThat(orders).isZero();
    }

    private void code(Client client, Map<String, String> order, int status, String code) throws Exception {
        ResultActions answer = ask(client, order);
        assertThat(codeOf(answer)).as(order.toString()).isEqualTo(code);
        assertThat(answer.andReturn().getResponse().getStatus()).isEqualTo(status);
    }

    private ResultActions ask(Client client, Map<String, String> order) throws Exception {
        return send(keyed(), client.bearer(), json(order));
    }

    private MockHttpServletRequestBuilder keyed() {
        return post("/api/v1/orders").header("Idempotency-Key", keys.next().toString());
    }

    private static String json(Map<String, String> order) {
        StringBuilder text = new StringBuilder("{");
        order.forEach((name, value) ->
                text.append(text.length() > 1 ? "," : "").append("\"%s\":\"%s\"".formatted(name, value)));
        return text.append("}").toString();
    }

    private static String codeOf(ResultActions answer) throws Exception {
        String body = answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        return Objects.toString(JsonPath.<Object>read(body, "$.code"));
    }
}
